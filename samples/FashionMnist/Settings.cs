using System;

namespace NeuralGen.Samples.FashionMnist;

/// <summary>What the command line decides.</summary>
/// <param name="Network">Which network.</param>
/// <param name="Short">Whether to train with a tenth of the pictures, for two epochs.</param>
/// <param name="Epochs">How often each training picture is seen at most.</param>
/// <param name="Seed">Decides which pictures are for validation, the first weights and the order of the pictures.</param>
/// <param name="Data">The folder with the four files; null to look for it.</param>
/// <param name="Report">Where the report goes; null for nowhere.</param>
/// <param name="Checkpoint">Where the training is kept after every epoch; null for nowhere.</param>
/// <param name="Resume">Whether to go on from there.</param>
internal sealed record Settings(
    NetworkKind Network,
    bool Short,
    int Epochs,
    int Seed,
    string? Data,
    string? Report,
    string? Checkpoint,
    bool Resume
)
{
    /// <summary>What must be the same where a training goes on.</summary>
    public string InWords =>
        FormattableString.Invariant($"{Network}, {(Short ? "short" : "full")}, epochs {Epochs}, seed {Seed}");

    public const int BatchSize = 64;
    public const double LearningRate = 1e-3;

    /// <summary>The share of the training pictures that are judged after every epoch.</summary>
    public const double Validation = 1.0 / 12;

    /// <summary>Epochs without a better validation error that end the training.</summary>
    public const int Patience = 4;

    /// <summary>The share of test pictures that must be recognized (rows B11 and B12).</summary>
    public double Bar =>
        (Network, Short) switch
        {
            (NetworkKind.Mlp, true) => 0.80,
            (NetworkKind.Mlp, false) => 0.88,
            (_, true) => 0.70,
            (_, false) => 0.90,
        };
}
