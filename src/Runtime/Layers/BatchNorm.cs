using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// Batch normalization: each channel is brought to mean 0 and variance 1, and then to a scale and a mean that are learned,
/// y = (x − mean) / √(variance + ε) · Weight + Bias.
/// </summary>
/// <remarks>
/// <para>
/// In training, mean and variance are those of the batch, through which the gradient flows; the running mean and variance are
/// moved towards them (the variance with n − 1 in place of n), and take their place in use.
/// </para>
/// <para>
/// A copy made by <see cref="Layer.Share"/> reads the running statistics and leaves them as they are: those of the original's own
/// batches are collected, whatever other threads do.
/// </para>
/// </remarks>
public abstract partial class BatchNorm : Layer
{
    private readonly Tensor<float> _runningMean;
    private readonly Tensor<float> _runningVariance;
    private LayerCall _call = new();
    private TensorViews _views = new();
    private NormalizeResiduals _normalizeResiduals = new();
    private ScaleResiduals _scaleResiduals = new();
    private Tensor<float> _mean;
    private Tensor<float> _variance;
    private bool _isCopy;
    private bool _wasTraining;

    private protected BatchNorm(int channels, double epsilon, double momentum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (!(double.IsFinite(epsilon) && epsilon > 0))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "It must be finite and positive.");
        if (momentum is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "It must be in 0 … 1.");
        Epsilon = (float)epsilon;
        Momentum = (float)momentum;
        Weight = Tensor<float>.Parameter(channels);
        Weight.Fill(1);
        Bias = Tensor<float>.Parameter(channels);
        _runningMean = new Tensor<float>(channels);
        _runningVariance = new Tensor<float>(channels);
        _runningVariance.Fill(1);
        _mean = new Tensor<float>(channels);
        _variance = new Tensor<float>(channels);
    }

    /// <summary>What is added to the variance.</summary>
    public float Epsilon { get; }

    /// <summary>How far each batch moves the running statistics.</summary>
    public float Momentum { get; }

    /// <summary>The scale of each channel, 1 at first.</summary>
    public Tensor<float> Weight { get; private set; }

    /// <summary>The mean of each channel, 0 at first.</summary>
    public Tensor<float> Bias { get; private set; }

    /// <summary>The mean of the batches that were seen in training: not learned, but saved.</summary>
    public Tensor<float> RunningMean => _runningMean;

    /// <summary>Their variance.</summary>
    public Tensor<float> RunningVariance => _runningVariance;

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors =>
        [
            new(nameof(Weight), Weight),
            new(nameof(Bias), Bias),
            new(nameof(RunningMean), RunningMean),
            new(nameof(RunningVariance), RunningVariance),
        ];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The shape does not fit, or, in training, there is only one value in each channel: it has no variance.
    /// </exception>
    public sealed override Tensor<float> Forward(Tensor<float> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Tensor<float> output = _call.Begin(this, input);
        (Tensor<float> x, Tensor<float> y) = (Channels(input), Channels(output));
        _wasTraining = IsTraining;
        if (!IsTraining)
        {
            ScaleForward(x, Weight, Bias, RunningMean, RunningVariance, Epsilon, y, _scaleResiduals);
            return output;
        }
        int count = x.Dim(0) * x.Dim(2);
        if (count == 1)
            throw new ArgumentException(
                $"{GetType().Name}: the input has shape {Extents.Text(input.Shape)}, with one value in each channel: in "
                    + "training there must be more. Choose batches of a size that does not leave one example for the last.",
                nameof(input)
            );
        NormalizeForward(x, Weight, Bias, Epsilon, _mean, _variance, y, _normalizeResiduals);
        if (!_isCopy && count > 0)
            Collect(count);
        return output;
    }

    /// <inheritdoc/>
    public sealed override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (input.Grad is null && Weight.Grad is null && Bias.Grad is null)
            return;
        (Tensor<float> x, Tensor<float> y) = (Channels(input), Channels(output));
        if (_wasTraining)
            NormalizeBackward(x, Weight, Bias, Epsilon, _mean, _variance, y, _normalizeResiduals);
        else
            ScaleBackward(x, Weight, Bias, RunningMean, RunningVariance, Epsilon, y, _scaleResiduals);
    }

    /// <inheritdoc/>
    public sealed override int[] OutputShape(ReadOnlySpan<int> inputShape)
    {
        CheckRank(inputShape.Length, Extents.Text(inputShape));
        if (inputShape[1] != Weight.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{GetType().Name}: the input has shape {Extents.Text(inputShape)}, but there are {Weight.Length} channels."
                )
            );
        return inputShape.ToArray();
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string[] inputs =
        [
            input,
            graph.Constant(Weight, nameof(Weight)),
            graph.Constant(Bias, nameof(Bias)),
            graph.Constant(RunningMean, nameof(RunningMean)),
            graph.Constant(RunningVariance, nameof(RunningVariance)),
        ];
        return graph.Add("BatchNormalization", inputs, new OnnxAttribute("epsilon", Epsilon));
    }

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _call = new LayerCall();
        _views = new TensorViews();
        _normalizeResiduals = new NormalizeResiduals();
        _scaleResiduals = new ScaleResiduals();
        _mean = new Tensor<float>(Weight.Length);
        _variance = new Tensor<float>(Weight.Length);
        Weight = sharing.Of(Weight);
        Bias = sharing.Of(Bias);
        _isCopy = true;
    }

    private protected abstract void CheckRank(int rank, string shape);

    private void Collect(int count)
    {
        float unbiased = (float)((double)count / (count - 1));
        for (int c = 0; c < Weight.Length; c++)
        {
            RunningMean[c] += Momentum * (_mean[c] - RunningMean[c]);
            RunningVariance[c] += Momentum * (_variance[c] * unbiased - RunningVariance[c]);
        }
    }

    // [batch, channels, all the rest].
    private Tensor<float> Channels(Tensor<float> tensor)
    {
        int rest = 1;
        for (int axis = 2; axis < tensor.Rank; axis++)
            rest *= tensor.Dim(axis);
        return _views.Of(tensor, [tensor.Dim(0), tensor.Dim(1), rest]);
    }

    [Differentiable]
    private static void Normalize(
        Tensor<float> X,
        Tensor<float> W,
        Tensor<float> B,
        [NoGrad] float epsilon,
        Tensor<float> M,
        Tensor<float> V,
        Tensor<float> Y
    )
    {
        for (int c = 0; c < W.Dim(0); c++)
        {
            float sum = 0;
            for (int n = 0; n < X.Dim(0); n++)
            for (int i = 0; i < X.Dim(2); i++)
                sum += X[n, c, i];
            float mean = sum / (X.Dim(0) * X.Dim(2));
            float squares = 0;
            for (int n = 0; n < X.Dim(0); n++)
            for (int i = 0; i < X.Dim(2); i++)
                squares += (X[n, c, i] - mean) * (X[n, c, i] - mean);
            float variance = squares / (X.Dim(0) * X.Dim(2));
            float scale = W[c] / MathF.Sqrt(variance + epsilon);
            for (int n = 0; n < X.Dim(0); n++)
            for (int i = 0; i < X.Dim(2); i++)
                Y[n, c, i] = (X[n, c, i] - mean) * scale + B[c];
            M[c] = mean;
            V[c] = variance;
        }
    }

    [Differentiable]
    private static void Scale(
        Tensor<float> X,
        Tensor<float> W,
        Tensor<float> B,
        [NoGrad] Tensor<float> M,
        [NoGrad] Tensor<float> V,
        [NoGrad] float epsilon,
        Tensor<float> Y
    )
    {
        for (int n = 0; n < X.Dim(0); n++)
        for (int c = 0; c < W.Dim(0); c++)
        {
            float scale = W[c] / MathF.Sqrt(V[c] + epsilon);
            for (int i = 0; i < X.Dim(2); i++)
                Y[n, c, i] = (X[n, c, i] - M[c]) * scale + B[c];
        }
    }
}
