using System;

namespace NeuralGen.Samples.Digits;

/// <summary>What the command line decides.</summary>
/// <param name="Epochs">How often each training picture is seen at most.</param>
/// <param name="BatchSize">Pictures per step.</param>
/// <param name="LearningRate">The learning rate of the first epoch; it falls to 0 along a half cosine.</param>
/// <param name="Hidden">Units of the hidden layer.</param>
/// <param name="Seed">Decides which pictures are held out, the first weights and the order of the pictures.</param>
/// <param name="Patience">For how many epochs in a row the validation loss may not improve.</param>
/// <param name="Report">Where the report goes.</param>
/// <param name="Checkpoint">Where the training is kept after every epoch; null for nowhere.</param>
/// <param name="Resume">Whether to go on from there.</param>
internal sealed record Settings(
    int Epochs,
    int BatchSize,
    double LearningRate,
    int Hidden,
    int Seed,
    int Patience,
    string Report,
    string? Checkpoint,
    bool Resume
)
{
    /// <summary>What must be the same where a training goes on.</summary>
    public string InWords =>
        FormattableString.Invariant($"epochs {Epochs}, batch {BatchSize}, learning rate {LearningRate}, ")
        + FormattableString.Invariant($"hidden {Hidden}, seed {Seed}");

    /// <summary>Pictures that are judged once, at the end: a fifth.</summary>
    public const int HeldOut = 360;

    /// <summary>Pictures that are judged after every epoch: an eighth of the others.</summary>
    public const int Validation = 180;

    public const double Momentum = 0.9;

    /// <summary>The deviation of the noise that the training pictures get, whose pixels are 0 to 1.</summary>
    public const double Noise = 0.2;
}
