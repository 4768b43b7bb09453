namespace NeuralGen;

/// <summary>
/// What tells whether a model has become better: of the validation set, or of the training set where there is none.
/// </summary>
public enum Criterion
{
    /// <summary>The error: the share of examples that are classified wrongly, or the mean squared difference.</summary>
    Error,

    /// <summary>The loss.</summary>
    Loss,
}
