namespace NeuralGen;
