using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NeuralGen;

/// <summary>
/// Which units of a model's activation layers do not learn: dead ones, of which ReLU has many after a step that was too large, and
/// saturated ones, at the flat ends of a sigmoid (row C12).
/// </summary>
/// <remarks>
/// The slope of each unit for each example is asked of the layer's own backward pass, so that every layer counts that has no
/// parameters and goes element by element, one's own too.
/// </remarks>
public sealed class UnitReport
{
    private UnitReport(IReadOnlyList<LayerUnits> layers) => Layers = layers;

    /// <summary>The activation layers, in the order in which they are called.</summary>
    public IReadOnlyList<LayerUnits> Layers { get; }

    /// <summary>How many units are dead.</summary>
    public int Dead => Layers.Sum(layer => layer.Dead.Count);

    /// <summary>How many are saturated.</summary>
    public int Saturated => Layers.Sum(layer => layer.Saturated.Count);

    /// <summary>Runs a forward pass, in use and not in training, and looks at the units. Parameters and their gradients stay as they are.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">A few hundred examples.</param>
    /// <param name="slope">A slope below this is nearly 0; 0.01 by default.</param>
    /// <param name="share">A unit is saturated where it is so for at least this share of examples; 0.95 by default.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN or outside 0 … 1.</exception>
    /// <exception cref="ArgumentException">The inputs do not fit the model.</exception>
    public static UnitReport Of(Layer model, Tensor<float> inputs, double slope = 0.01, double share = 0.95)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        Schedule.Share(slope, nameof(slope));
        Schedule.Share(share, nameof(share));
        // With a gradient, for a model that begins with an activation.
        var own = Tensor<float>.Parameter(inputs.Shape.ToArray());
        own.CopyFrom(inputs);
        bool wasTraining = model.IsTraining;
        model.Evaluate();
        try
        {
            var trace = new ForwardTrace();
            trace.Run(model, own);
            var layers = new List<LayerUnits>();
            foreach ((Layer layer, LayerCall call) in trace.Calls)
                if (Slopes.Of(layer, call) is { } slopes)
                    layers.Add(Count(LayerNames.Text(model, layer), call.Output, slopes, slope, share));
            return new UnitReport(layers);
        }
        finally
        {
            model.Train(wasTraining);
        }
    }

    /// <summary>A line per layer.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (LayerUnits layer in Layers)
            text.AppendLine(
                FormattableString.Invariant(
                    $"{layer.Layer}: {layer.Units} units, {layer.Dead.Count} dead, {layer.Saturated.Count} saturated"
                )
            );
        return text.ToString();
    }

    private static LayerUnits Count(
        string name,
        Tensor<float> output,
        ReadOnlySpan<float> slopes,
        double flat,
        double share
    )
    {
        int units = output.Dim(1);
        int inner = Extents.Product(output.Shape[2..].ToArray());
        int each = output.Dim(0) * inner;
        int[] zeros = new int[units];
        int[] flats = new int[units];
        ReadOnlySpan<float> values = output.AsSpan();
        for (int i = 0; i < slopes.Length; i++)
        {
            int unit = i / inner % units;
            if (slopes[i] == 0 && values[i] == 0)
                zeros[unit]++;
            if (Math.Abs(slopes[i]) < flat)
                flats[unit]++;
        }
        int[] dead = [.. Enumerable.Range(0, units).Where(unit => zeros[unit] == each)];
        int[] saturated =
        [
            .. Enumerable.Range(0, units).Where(unit => zeros[unit] < each && flats[unit] >= share * each),
        ];
        return new LayerUnits(name, units, dead, saturated);
    }
}
