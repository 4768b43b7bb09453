using System;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Onnx;

/// <summary>A user's own layers say how they are exported; those that do not are refused.</summary>
public partial class OnnxOwnLayerTests(ITestOutputHelper output)
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

    private sealed partial class Scaled : Layer
    {
        private Tensor<float> Factor { get; } = Tensor<float>.Parameter(3);

        public override string ToOnnx(OnnxGraph graph, string input) =>
            graph.Add("Mul", [input, graph.Constant(Factor, nameof(Factor))]);

        [Differentiable]
        private void Apply(Tensor<float> X, Tensor<float> Y)
        {
            for (int b = 0; b < X.Dim(0); b++)
            for (int i = 0; i < Factor.Dim(0); i++)
                Y[b, i] = X[b, i] * Factor[i];
        }
    }

    private sealed partial class Wrong(Func<OnnxGraph, string, string> toOnnx) : Layer
    {
        public override string ToOnnx(OnnxGraph graph, string input) => toOnnx(graph, input);

        [Differentiable]
        private static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < x.Length; i++)
                y[i] = x[i];
        }
    }

    [Fact]
    public void Own_layers_are_exported()
    {
        OnnxCase[] cases =
        [
            new("own", OnnxCase.Randomized(new Scaled()), 3),
            new("in a sequence", OnnxCase.Randomized(new Sequential(new Tanh(), new Scaled(), new Scaled())), 3),
            new("residual", OnnxCase.Randomized(new Residual(new Residual(new Dense(3, 3, new Random(1))))), 3),
            new(
                "transformer block",
                OnnxCase.Randomized(
                    new Sequential(
                        new Residual(
                            new Sequential(new LayerNorm(8), new MultiHeadAttention(8, 2, new Random(1), true))
                        ),
                        new Residual(
                            new Sequential(
                                new LayerNorm(8),
                                new Dense(8, 16, new Random(2)),
                                new Gelu(),
                                new Dense(16, 8, new Random(3))
                            )
                        )
                    )
                ),
                5,
                8
            ),
        ];
        OnnxPeer.Check(output, cases);
        OnnxPeer.Compare(output, cases);
    }

    [Fact]
    public void A_layer_that_does_not_say_how_is_refused_by_name_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model"], "old");
        var model = new Sequential(new Tanh(), new Sequential(new Tanh(), new Unknown()));
        string message = Assert
            .Throws<NotSupportedException>(() => OnnxExport.Save(model, [4], folder["model"]))
            .Message;
        Assert.Equal(
            "Layer 'model.1.1' cannot be exported: Unknown does not override ToOnnx, which adds the operators that it consists of.",
            message
        );
        Assert.Equal("old", File.ReadAllText(folder["model"]));
    }

    [Fact]
    public void Names_that_were_not_added_are_refused()
    {
        static void Save(Func<OnnxGraph, string, string> toOnnx) =>
            OnnxExport.Save(new Sequential(new Wrong(toOnnx)), [4], new MemoryStream());
        Save((graph, input) => graph.Add("Clip", [input, "", graph.Constant([0.5f], [], "High")]));
        foreach (string? name in new[] { "other", "", null })
        {
            var returned = Assert.Throws<InvalidOperationException>(() => Save((_, _) => name!));
            Assert.Equal($"Layer 'model.0': Wrong.ToOnnx returned '{name}', which was not added.", returned.Message);
            Assert.Throws<ArgumentException>(() => Save((graph, _) => graph.Add("tanh", new Tanh(), name!, [1, 4])));
        }
        var taken = Assert.Throws<ArgumentException>(() => Save((graph, _) => graph.Add("Tanh", ["other"])));
        Assert.StartsWith("Layer 'model.0': 'other', an input of Tanh, was not added before.", taken.Message);
        Assert.Throws<ArgumentException>(() => Save((graph, _) => graph.Add("Tanh", [null!])));
    }

    [Fact]
    public void Constants_are_checked()
    {
        static void Save(Action<OnnxGraph> action) =>
            OnnxExport.Save(
                new Wrong(
                    (graph, input) =>
                    {
                        action(graph);
                        return input;
                    }
                ),
                [4],
                new MemoryStream()
            );
        Assert.Throws<ArgumentException>(() => Save(graph => graph.Constant([1, 2], [3], "x")));
        Assert.Throws<ArgumentException>(() => Save(graph => graph.Indices([1, 2], [], "x")));
        Assert.Throws<ArgumentNullException>(() => Save(graph => graph.Constant((Tensor<float>)null!, "x")));
        Assert.Throws<ArgumentNullException>(() => new OnnxAttribute(null!, 1));
        Assert.Throws<ArgumentNullException>(() => new OnnxAttribute("axes", (long[])null!));
        Assert.Throws<InvalidOperationException>(() =>
            Save(graph => graph.Add("Tanh", ["input"], default(OnnxAttribute)))
        );
    }
}
