using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// A fully connected layer: Y[b,i] = Σⱼ X[b,j] · Weight[j,i] + Bias[i], for each vector b along the last axis of an input [batch, …, inputs].
/// </summary>
public sealed partial class Dense : Rowwise
{
    private AffineResiduals _residuals = new();

    /// <summary>A layer with Glorot's uniform weights and biases of 0.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of units.</param>
    /// <param name="random">Where the weights come from: one seed gives one layer.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public Dense(int inputs, int outputs, Random random, bool bias = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentNullException.ThrowIfNull(random);
        Weight = Tensor<float>.Parameter(inputs, outputs);
        HasBias = bias;
        Bias = bias ? Tensor<float>.Parameter(outputs) : new Tensor<float>(outputs);
        Initialization.GlorotUniform(Weight, random);
    }

    /// <summary>A layer with given parameters, shared with another for instance.</summary>
    /// <param name="weight">[inputs, outputs].</param>
    /// <param name="bias">[outputs]; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="weight"/> is null.</exception>
    /// <exception cref="ArgumentException">The weights are no matrix, or the bias does not fit them.</exception>
    public Dense(Tensor<float> weight, Tensor<float>? bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2)
            throw new ArgumentException(
                $"The weights have shape {Extents.Text(weight.Shape)}, but are [inputs, outputs].",
                nameof(weight)
            );
        if (bias is not null && (bias.Rank != 1 || bias.Dim(0) != weight.Dim(1)))
            throw new ArgumentException(
                $"The bias has shape {Extents.Text(bias.Shape)}, but the weights have {Extents.Text(weight.Shape)}.",
                nameof(bias)
            );
        Weight = weight;
        HasBias = bias is not null;
        Bias = bias ?? new Tensor<float>(weight.Dim(1));
    }

    /// <summary>The weights: [inputs, outputs].</summary>
    public Tensor<float> Weight { get; }

    /// <summary>Whether there are biases.</summary>
    public bool HasBias { get; }

    /// <summary>The biases: [outputs]. Where there are none they are zeros that are neither learned nor saved.</summary>
    public Tensor<float> Bias { get; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors =>
        HasBias ? [new(nameof(Weight), Weight), new(nameof(Bias), Bias)] : [new(nameof(Weight), Weight)];

    private protected override bool IsLearning => Weight.Grad is not null || Bias.Grad is not null;

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        CheckFeatures(inputShape, Weight.Dim(0));
        int[] shape = inputShape.ToArray();
        shape[^1] = Weight.Dim(1);
        return shape;
    }

    private protected override void ForwardRows(Tensor<float> input, Tensor<float> output) =>
        AffineForward(input, output, _residuals);

    private protected override void BackwardRows(Tensor<float> input, Tensor<float> output) =>
        AffineBackward(input, output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string weight = graph.Constant(Weight, nameof(Weight));
        if (graph.InputShape.Count == 2)
            return graph.Add("Gemm", HasBias ? [input, weight, graph.Constant(Bias, nameof(Bias))] : [input, weight]);
        string product = graph.Add("MatMul", [input, weight]);
        return HasBias ? graph.Add("Add", [product, graph.Constant(Bias, nameof(Bias))]) : product;
    }

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
