using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// A vector for each of some symbols, learned: an input [batch, …] of numbers of symbols, 0 … count − 1, becomes an output
/// [batch, …, features].
/// </summary>
/// <remarks>The input, being numbers of things, has no gradient: its <see cref="Tensor{T}.Grad"/> is left as it is.</remarks>
public sealed partial class Embedding : Layer
{
    private LayerCall _call = new();
    private TensorViews _views = new();
    private LookUpResiduals _residuals = new();
    private int[] _symbols = [];

    /// <summary>A layer with normal weights of mean 0 and variance 1.</summary>
    /// <param name="count">How many symbols there are.</param>
    /// <param name="features">The length of a vector.</param>
    /// <param name="random">Where the weights come from: one seed gives one layer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public Embedding(int count, int features, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        Weight = Tensor<float>.Parameter(count, features);
        // Its variance is 2 / fan-in.
        Initialization.HeNormal(Weight, random, fanIn: 2);
    }

    /// <summary>The vectors: [symbols, features].</summary>
    public Tensor<float> Weight { get; private set; }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors => [new(nameof(Weight), Weight)];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An element of the input is no symbol.</exception>
    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        Read(input.AsSpan());
        LookUpForward(_symbols.AsSpan(0, input.Length), Weight, _views.Rows(output), _residuals);
        return output;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (Weight.Grad is not null)
            LookUpBackward(_symbols.AsSpan(0, input.Length), Weight, _views.Rows(output), _residuals);
    }

    /// <inheritdoc/>
    public override int[] OutputShape(ReadOnlySpan<int> inputShape) =>
        inputShape.Length > 0
            ? [.. inputShape, Weight.Dim(1)]
            : throw new ArgumentException("Embedding: the input has no axis of examples.", nameof(inputShape));

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _call = new LayerCall();
        _views = new TensorViews();
        _residuals = new LookUpResiduals();
        _symbols = [];
        Weight = sharing.Of(Weight);
    }

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string symbols = graph.Add("Cast", [input], new OnnxAttribute("to", OnnxGraph.Int64));
        return graph.Add("Gather", [graph.Constant(Weight, nameof(Weight)), symbols]);
    }

    private void Read(ReadOnlySpan<float> input)
    {
        if (_symbols.Length < input.Length)
            _symbols = new int[input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            float symbol = input[i];
            if (!(symbol >= 0 && symbol < Weight.Dim(0) && symbol == MathF.Floor(symbol)))
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Embedding: element {i} of the input is {symbol}, but the symbols are 0 … {Weight.Dim(0) - 1}."
                    ),
                    nameof(input)
                );
            _symbols[i] = (int)symbol;
        }
    }

    [Differentiable]
    private static void LookUp(ReadOnlySpan<int> symbols, Tensor<float> W, Tensor<float> Y)
    {
        for (int t = 0; t < symbols.Length; t++)
        for (int i = 0; i < W.Dim(1); i++)
            Y[t, i] = W[symbols[t], i];
    }
}
