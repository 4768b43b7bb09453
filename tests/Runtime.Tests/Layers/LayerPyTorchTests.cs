using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Layers;

/// <summary>Every layer beside PyTorch's: outputs and gradients, on the same numbers. Skipped where there is no PyTorch.</summary>
public class LayerPyTorchTests(ITestOutputHelper output)
{
    private const string Prelude = """
        import math, torch
        import torch.nn.functional as F
        torch.set_num_threads(1)
        torch.set_default_dtype(torch.float64)
        def wave(seed, shape):
            n = math.prod(shape)
            values = [math.sin(seed + 0.37 * i + 0.011 * i * i) for i in range(n)]
            return torch.tensor(values).float().double().reshape(shape)
        def use(module):
            for q, t in zip(module.parameters(), p):
                q.data = t.data
            p[:] = list(module.parameters())
            return module
        def local(x, w, b, stride=1, padding=0):
            o, h, v, c, k, l = w.shape
            columns = F.unfold(x, (k, l), padding=padding, stride=stride).reshape(len(x), c, k, l, h, v)
            return torch.einsum("nckluv,ouvckl->nouv", columns, w) + b
        def show(t):
            print(",".join(repr(v) for v in t.detach().flatten().tolist()))
        def finish(y):
            (y * wave(100, y.shape)).sum().backward()
            show(y)
            for t in ([x] if x.requires_grad else []) + p:
                show(t.grad if t.grad is not None else torch.zeros_like(t))

        """;

    [Fact]
    public void Layers_compute_the_same()
    {
        var script = new StringBuilder(Prelude);
        foreach (LayerCase one in LayerCases.All)
        {
            float[] x = one.NewInput().ToArray();
            string elements = string.Join(",", x.Select(v => ((double)v).ToString("R", CultureInfo.InvariantCulture)));
            script.AppendLine(
                $"x = torch.tensor([{elements}], dtype=torch.float64).reshape({Shape(one.Shape)}).requires_grad_({(one.HasInputGradient ? "True" : "False")})"
            );
            IEnumerable<string> parameters = one.NewLayer()
                .Parameters.Select(
                    (p, i) =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"wave({i + 1}, {Shape(p.Shape.ToArray())}).requires_grad_()"
                        )
                );
            script.AppendLine($"p = [{string.Join(", ", parameters)}]");
            script.AppendLine($"finish({one.PyTorch})");
        }
        if (Python.Run(output, script.ToString()) is not { } text)
            return;

        var lines = new Queue<string>(text.Split('\n'));
        foreach (LayerCase one in LayerCases.All)
        {
            float[][] actual = LayerCase.Run(one.NewLayer(), one.NewInput());
            for (int t = 0; t < actual.Length; t++)
            {
                double[] expected = lines
                    .Dequeue()
                    .Split(',')
                    .Select(v => double.Parse(v, CultureInfo.InvariantCulture))
                    .ToArray();
                Assert.Equal(expected.Length, actual[t].Length);
                double scale = 1 + expected.Max(Math.Abs);
                for (int i = 0; i < expected.Length; i++)
                {
                    // The input's gradient was 1 before.
                    double was = t == 1 && one.HasInputGradient ? 1 : 0;
                    Assert.True(
                        Math.Abs(was + expected[i] - actual[t][i]) < 1e-5 * scale,
                        FormattableString.Invariant(
                            $"{one}: element {i} of result {t} is {actual[t][i]}, not {was + expected[i]}"
                        )
                    );
                }
            }
        }
        output.WriteLine(FormattableString.Invariant($"{LayerCases.All.Count} cases compared"));
    }

    private static string Shape(int[] shape) =>
        "[" + string.Join(", ", shape.Select(n => n.ToString(CultureInfo.InvariantCulture))) + "]";
}
