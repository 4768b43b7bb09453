using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics.Tensors;

namespace NeuralGen;

/// <summary>Traces NaN and infinity to the first layer that made one (row C12).</summary>
/// <remarks><see cref="Trainer"/> does so by itself when a loss or a gradient is not finite.</remarks>
public static class NonFiniteSearch
{
    /// <summary>Runs a forward pass and looks for the first layer whose output is not finite.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <returns>What was found; null where everything is finite.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static NonFiniteValue? Forward(Layer model, Tensor<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        var trace = new ForwardTrace();
        trace.Run(model, inputs);
        return Place(inputs) is int place ? Input(inputs, place, "position", place) : Forward(model, trace);
    }

    /// <summary>Looks for a parameter, or another tensor of the model, that is not finite.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The first one; null where all are finite.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static NonFiniteValue? Parameters(Layer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach ((string name, Tensor<float> tensor) in model.State)
            if (Place(tensor) is int place)
                return new NonFiniteValue(
                    name.Contains('.') ? name[..name.LastIndexOf('.')] : "",
                    tensor.AsSpan()[place],
                    $"'{name}' holds {At(tensor, place)}."
                );
        return null;
    }

    internal static NonFiniteValue? Forward(Layer model, ForwardTrace trace, Batch<float> batch)
    {
        if (Place(batch.Inputs) is int input)
            return Input(batch.Inputs, input, "example", Row(batch, batch.Inputs, input));
        if (Forward(model, trace) is { } found)
            return found;
        if (batch.Targets is { } targets && Place(targets) is int target)
            return new NonFiniteValue(
                null,
                targets.AsSpan()[target],
                Text($"The targets hold {At(targets, target)}, of example {Row(batch, targets, target)}.")
            );
        return null;
    }

    /// <summary>Which layer made the first gradient that is not finite, from the loss backwards.</summary>
    internal static NonFiniteValue? Backward(Layer model, ForwardTrace trace)
    {
        foreach ((Layer layer, LayerCall call) in trace.Calls.Reverse())
        {
            if (layer.Children.Any())
                continue;
            if (call.Output.Grad is { } arrived && Place(arrived) is int before)
                return new NonFiniteValue(
                    null,
                    arrived.AsSpan()[before],
                    Text(
                        $"The gradient that arrives at {LayerNames.Text(model, layer)} holds {At(arrived, before)} already."
                    )
                );
            foreach ((string name, Tensor<float> tensor) in layer.NamedParameters.Append(new("input", call.Input)))
                if (tensor.Grad is { } gradient && Place(gradient) is int place)
                    return new NonFiniteValue(
                        LayerNames.Path(model, layer),
                        gradient.AsSpan()[place],
                        $"The first gradient that is not finite is made by {LayerNames.Text(model, layer)}: "
                            + $"that of its {name} holds {At(gradient, place)}. {Arrived(layer, call)}"
                    );
        }
        return null;
    }

    private static NonFiniteValue? Forward(Layer model, ForwardTrace trace)
    {
        if (First(trace.Calls, layer => true) is not { } first)
            return null;
        // A layer that is made of others has it from the first of them.
        while (first.Layer.Children.Any())
        {
            HashSet<Layer> below = [.. LayerNames.Under(first.Layer).Skip(1).Select(entry => entry.Layer)];
            if (First(trace.Calls, below.Contains) is not { } inner)
                break;
            first = inner;
        }
        Tensor<float> output = first.Call.Output;
        int place = Place(output)!.Value;
        return new NonFiniteValue(
            LayerNames.Path(model, first.Layer),
            output.AsSpan()[place],
            $"The first layer whose output is not finite is {LayerNames.Text(model, first.Layer)}: it has "
                + $"{At(output, place)}. {Arrived(first.Layer, first.Call)}"
        );
    }

    private static (Layer Layer, LayerCall Call)? First(
        IReadOnlyList<(Layer Layer, LayerCall Call)> calls,
        Func<Layer, bool> wanted
    )
    {
        foreach ((Layer layer, LayerCall call) in calls)
            if (wanted(layer) && Place(call.Output) is not null)
                return (layer, call);
        return null;
    }

    // What the layer was given.
    private static string Arrived(Layer layer, LayerCall call)
    {
        foreach ((string name, Tensor<float> tensor) in layer.State)
            if (Place(tensor) is int place)
                return $"Its {name} holds {At(tensor, place)}.";
        float input = Largest(call.Input);
        float parameter = layer.Parameters.Select(Largest).DefaultIfEmpty(0).Max();
        return Text($"Its input and parameters are finite: the largest are {input:G3} and {parameter:G3}.");
    }

    /// <summary>The largest magnitude; 0 of nothing.</summary>
    internal static float Largest(Tensor<float> tensor) =>
        tensor.Length == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude<float>(tensor.AsSpan()));

    private static NonFiniteValue Input(Tensor<float> inputs, int place, string what, int number) =>
        new(null, inputs.AsSpan()[place], Text($"The inputs hold {At(inputs, place)}, of {what} {number}."));

    private static int Row(Batch<float> batch, Tensor<float> tensor, int place) =>
        batch.Rows[place / (tensor.Length / tensor.Dim(0))];

    private static int? Place(Tensor<float> tensor)
    {
        ReadOnlySpan<float> values = tensor.AsSpan();
        for (int i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i]))
                return i;
        return null;
    }

    private static string At(Tensor<float> tensor, int place)
    {
        int[] indices = new int[tensor.Rank];
        int rest = place;
        for (int axis = tensor.Rank - 1; axis >= 0; axis--)
            (rest, indices[axis]) = Math.DivRem(rest, tensor.Dim(axis));
        return Text($"{tensor.AsSpan()[place]} at [{string.Join(", ", indices)}]");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
