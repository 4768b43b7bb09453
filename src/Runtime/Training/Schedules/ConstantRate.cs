namespace NeuralGen;

/// <summary>The learning rate stays as it is.</summary>
public sealed class ConstantRate : Schedule
{
    /// <inheritdoc/>
    public override double Factor => 1;
}
