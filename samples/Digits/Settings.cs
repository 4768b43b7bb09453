namespace NeuralGen.Samples.Digits;

/// <summary>What the command line decides.</summary>
/// <param name="Epochs">How often each training picture is seen.</param>
/// <param name="BatchSize">Pictures per step.</param>
/// <param name="LearningRate">The learning rate of the first epoch; it falls to 0 along a half cosine.</param>
/// <param name="Hidden">Units of the hidden layer.</param>
/// <param name="Seed">Decides which pictures are held out, the first weights and the order of the pictures.</param>
/// <param name="Report">Where the report goes.</param>
internal sealed record Settings(int Epochs, int BatchSize, double LearningRate, int Hidden, int Seed, string Report)
{
    /// <summary>Pictures that are never trained with: a fifth.</summary>
    public const int HeldOut = 360;

    public const double Momentum = 0.9;
}
