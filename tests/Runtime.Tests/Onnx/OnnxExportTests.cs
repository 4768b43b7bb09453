using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NeuralGen.Tests.Layers;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Onnx;

/// <summary>Exported models are valid, and onnxruntime computes what they compute.</summary>
public partial class OnnxExportTests(ITestOutputHelper output)
{
    private sealed partial class Unknown : Layer
    {
        [Differentiable]
        private static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < x.Length; i++)
                y[i] = x[i];
        }
    }

    private static readonly (string Name, Layer Model, int[] ExampleShape)[] s_cases =
    [
        ("dense", Randomized(new Dense(5, 3, new Random(1))), [5]),
        ("relu", new Relu(), [2, 3]),
        ("sigmoid", new Sigmoid(), [4]),
        ("tanh", new Tanh(), [4]),
        ("abs", new Abs(), [4]),
        ("elu", new Elu(0.7f), [4]),
        ("leaky relu", new LeakyRelu(0.2f), [4]),
        ("softplus", new Softplus(), [4]),
        ("silu", new Silu(), [4]),
        ("gelu", new Gelu(), [4]),
        ("step", new Step(), [3, 4]),
        ("softmax", new Softmax(), [3, 4]),
        ("log softmax", new LogSoftmax(), [5]),
        ("maxout", new Maxout(3), [2, 6]),
        ("flatten", new Sequential(new Flatten(), Randomized(new Dense(12, 3, new Random(4)))), [2, 3, 2]),
        ("dropout", Randomized(new Sequential(new Dropout(new Random(1)), new Tanh())), [4]),
        ("conv", Randomized(new Conv2d(4, 6, 3, new Random(1), 2, 1, 2, 2)), [4, 9, 8]),
        ("max pool", new MaxPool2d(3, 2, 1), [2, 7, 6]),
        ("average pool", new AvgPool2d(3, 2, 1), [2, 7, 6]),
        ("pad", new ConstantPad2d(2, 0.5f), [2, 3, 4]),
        ("batch norm", Randomized(new BatchNorm2d(3)), [3, 4, 5]),
        ("layer norm", Randomized(new LayerNorm(5)), [3, 5]),
        (
            "LeNet",
            new Sequential(
                new Conv2d(1, 6, 5, new Random(1), padding: 2),
                new Tanh(),
                new AvgPool2d(2),
                new Conv2d(6, 16, 5, new Random(2)),
                new Tanh(),
                new MaxPool2d(2),
                new Flatten(),
                new Dense(400, 10, new Random(3))
            ),
            [1, 28, 28]
        ),
        ("sequence", Tied(), [4]),
    ];

    /// <summary>The same weights twice, and a sequence in a sequence.</summary>
    private static Sequential Tied()
    {
        var dense = new Dense(4, 4, new Random(1));
        return new Sequential(dense, new Sequential(new Tanh(), dense), new Dense(4, 2, new Random(2)), new Sigmoid());
    }

    /// <summary>Nothing is left at 0 or 1.</summary>
    private static Layer Randomized(Layer layer)
    {
        int seed = 1;
        foreach (Tensor<float> tensor in layer.State.Select(entry => entry.Value))
        foreach (ref float value in tensor.AsSpan())
            value += 0.3f * (float)new Random(seed++).NextDouble();
        layer.Evaluate();
        return layer;
    }

    [Fact]
    public void Models_are_valid()
    {
        using var folder = new TemporaryFolder();
        string[] files = Save(folder);
        string? printed = Python.Run(
            output,
            """
            import sys, onnx
            for file in sys.argv[1:]:
                model = onnx.load(file)
                onnx.checker.check_model(model, full_check=True)
                print(model.graph.input[0].type.tensor_type.shape.dim[0].dim_param, end=" ")
            """,
            files
        );
        if (printed is not null)
            Assert.Equal(string.Concat(Enumerable.Repeat("batch ", files.Length)), printed);
    }

    [Fact]
    public void Another_runtime_computes_the_same()
    {
        using var folder = new TemporaryFolder();
        string[] files = Save(folder);
        var runs = new List<(string Model, Tensor<float> Input)>();
        for (int c = 0; c < files.Length; c++)
            foreach (int batch in new[] { 1, 3 })
                runs.Add((files[c], DenseTests.Random(10 + c, [batch, .. s_cases[c].ExampleShape])));
        if (OnnxRuntime.Run(output, folder, [.. runs]) is not { } results)
            return;
        Assert.Equal(runs.Count, results.Length);
        for (int r = 0; r < results.Length; r++)
        {
            (string name, Layer model, _) = s_cases[r / 2];
            Tensor<float> expected = model.Forward(runs[r].Input);
            Assert.Equal(expected.Shape.ToArray(), results[r].Shape);
            for (int i = 0; i < expected.Length; i++)
                Assert.True(
                    Math.Abs(expected.AsSpan()[i] - results[r].Values[i]) < 1e-5,
                    $"{name}: {expected.AsSpan()[i]} and {results[r].Values[i]}"
                );
        }
    }

    [Fact]
    public void What_cannot_be_exported_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model"], "old");
        var error = Assert.Throws<NotSupportedException>(() =>
            OnnxExport.Save(new Sequential(new Tanh(), new Unknown()), [4], folder["model"])
        );
        Assert.Contains("Unknown", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OnnxExport.Save(new Dense(3, 2, new Random(1)), [4], folder["model"]));
        Assert.Equal("old", File.ReadAllText(folder["model"]));
    }

    private static string[] Save(TemporaryFolder folder) =>
        [
            .. s_cases.Select(c =>
            {
                string file = folder[c.Name + ".onnx"];
                OnnxExport.Save(c.Model, c.ExampleShape, file);
                return file;
            }),
        ];
}
