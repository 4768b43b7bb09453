using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// Self-attention of several heads over sequences [batch, time, features]: each head compares each step with every other,
/// softmax(Q · Kᵀ / √d), and takes the mean of the values V with these weights. Weights and biases are laid out as in PyTorch.
/// </summary>
public sealed partial class MultiHeadAttention : Layer
{
    private LayerCall _call = new();
    private TensorViews _views = new();
    private AttendResiduals _residuals = new();

    /// <summary>A layer with Glorot's uniform weights and biases of 0.</summary>
    /// <param name="features">The length of a step's vector, a multiple of the number of heads.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="random">Where the weights come from: one seed gives one layer.</param>
    /// <param name="causal">Whether a step sees only itself and those before it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">The features cannot be divided among the heads.</exception>
    public MultiHeadAttention(int features, int heads, Random random, bool causal = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        ArgumentNullException.ThrowIfNull(random);
        if (features % heads != 0)
            throw new ArgumentException(
                FormattableString.Invariant($"{features} features cannot be divided among {heads} heads."),
                nameof(heads)
            );
        Heads = heads;
        IsCausal = causal;
        InputWeight = Tensor<float>.Parameter(3 * features, features);
        InputBias = Tensor<float>.Parameter(3 * features);
        OutputWeight = Tensor<float>.Parameter(features, features);
        OutputBias = Tensor<float>.Parameter(features);
        Initialization.GlorotUniform(InputWeight, random, features, 3 * features);
        Initialization.GlorotUniform(OutputWeight, random);
    }

    /// <summary>The number of heads.</summary>
    public int Heads { get; }

    /// <summary>Whether a step sees only itself and those before it.</summary>
    public bool IsCausal { get; }

    /// <summary>What makes queries, keys and values of the input, in this order: [3 · features, features].</summary>
    public Tensor<float> InputWeight { get; private set; }

    /// <summary>What is added to them: [3 · features].</summary>
    public Tensor<float> InputBias { get; private set; }

    /// <summary>What the heads' results, side by side, are multiplied with: [features, features], a row for each output.</summary>
    public Tensor<float> OutputWeight { get; private set; }

    /// <summary>What is added to the output: [features].</summary>
    public Tensor<float> OutputBias { get; private set; }

    private int Features => OutputBias.Length;

    private int Size => Features / Heads;

    // The parameters with an axis of heads.
    private Tensor<float> Projection => _views.Of(InputWeight, [3, Heads, Size, Features]);

    private Tensor<float> ProjectionBias => _views.Of(InputBias, [3, Heads, Size]);

    private Tensor<float> Joining => _views.Of(OutputWeight, [Features, Heads, Size]);

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors =>
        [
            new(nameof(InputWeight), InputWeight),
            new(nameof(InputBias), InputBias),
            new(nameof(OutputWeight), OutputWeight),
            new(nameof(OutputBias), OutputBias),
        ];

    /// <inheritdoc/>
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        AttendForward(input, Projection, ProjectionBias, Joining, OutputBias, IsCausal, output, _residuals);
        return output;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (
            input.Grad is null
            && InputWeight.Grad is null
            && InputBias.Grad is null
            && OutputWeight.Grad is null
            && OutputBias.Grad is null
        )
            return;
        AttendBackward(input, Projection, ProjectionBias, Joining, OutputBias, IsCausal, output, _residuals);
    }

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape) =>
        inputShape.Length == 3 && inputShape[2] == Features
            ? inputShape.ToArray()
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"MultiHeadAttention: the input has shape {Extents.Text(inputShape)}, but is [batch, time, {Features}]."
                )
            );

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _call = new LayerCall();
        _views = new TensorViews();
        _residuals = new AttendResiduals();
        InputWeight = sharing.Of(InputWeight);
        InputBias = sharing.Of(InputBias);
        OutputWeight = sharing.Of(OutputWeight);
        OutputBias = sharing.Of(OutputBias);
    }

    // Wi [3, heads, size, features] and Bi [3, heads, size] make the queries, keys and values P; Wo is [features, heads, size].
    [Differentiable]
    private static void Attend(
        Tensor<float> X,
        Tensor<float> Wi,
        Tensor<float> Bi,
        Tensor<float> Wo,
        Tensor<float> Bo,
        bool causal,
        Tensor<float> Y
    )
    {
        var P = new Tensor<float>(3, X.Dim(0), Wi.Dim(1), X.Dim(1), Wi.Dim(2));
        for (int r = 0; r < 3; r++)
        for (int b = 0; b < X.Dim(0); b++)
        for (int h = 0; h < Wi.Dim(1); h++)
        for (int t = 0; t < X.Dim(1); t++)
        for (int d = 0; d < Wi.Dim(2); d++)
        {
            float sum = 0;
            for (int e = 0; e < X.Dim(2); e++)
                sum += X[b, t, e] * Wi[r, h, d, e];
            P[r, b, h, t, d] = sum + Bi[r, h, d];
        }

        // How much step t of a head attends to step k.
        var S = new Tensor<float>(X.Dim(0), Wi.Dim(1), X.Dim(1), X.Dim(1));
        var A = new Tensor<float>(X.Dim(0), Wi.Dim(1), X.Dim(1), X.Dim(1));
        for (int b = 0; b < X.Dim(0); b++)
        for (int h = 0; h < Wi.Dim(1); h++)
        for (int t = 0; t < X.Dim(1); t++)
        for (int k = 0; k < X.Dim(1); k++)
        {
            float score = 0;
            for (int d = 0; d < Wi.Dim(2); d++)
                score += P[0, b, h, t, d] * P[1, b, h, k, d];
            S[b, h, t, k] = causal && k > t ? float.NegativeInfinity : score / MathF.Sqrt(Wi.Dim(2));
        }
        for (int b = 0; b < X.Dim(0); b++)
        for (int h = 0; h < Wi.Dim(1); h++)
        for (int t = 0; t < X.Dim(1); t++)
        {
            float largest = float.NegativeInfinity;
            for (int k = 0; k < X.Dim(1); k++)
                largest = MathF.Max(largest, S[b, h, t, k]);
            float shift = Gradient.Stop(largest);
            float sum = 0;
            for (int k = 0; k < X.Dim(1); k++)
                sum += MathF.Exp(S[b, h, t, k] - shift);
            for (int k = 0; k < X.Dim(1); k++)
                A[b, h, t, k] = MathF.Exp(S[b, h, t, k] - shift) / sum;
        }

        var Z = new Tensor<float>(X.Dim(0), Wi.Dim(1), X.Dim(1), Wi.Dim(2));
        for (int b = 0; b < X.Dim(0); b++)
        for (int h = 0; h < Wi.Dim(1); h++)
        for (int t = 0; t < X.Dim(1); t++)
        for (int d = 0; d < Wi.Dim(2); d++)
        for (int k = 0; k < X.Dim(1); k++)
            Z[b, h, t, d] += A[b, h, t, k] * P[2, b, h, k, d];
        for (int b = 0; b < X.Dim(0); b++)
        for (int t = 0; t < X.Dim(1); t++)
        for (int e = 0; e < X.Dim(2); e++)
        {
            float sum = Bo[e];
            for (int h = 0; h < Wi.Dim(1); h++)
            for (int d = 0; d < Wi.Dim(2); d++)
                sum += Z[b, h, t, d] * Wo[e, h, d];
            Y[b, t, e] = sum;
        }
    }
}
