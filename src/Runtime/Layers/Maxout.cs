using System;

namespace NeuralGen;

/// <summary>
/// Maxout: the largest of each group of consecutive elements along the last axis, Y[b,i] = maxₖ X[b, pieces · i + k]. After a
/// <see cref="Dense"/> layer of pieces · n units it is a layer of n maxout units.
/// </summary>
/// <remarks>Of equal elements the first has the gradient.</remarks>
public sealed partial class Maxout : Rowwise
{
    private ApplyResiduals _residuals = new();

    /// <summary>A layer of maxout units.</summary>
    /// <param name="pieces">How many elements make one; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pieces"/> is not positive.</exception>
    public Maxout(int pieces)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pieces);
        Pieces = pieces;
    }

    /// <summary>How many elements of the input make one of the output.</summary>
    public int Pieces { get; }

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        if (inputShape.Length == 0 || inputShape[^1] % Pieces != 0)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Maxout: the input has shape {Extents.Text(inputShape)}, whose last axis is no multiple of {Pieces}."
                ),
                nameof(inputShape)
            );
        int[] shape = inputShape.ToArray();
        shape[^1] /= Pieces;
        return shape;
    }

    private protected override void ForwardRows(Tensor<float> input, Tensor<float> output) =>
        ApplyForward(input, output, _residuals);

    private protected override void BackwardRows(Tensor<float> input, Tensor<float> output) =>
        ApplyBackward(input, output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        // 0 takes the size that is there.
        var shape = new long[graph.InputShape.Count + 1];
        shape[^2] = graph.InputShape[^1] / Pieces;
        shape[^1] = Pieces;
        string pieces = graph.Add("Reshape", [input, graph.Constant(shape, "Shape")]);
        return graph.Add("ReduceMax", [pieces], new OnnxAttribute("axes", [-1L]), new OnnxAttribute("keepdims", 0));
    }

    [Differentiable]
    private void Apply(Tensor<float> X, Tensor<float> Y)
    {
        for (int b = 0; b < Y.Dim(0); b++)
        for (int i = 0; i < Y.Dim(1); i++)
        {
            float largest = float.NegativeInfinity;
            for (int k = 0; k < Pieces; k++)
                largest = MathF.Max(largest, X[b, Pieces * i + k]);
            Y[b, i] = largest;
        }
    }
}
