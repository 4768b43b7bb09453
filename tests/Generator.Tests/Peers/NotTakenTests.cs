using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Oracles;
using Xunit;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>
/// What is not taken contributes neither NaN nor infinity. Other tools compute both branches and multiply with a mask: PyTorch #18287,
/// #23395, #36923, #68425, #108618 and #156212, Clad #1108. Here: conditional expressions, branches and extremes, in float and double, in
/// lanes and in tails, scheduled and unscheduled.
/// </summary>
public class NotTakenTests
{
    private const int Length = 67;

    /// <summary>Statements on s and x[i], and the points with the derivatives that they must have there.</summary>
    private static readonly (string Body, string Points)[] Cases =
    [
        ("s += x[i] == 0 ? x[i] / 2 : MathF.Sqrt(x[i]) + 1;", "16:0.125 0:0.5"),
        ("s += x[i] < 1 ? MathF.Cos(x[i]) : 0;", "0:0 ∞:0"),
        ("s += x[i] >= t ? x[i] : t * (x[i] / t);", "1:1 5:1"),
        ("s += x[i] <= 0 ? MathF.Exp(x[i]) : 1 + x[i];", "10000:1 0:1"),
        ("s += x[i] > 2 ? MathF.Log2(x[i] * x[i]) : 2 * x[i];", "0:2 2:2 -1:2 NaN:2"),
        ("s += x[i] <= 10 ? MathF.Exp(x[i]) : 1;", "NaN:0 1e30:0 0:1"),
        ("s += x[i] != 0 ? MathF.Sin(x[i]) / x[i] : 1;", "0:0"),
        ("s += t == 0 ? 3 * x[i] : x[i] / t;", "0:3 2:3 ∞:3"),
        ("s += x[i] > 0 ? MathF.Pow(x[i], 0.5f) : -x[i];", "0:-1 4:0.25 -3:-1"),
        ("s += MathF.Abs(x[i]) < 1 ? MathF.Acos(x[i]) : x[i];", "1:1 -1:1 0:-1 7:1"),
        ("s += x[i] > 1 ? MathF.Acosh(x[i]) + MathF.Log(x[i] - 1) : MathF.Asin(x[i]);", "0:1"),
        ("s += x[i] > 0 ? x[i] > 1 ? 1 / (x[i] - 1) : MathF.Log(x[i]) : x[i];", "1:1 0:1 2:-1"),
        ("if (x[i] > 0) s += MathF.Log(x[i]); else s -= x[i];", "0:-1 2:0.5 -∞:-1"),
        (
            "if (x[i] > 0) { float q = 1 / x[i]; s += q * q; } else if (x[i] < 0) s += MathF.Sqrt(-x[i]);",
            "0:0 1:-2 -4:-0.25"
        ),
        ("float v = x[i]; if (v < 1e-8f) v = 1; s += MathF.Log(v) / v;", "0:0 -5:0 1:1"),
        ("float r = 0; if (x[i] > 0) { r = MathF.Sqrt(x[i]); } s += r * r * r;", "0:0 4:3"),
        ("s += MathF.Sqrt(MathF.Max(x[i], 4));", "-1:0 0:0 16:0.125"),
        ("s += MathF.Sqrt(MathF.Max(x[i], 0));", "-1:0 -∞:0 16:0.125"),
        ("s += MathF.Min(1 / x[i], 5);", "0:0 1:-1"),
        ("s += MathF.Max(MathF.Log(x[i]), x[i] - 3);", "0:1 1:1"),
        ("s += Activation.Relu(x[i] - 1 / t);", "1:0 5:0"),
        ("s += Safe(x[i]);", "0:0 4:0.25 -1:0"),
        // The value is computed, but what it becomes is thrown away, or multiplied by a zero that is no product of the method.
        ("float unused = MathF.Acos(-x[i]); s += x[i] * x[i];", "5:10 1:2 -1:-2"),
        ("float unused = MathF.Sqrt(x[i]) / t; s += x[i];", "0:1 -1:1"),
        ("float root = MathF.Sqrt(x[i]); root = 2; s += root * x[i];", "0:2 -1:2"),
        ("float root = MathF.Sqrt(x[i]); s += x[i] > 0 ? root : x[i];", "0:1 4:0.25 -1:1"),
        ("float q = 1 / x[i]; float l = MathF.Log(x[i]); s += x[i] > 0 ? q + l : 2 * x[i];", "0:2 -1:2 1:0"),
        ("float e = MathF.Exp(x[i]); s += x[i] <= 0 ? e : 1 + x[i];", "10000:1 0:1"),
        ("float c = MathF.Cosh(x[i]) + MathF.Sinh(x[i]); s += x[i] > 9 ? x[i] : c;", "10000:1 0:1"),
        ("float c = MathF.Cos(x[i]) * MathF.Sin(x[i]); s += x[i] > 9 ? 0 : c;", "∞:0 0:1"),
        ("float d = x[i] - 3; float n = MathF.Sqrt(d * d); s += n > 0 ? n : 0;", "3:0 5:1 1:-1"),
        ("w[i] = MathF.Sqrt(x[i]); if (x[i] > 0) s += w[i];", "0:0 4:0.25"),
    ];

    private delegate double Gradient(double[] x, double[] gradient);

    [Theory]
    [InlineData(nameof(Generation.Scheduled), false)]
    [InlineData(nameof(Generation.Scheduled), true)]
    [InlineData(nameof(Generation.Unscheduled), false)]
    [InlineData(nameof(Generation.Unscheduled), true)]
    public void Neither_NaN_nor_infinity(string generation, bool inDouble)
    {
        string methods = string.Concat(Cases.Select((c, k) => Method(k, c.Body)));
        string source = $$"""
            {{Parsing.Parsing.Usings}}
            public static partial class P
            {
                private static float Safe(float v) { float root = 0; if (v > 0) root = MathF.Sqrt(v); return root; }
            {{methods}}
            }
            """;
        Compiled compiled = Compiler.Compile(
            inDouble ? DoublePrecision.Rewrite(source) : source,
            generation: Enum.Parse<Generation>(generation)
        );
        string failures = string.Join("\n", Cases.SelectMany((c, k) => Failures(compiled, k)));
        Assert.True(failures.Length == 0, failures);
    }

    private static string Method(int k, string body) =>
        $$"""
            [Differentiable]
            public static float M{{k}}(float[] x, [NoGrad] float[] w, [NoGrad] float t)
            {
                float s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    {{body}}
                }
                return s;
            }

            public static double Call{{k}}(double[] x, double[] gradient)
            {
                var own = new float[x.Length];
                var grad = new float[x.Length];
                for (int i = 0; i < x.Length; i++)
                    own[i] = (float)x[i];
                double value = M{{k}}Gradient(own, new float[x.Length], 0, grad);
                for (int i = 0; i < x.Length; i++)
                    gradient[i] = grad[i];
                return value;
            }

            """;

    private static IEnumerable<string> Failures(Compiled compiled, int k)
    {
        var gradient = compiled.Delegate<Gradient>("P", $"Call{k}");
        (double Point, double Slope)[] points =
        [
            .. Cases[k].Points.Split(' ').Select(p => p.Split(':')).Select(p => (Number(p[0]), Number(p[1]))),
        ];

        // Each point alone, and beside the others, in lanes and in the tail.
        foreach (int length in new[] { 1, Length })
        {
            for (int first = 0; first < points.Length; first++)
            {
                double[] x = [.. Enumerable.Range(first, length).Select(i => points[i % points.Length].Point)];
                var found = new double[length];
                gradient(x, found);
                for (int i = 0; i < length; i++)
                {
                    (double point, double slope) = points[(first + i) % points.Length];
                    if (!(Math.Abs(found[i] - slope) <= 1e-6))
                    {
                        yield return $"{Cases[k].Body} at {point}: {found[i]} for {slope}, {i} of {length}";
                        yield break;
                    }
                }
            }
        }
    }

    private static double Number(string text) =>
        text switch
        {
            "∞" => double.PositiveInfinity,
            "-∞" => double.NegativeInfinity,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };
}
