namespace NeuralGen;

/// <summary>One choice that was tried.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Parameters">The choice.</param>
/// <param name="Error">The error on the validation set; infinite where the training diverged or the error is NaN.</param>
public sealed record Trial(int Number, HyperParameters Parameters, double Error);
