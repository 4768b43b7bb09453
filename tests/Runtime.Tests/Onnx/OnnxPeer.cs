using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Onnx;

/// <summary>Exports models, and has other tools read them.</summary>
internal static class OnnxPeer
{
    /// <summary>Has each model's file checked, and its batch found to be open.</summary>
    public static void Check(ITestOutputHelper output, IReadOnlyList<OnnxCase> cases)
    {
        using var folder = new TemporaryFolder();
        string? printed = Python.Run(
            output,
            """
            import sys, onnx
            for file in sys.argv[1:]:
                try:
                    model = onnx.load(file)
                    onnx.checker.check_model(model, full_check=True)
                except Exception as error:
                    sys.exit(f"{file}: {error}")
                for value in [*model.graph.input, *model.graph.output]:
                    print(value.type.tensor_type.shape.dim[0].dim_param, end=" ")
            """,
            Save(folder, cases)
        );
        if (printed is not null)
            Assert.Equal(string.Concat(Enumerable.Repeat("batch batch ", cases.Count)), printed);
    }

    /// <summary>Runs each model here and in onnxruntime, for one example and for three.</summary>
    public static void Compare(ITestOutputHelper output, IReadOnlyList<OnnxCase> cases)
    {
        using var folder = new TemporaryFolder();
        string[] files = Save(folder, cases);
        (OnnxCase Case, Tensor<float> Input, string File)[] runs =
        [
            .. cases.SelectMany((c, i) => new[] { 1, 3 }.Select(batch => (c, c.NewInput(10 + i, batch), files[i]))),
        ];
        if (OnnxRuntime.Run(output, folder, [.. runs.Select(run => (run.File, run.Input))]) is not { } results)
            return;
        Assert.Equal(runs.Length, results.Length);
        foreach (((OnnxCase c, Tensor<float> input, _), (int[] shape, float[] values)) in runs.Zip(results))
        {
            Tensor<float> expected = c.Model.Forward(input);
            Assert.Equal(expected.Shape.ToArray(), shape);
            foreach ((float own, float theirs) in expected.ToArray().Zip(values))
                // 10⁻⁵, or more for numbers that a float does not hold so exactly.
                Assert.True(
                    Math.Abs(own - theirs) <= 1e-5 * Math.Max(1, Math.Abs(own) / 10),
                    $"{c.Name}, batch {input.Dim(0)}: {own} and {theirs}"
                );
        }
    }

    private static string[] Save(TemporaryFolder folder, IReadOnlyList<OnnxCase> cases) =>
        [
            .. cases.Select(c =>
            {
                string file = folder[c.Name + ".onnx"];
                OnnxExport.Save(c.Model, c.ExampleShape, file);
                return file;
            }),
        ];
}
