// A tensor of the lectures is one of doubles, so that every gradient can be checked.
global using Tensor = NeuralGen.Tensor<double>;
