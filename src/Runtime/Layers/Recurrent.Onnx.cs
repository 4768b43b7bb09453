using System;

namespace NeuralGen;

public abstract partial class Recurrent
{
    /// <summary>The layer as one of ONNX's recurrent operators, which go through [time, batch, inputs].</summary>
    /// <param name="graph">What has been added so far.</param>
    /// <param name="input">The name of the layer's input.</param>
    /// <param name="type">The operator.</param>
    /// <param name="gates">Its gates, in its order: which one of the layer's each is.</param>
    /// <param name="attributes">What it is told besides the number of units.</param>
    private protected string ToOnnx(
        OnnxGraph graph,
        string input,
        string type,
        ReadOnlySpan<int> gates,
        params ReadOnlySpan<OnnxAttribute> attributes
    )
    {
        ArgumentNullException.ThrowIfNull(graph);
        int rows = BiasInput.Length;
        var swap = new OnnxAttribute("perm", 1, 0, 2);
        string[] inputs =
        [
            graph.Add("Transpose", [input], swap),
            // Axis 0 is that of the directions, of which there is one.
            graph.Constant(Blocks(WeightInput, gates), [1, rows, WeightInput.Dim(1)], nameof(WeightInput)),
            graph.Constant(Blocks(WeightHidden, gates), [1, rows, Units], nameof(WeightHidden)),
            graph.Constant([.. Blocks(BiasInput, gates), .. Blocks(BiasHidden, gates)], [1, 2 * rows], "Bias"),
        ];
        // [time, directions, batch, units].
        string states = graph.Add(type, inputs, [new OnnxAttribute("hidden_size", Units), .. attributes]);
        string one = graph.Add("Squeeze", [states, graph.Constant([1L], "Directions")]);
        return graph.Add("Transpose", [one], swap);
    }

    // The blocks of rows in another order.
    private static float[] Blocks(Tensor<float> parameter, ReadOnlySpan<int> order)
    {
        var blocks = new float[parameter.Length];
        int length = parameter.Length / order.Length;
        for (int i = 0; i < order.Length; i++)
            parameter.AsSpan().Slice(order[i] * length, length).CopyTo(blocks.AsSpan(i * length));
        return blocks;
    }
}
