using System;

namespace NeuralGen;

/// <summary>
/// Layer normalization: each vector along the last axis is brought to mean 0 and variance 1, and then to a scale and a mean that
/// are learned, y = (x − mean) / √(variance + ε) · Weight + Bias. In training and in use it is the same.
/// </summary>
public sealed partial class LayerNorm : Rowwise
{
    private NormalizeResiduals _residuals = new();

    /// <summary>A layer with scales of 1 and means of 0.</summary>
    /// <param name="features">The length of the last axis.</param>
    /// <param name="epsilon">What is added to the variance; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public LayerNorm(int features, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        if (!(double.IsFinite(epsilon) && epsilon > 0))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "It must be finite and positive.");
        Epsilon = (float)epsilon;
        Weight = Tensor<float>.Parameter(features);
        Weight.Fill(1);
        Bias = Tensor<float>.Parameter(features);
    }

    /// <summary>What is added to the variance.</summary>
    public float Epsilon { get; }

    /// <summary>The scale of each feature.</summary>
    public Tensor<float> Weight { get; private set; }

    /// <summary>The mean of each feature.</summary>
    public Tensor<float> Bias { get; private set; }

    private protected override bool IsLearning => Weight.Grad is not null || Bias.Grad is not null;

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        CheckFeatures(inputShape, Weight.Length);
        return inputShape.ToArray();
    }

    private protected override void ForwardRows(Tensor<float> input, Tensor<float> output) =>
        NormalizeForward(input, output, _residuals);

    private protected override void BackwardRows(Tensor<float> input, Tensor<float> output) =>
        NormalizeBackward(input, output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add(
            "LayerNormalization",
            [input, graph.Constant(Weight, nameof(Weight)), graph.Constant(Bias, nameof(Bias))],
            new OnnxAttribute("axis", -1),
            new OnnxAttribute("epsilon", Epsilon)
        );

    [Differentiable]
    private void Normalize(Tensor<float> X, Tensor<float> Y)
    {
        for (int b = 0; b < X.Dim(0); b++)
        {
            float sum = 0;
            for (int i = 0; i < Weight.Dim(0); i++)
                sum += X[b, i];
            float mean = sum / Weight.Dim(0);
            float squares = 0;
            for (int i = 0; i < Weight.Dim(0); i++)
                squares += (X[b, i] - mean) * (X[b, i] - mean);
            float scale = 1 / MathF.Sqrt(squares / Weight.Dim(0) + Epsilon);
            for (int i = 0; i < Weight.Dim(0); i++)
                Y[b, i] = (X[b, i] - mean) * scale * Weight[i] + Bias[i];
        }
    }
}
