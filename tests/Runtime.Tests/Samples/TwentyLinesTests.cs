using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using NeuralGen.Samples.Lectures.Rows;
using NeuralGen.Samples.Lectures.Tools;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Samples;

/// <summary>Row B8 beside the same network in NumPy, whose gradients are derived by hand.</summary>
public class TwentyLinesTests(ITestOutputHelper output)
{
    private const int Steps = 500;

    private const string Loop = """
        for t in range(500):
            h = 1 / (1 + np.exp(-x.dot(w1)))
            p = h.dot(w2)
            loss = np.square(p - y).sum()
            print(repr(float(loss)))
            p_grad = 2 * (p - y)
            w2_grad = h.T.dot(p_grad)
            h_grad = p_grad.dot(w2.T)
            w1_grad = x.T.dot(h_grad * h * (1 - h))
            w1 -= 1e-4 * w1_grad
            w2 -= 1e-4 * w2_grad
        """;

    [Fact]
    public void The_same_losses_from_the_same_data()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        (Tensor<double> x, Tensor<double> y) = (Draw.Normal(random, 1, 64, 1000), Draw.Normal(random, 1, 64, 10));
        (Tensor<double> w1, Tensor<double> w2) = (Draw.Normal(random, 1, 1000, 100), Draw.Normal(random, 1, 100, 10));
        string load = "import sys, numpy as np\n";
        foreach ((string name, Tensor<double> tensor) in new[] { ("x", x), ("y", y), ("w1", w1), ("w2", w2) })
        {
            NpyWriter.Write(folder[name + ".npy"], tensor);
            load += $"{name} = np.load(sys.argv[1] + '/{name}.npy')\n";
        }
        if (Python.Run(output, load + Loop, folder.Path) is not { } text)
            return;
        double[] expected =
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(v => double.Parse(v, CultureInfo.InvariantCulture)),
        ];
        var losses = new double[Steps];
        var descent = new Sgd<double>([w1, w2], learningRate: 1e-4);
        for (int t = 0; t < Steps; t++, descent.Step())
            losses[t] = B08TwentyLines.LossGradient(x, y, w1, w2);
        Assert.Equal(Steps, expected.Length);
        for (int t = 0; t < Steps; t++)
            Assert.Equal(expected[t], losses[t], 1e-7 * expected[t]);
    }

    /// <summary>Lines with something else on them than a brace, a comment or a label.</summary>
    [Fact]
    public void No_longer_than_NumPy()
    {
        string[] file = File.ReadAllLines(Path.Combine(Root(), "samples/Lectures/Rows/B08TwentyLines.cs"));
        int lines = 0;
        bool counting = false;
        foreach (string line in file.Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
                counting = line.StartsWith("// The lecture's program", StringComparison.Ordinal);
            else if (counting && line is not ("" or "{" or "}"))
                lines++;
        }
        Assert.True(lines > 8);
        Assert.True(lines <= Loop.Split('\n').Length, $"{lines} lines");
    }

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
