using System;

namespace NeuralGen;

public sealed partial class LocallyConnected2d
{
    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        (int channels, int height, int width) = (Weight.Dim(0), Weight.Dim(1), Weight.Dim(2));
        (int places, int window) = (height * width, Weight.Dim(3) * Weight.Dim(4) * Weight.Dim(5));
        if (Padding > 0)
            input = graph.Add("Margin", new ConstantPad2d(Padding), input, graph.InputShape);

        // The window of each place, [places, window, batch], from images of one axis.
        string images = graph.Add("Flatten", [input], new OnnxAttribute("axis", 1));
        string elements = graph.Add("Transpose", [images], new OnnxAttribute("perm", 1, 0));
        string indices = graph.Indices(Windows(graph.InputShape[2], graph.InputShape[3]), [places, window], "Windows");
        string windows = graph.Add("Gather", [elements, indices]);

        // A product of matrices for each place: [places, channels, window] and [places, window, batch].
        string rows = graph.Add(
            "Reshape",
            [graph.Constant(Weight, nameof(Weight)), graph.Constant([channels, places, window], "Rows")]
        );
        string weights = graph.Add("Transpose", [rows], new OnnxAttribute("perm", 1, 0, 2));
        string sums = graph.Add("MatMul", [weights, windows]);

        // 0 takes the size that is there: the batch.
        string examples = graph.Add("Transpose", [sums], new OnnxAttribute("perm", 2, 1, 0));
        string output = graph.Add("Reshape", [examples, graph.Constant([0, channels, height, width], "Shape")]);
        return graph.Add("Add", [output, graph.Constant(Bias, nameof(Bias))]);
    }

    // For each place the elements of its window: their positions in an image with its margin.
    private long[] Windows(int inputHeight, int inputWidth)
    {
        (int height, int width) = (inputHeight + 2 * Padding, inputWidth + 2 * Padding);
        var positions = new long[Weight.Length / Weight.Dim(0)];
        int next = 0;
        for (int y = 0; y < Weight.Dim(1); y++)
        for (int x = 0; x < Weight.Dim(2); x++)
        for (int c = 0; c < Weight.Dim(3); c++)
        for (int p = 0; p < Weight.Dim(4); p++)
        for (int q = 0; q < Weight.Dim(5); q++)
            positions[next++] = ((long)c * height + Stride * y + p) * width + Stride * x + q;
        return positions;
    }
}
