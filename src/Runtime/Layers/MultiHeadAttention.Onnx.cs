using System;

namespace NeuralGen;

public sealed partial class MultiHeadAttention
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string projected = Affine(graph, input, InputWeight, nameof(InputWeight), InputBias, nameof(InputBias));
        string[] parts = graph.Add("Split", [projected], 3, new OnnxAttribute("axis", -1));

        // [batch, heads, time, size], the keys [batch, heads, size, time].
        string heads = graph.Constant([0, 0, Heads, Size], "Heads");
        string queries = OfHeads(parts[0], 0, 2, 1, 3);
        string keys = OfHeads(parts[1], 0, 2, 3, 1);
        string values = OfHeads(parts[2], 0, 2, 1, 3);
        string scores = graph.Add("MatMul", [queries, keys]);
        scores = graph.Add("Div", [scores, graph.Constant([MathF.Sqrt(Size)], [], "Scale")]);
        if (IsCausal)
            scores = graph.Add("Add", [scores, Future(graph, graph.InputShape[1])]);
        string weights = graph.Add("Softmax", [scores], new OnnxAttribute("axis", -1));

        string means = graph.Add("MatMul", [weights, values]);
        string steps = graph.Add("Transpose", [means], new OnnxAttribute("perm", 0, 2, 1, 3));
        string joined = graph.Add("Reshape", [steps, graph.Constant([0, 0, Features], "Joined")]);
        return Affine(graph, joined, OutputWeight, nameof(OutputWeight), OutputBias, nameof(OutputBias));

        string OfHeads(string part, params long[] order) =>
            graph.Add("Transpose", [graph.Add("Reshape", [part, heads])], new OnnxAttribute("perm", order));
    }

    // Of every step.
    private static string Affine(
        OnnxGraph graph,
        string input,
        Tensor<float> weight,
        string weightName,
        Tensor<float> bias,
        string biasName
    )
    {
        string rows = graph.Constant(weight, weightName);
        string columns = graph.Add("Transpose", [rows], new OnnxAttribute("perm", 1, 0));
        string product = graph.Add("MatMul", [input, columns]);
        return graph.Add("Add", [product, graph.Constant(bias, biasName)]);
    }

    // What keeps each step from those after it: added to the scores, −∞ makes their weights 0.
    private static string Future(OnnxGraph graph, int time)
    {
        var mask = new float[time * time];
        for (int t = 0; t < time; t++)
        for (int k = t + 1; k < time; k++)
            mask[t * time + k] = float.NegativeInfinity;
        return graph.Constant(mask, [time, time], "Future");
    }
}
