using System;
using System.IO;
using System.Linq;

namespace NeuralGen;

/// <summary>Writes trained models as <see href="https://onnx.ai">ONNX</see>, which other runtimes read.</summary>
public static class OnnxExport
{
    // ONNX 1.12: the newest version that common tools of the last years all read.
    private const int IrVersion = 8;
    private const int OperatorSet = 17;
    private const string Input = "input";
    private const string Output = "output";
    private const string Batch = "batch";

    // Protobuf's messages end at 2 GiB; some of it is for operators and names.
    private const long MaxBytes = int.MaxValue - (1 << 20);

    /// <summary>The model in evaluation mode, with input <c>"input"</c>, output <c>"output"</c> and a batch of any size.</summary>
    /// <param name="model">The model, whose parameters are written as they are now.</param>
    /// <param name="exampleShape">The shape of one example: of the input without axis 0.</param>
    /// <param name="stream">Where the bytes go.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The shape is none or does not fit the model, or the examples do not lie along axis 0 of its output.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// A layer does not override <see cref="Layer.ToOnnx"/>, or the parameters take more than the 2 GiB of a file.
    /// </exception>
    public static void Save(Layer model, int[] exampleShape, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(exampleShape);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Build(model, exampleShape).Written.Span);
    }

    /// <summary>As <see cref="Save(Layer, int[], Stream)"/>, into a file, which is written, or replaced, in one step.</summary>
    /// <param name="model">The model.</param>
    /// <param name="exampleShape">The shape of one example.</param>
    /// <param name="path">The file, usually <c>*.onnx</c>: see <see cref="AtomicFile"/>.</param>
    /// <exception cref="IOException">The file cannot be written, for want of its folder for instance.</exception>
    /// <inheritdoc cref="Save(Layer, int[], Stream)" path="/exception"/>
    public static void Save(Layer model, int[] exampleShape, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(exampleShape);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ProtobufWriter file = Build(model, exampleShape);
        AtomicFile.Write(path, stream => stream.Write(file.Written.Span));
    }

    private static ProtobufWriter Build(Layer model, int[] exampleShape)
    {
        if (Array.Exists(exampleShape, extent => extent <= 0))
            throw new ArgumentException(
                $"The shape {Extents.Text(exampleShape)} is not that of one example: each size is positive. "
                    + "The number of examples is not part of it; in the file it stays open.",
                nameof(exampleShape)
            );
        long bytes = model.State.Sum(entry => (long)sizeof(float) * entry.Value.Length);
        if (bytes > MaxBytes)
            throw new NotSupportedException(
                FormattableString.Invariant($"The model's tensors take {bytes} bytes: an ONNX file holds 2 GiB.")
            );

        int[] input = [1, .. exampleShape];
        int[] output = model.OutputShape(input);
        if (output.Length == 0 || output[0] != 1 || model.OutputShape([2, .. exampleShape])[0] != 2)
            throw new ArgumentException(
                $"The model's output for one example has shape {Extents.Text(output)}: axis 0 is not the batch.",
                nameof(model)
            );
        var graph = new OnnxGraph(Input, input);
        graph.AddOutput(graph.Add("model", model, Input, input), Output);
        return Model(graph, input, output);
    }

    // The numbers of the fields are those of onnx.proto.
    private static ProtobufWriter Model(OnnxGraph graph, int[] input, int[] output)
    {
        var body = new ProtobufWriter();
        foreach (ProtobufWriter node in graph.Nodes)
            body.Message(1, node);
        body.Text(2, "NeuralGen");
        foreach (ProtobufWriter constant in graph.Constants)
            body.Message(5, constant);
        body.Message(11, Value(Input, input));
        body.Message(12, Value(Output, output));

        var operators = new ProtobufWriter();
        operators.Text(1, "");
        operators.Integer(2, OperatorSet);

        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "NeuralGen");
        model.Message(7, body);
        model.Message(8, operators);
        return model;
    }

    private static ProtobufWriter Value(string name, int[] shape)
    {
        var axes = new ProtobufWriter();
        for (int axis = 0; axis < shape.Length; axis++)
        {
            var size = new ProtobufWriter();
            if (axis == 0)
                size.Text(2, Batch);
            else
                size.Integer(1, shape[axis]);
            axes.Message(1, size);
        }
        var tensor = new ProtobufWriter();
        tensor.Integer(1, 1);
        tensor.Message(2, axes);
        var type = new ProtobufWriter();
        type.Message(1, tensor);
        var value = new ProtobufWriter();
        value.Text(1, name);
        value.Message(2, type);
        return value;
    }
}
