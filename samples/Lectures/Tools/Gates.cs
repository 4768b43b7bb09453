namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Two bits and what gates make of them.</summary>
internal static class Gates
{
    /// <summary>The four inputs, a row each.</summary>
    public static Tensor Inputs { get; } = Tensor.Wrap([0, 0, 0, 1, 1, 0, 1, 1], 4, 2);

    public static int[] Or { get; } = [0, 1, 1, 1];

    public static int[] And { get; } = [0, 0, 0, 1];

    public static int[] Nand { get; } = [1, 1, 1, 0];

    public static int[] Xor { get; } = [0, 1, 1, 0];
}
