namespace NeuralGen;

/// <summary>How a model does on a data set.</summary>
/// <param name="Loss">The mean loss of the examples.</param>
/// <param name="Error">The mean of their errors: the share that is classified wrongly, or the mean squared difference.</param>
public readonly record struct Evaluation(double Loss, double Error);
