using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>
/// What recurrent layers have in common: they go through sequences [batch, time, inputs], from a state of 0, and return the state
/// after each step, [batch, time, units]. Each gate has a block of rows in the weights, as in PyTorch.
/// </summary>
/// <remarks><see cref="LastStep"/> takes the state at the end.</remarks>
public abstract partial class Recurrent : Layer
{
    private readonly int _gates;
    private LayerCall _call = new();
    private TensorViews _views = new();

    private protected Recurrent(int inputs, int units, int gates, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentNullException.ThrowIfNull(random);
        _gates = gates;
        WeightInput = Tensor<float>.Parameter(gates * units, inputs);
        WeightHidden = Tensor<float>.Parameter(gates * units, units);
        BiasInput = Tensor<float>.Parameter(gates * units);
        BiasHidden = Tensor<float>.Parameter(gates * units);
        double bound = 1 / Math.Sqrt(units);
        Initialization.Uniform(WeightInput, random, bound);
        Initialization.Uniform(WeightHidden, random, bound);
    }

    /// <summary>What the inputs are multiplied with: [gates · units, inputs].</summary>
    public Tensor<float> WeightInput { get; private set; }

    /// <summary>What the state is multiplied with: [gates · units, units].</summary>
    public Tensor<float> WeightHidden { get; private set; }

    /// <summary>What is added to the first product: [gates · units].</summary>
    public Tensor<float> BiasInput { get; private set; }

    /// <summary>What is added to the second: [gates · units].</summary>
    public Tensor<float> BiasHidden { get; private set; }

    /// <summary>The number of units: the length of the state.</summary>
    public int Units => WeightHidden.Dim(1);

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors =>
        [
            new(nameof(WeightInput), WeightInput),
            new(nameof(WeightHidden), WeightHidden),
            new(nameof(BiasInput), BiasInput),
            new(nameof(BiasHidden), BiasHidden),
        ];

    /// <inheritdoc/>
    public sealed override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        ForwardGates(ArgumentsOf(input, output));
        return output;
    }

    /// <inheritdoc/>
    public sealed override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (
            input.Grad is not null
            || WeightInput.Grad is not null
            || WeightHidden.Grad is not null
            || BiasInput.Grad is not null
            || BiasHidden.Grad is not null
        )
            BackwardGates(ArgumentsOf(input, output));
    }

    /// <inheritdoc/>
    public sealed override int[] OutputShape(ReadOnlySpan<int> inputShape) =>
        inputShape.Length == 3 && inputShape[2] == WeightInput.Dim(1)
            ? [inputShape[0], inputShape[1], Units]
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"{GetType().Name}: the input has shape {Extents.Text(inputShape)}, but is [batch, time, {WeightInput.Dim(1)}]."
                )
            );

    /// <inheritdoc/>
    protected override void Separate(Sharing sharing)
    {
        _call = new LayerCall();
        _views = new TensorViews();
        WeightInput = sharing.Of(WeightInput);
        WeightHidden = sharing.Of(WeightHidden);
        BiasInput = sharing.Of(BiasInput);
        BiasHidden = sharing.Of(BiasHidden);
    }

    private protected abstract void ForwardGates(in Arguments a);

    private protected abstract void BackwardGates(in Arguments a);

    private Arguments ArgumentsOf(Tensor<float> input, Tensor<float> output) =>
        new(input, Gates(WeightInput), Gates(WeightHidden), Gates(BiasInput), Gates(BiasHidden), output);

    private Tensor<float> Gates(Tensor<float> parameter) =>
        parameter.Rank == 1
            ? _views.Of(parameter, [_gates, Units])
            : _views.Of(parameter, [_gates, Units, parameter.Dim(1)]);

    /// <summary>What a pass over the sequences takes. Weights and biases have an axis of gates.</summary>
    private protected readonly record struct Arguments(
        Tensor<float> Input,
        Tensor<float> WeightInput,
        Tensor<float> WeightHidden,
        Tensor<float> BiasInput,
        Tensor<float> BiasHidden,
        Tensor<float> Output
    );
}
