using System;

namespace NeuralGen;

/// <summary>A fully connected layer: Y[b,i] = Σⱼ X[b,j] · Weight[j,i] + Bias[i].</summary>
public sealed partial class Dense : Layer
{
    /// <summary>A layer with Glorot's uniform weights and biases of 0.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of units.</param>
    /// <param name="random">Where the weights come from: one seed gives one layer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public Dense(int inputs, int outputs, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentNullException.ThrowIfNull(random);
        Weight = Tensor<float>.Parameter(inputs, outputs);
        Bias = Tensor<float>.Parameter(outputs);
        Initialization.GlorotUniform(Weight, random);
    }

    /// <summary>A layer with given parameters, shared with another for instance.</summary>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="bias">[outputs].</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The weights are no matrix, or the bias does not fit them.</exception>
    public Dense(Tensor<float> weight, Tensor<float> bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(bias);
        if (weight.Rank != 2)
            throw new ArgumentException(
                $"The weights have shape {Extents.Text(weight.Shape)}, but are [inputs, outputs].",
                nameof(weight)
            );
        if (bias.Rank != 1 || bias.Dim(0) != weight.Dim(1))
            throw new ArgumentException(
                $"The bias has shape {Extents.Text(bias.Shape)}, but the weights have {Extents.Text(weight.Shape)}.",
                nameof(bias)
            );
        Weight = weight;
        Bias = bias;
    }

    /// <summary>The weights: [inputs, outputs].</summary>
    public Tensor<float> Weight { get; }

    /// <summary>The biases: [outputs].</summary>
    public Tensor<float> Bias { get; }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("Gemm", [input, graph.Constant(Weight, nameof(Weight)), graph.Constant(Bias, nameof(Bias))]);

    [Differentiable]
    private void Affine(Tensor<float> X, Tensor<float> Y)
    {
        for (int b = 0; b < X.Dim(0); b++)
        for (int i = 0; i < Weight.Dim(1); i++)
        {
            float u = 0;
            for (int j = 0; j < Weight.Dim(0); j++)
                u += X[b, j] * Weight[j, i];
            Y[b, i] = u + Bias[i];
        }
    }
}
