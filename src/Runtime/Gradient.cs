namespace NeuralGen;

/// <summary>Says how values flow into gradients inside a <see cref="DifferentiableAttribute"/> method.</summary>
public static class Gradient
{
    /// <summary>Returns <paramref name="x"/>; its derivative is 0, so nothing flows back through it.</summary>
    /// <param name="x">The value that is to count as a constant.</param>
    public static float Stop(float x) => x;

    /// <inheritdoc cref="Stop(float)"/>
    public static double Stop(double x) => x;
}
