using System;
using System.Linq;
using System.Runtime.CompilerServices;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Oracles;
using NeuralGen.Generator.Tests.Snapshots;
using Xunit;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>
/// A row of the lectures: the method in float is the snapshot, which also compiles without a warning; the same method in
/// double runs against the formula that the lecture derives by hand.
/// </summary>
internal static class Lecture
{
    /// <summary>Members of <c>Lectures.Row</c>, compiled in double.</summary>
    public static Compiled Verify(
        string members,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string method = ""
    )
    {
        Compiled inFloat = Compiler.Compile(Source(members));
        Snapshot.Verify(inFloat.Generated, testFile, method);
        return InDouble(members);
    }

    /// <summary>The members in double, without a snapshot.</summary>
    public static Compiled InDouble(string members) => Compiler.Compile(DoublePrecision.Rewrite(Source(members)));

    private static string Source(string members) =>
        $$"""
            using System;
            using NeuralGen;

            namespace Lectures
            {
                public static partial class Row
                {
            {{members}}
                }
            }
            """;

    /// <summary>Numbers around 0, the same each time.</summary>
    public static Tensor<double> Random(int seed, params int[] shape)
    {
        var random = new Random(seed);
        double[] data =
        [
            .. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (random.NextDouble() * 2) - 1),
        ];
        Tensor<double> tensor = Tensor<double>.Wrap(data, shape);
        tensor.Grad = new Tensor<double>(shape);
        return tensor;
    }

    /// <summary>An output whose gradient comes from what follows.</summary>
    public static Tensor<double> Output(int seed, params int[] shape)
    {
        Tensor<double> output = Tensor<double>.Parameter(shape);
        Random(seed, shape).AsSpan().CopyTo(output.Grad!.AsSpan());
        return output;
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Each element is what the formula gives, to rounding.</summary>
    public static void Agrees(Func<int, double> formula, Tensor<double> actual)
    {
        for (int i = 0; i < actual.Dim(0); i++)
        {
            Close(formula(i), actual[i]);
        }
    }

    public static void Agrees(Func<int, int, double> formula, Tensor<double> actual)
    {
        for (int i = 0; i < actual.Dim(0); i++)
        {
            for (int j = 0; j < actual.Dim(1); j++)
            {
                Close(formula(i, j), actual[i, j]);
            }
        }
    }

    public static void Agrees(Func<int, int, int, double> formula, Tensor<double> actual)
    {
        for (int i = 0; i < actual.Dim(0); i++)
        {
            for (int j = 0; j < actual.Dim(1); j++)
            {
                for (int k = 0; k < actual.Dim(2); k++)
                {
                    Close(formula(i, j, k), actual[i, j, k]);
                }
            }
        }
    }

    public static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    public static void Close(double expected, double actual) =>
        Assert.True(
            Math.Abs(expected - actual) <= 1e-12 * (1 + Math.Abs(expected)),
            FormattableString.Invariant($"expected {expected:R}, got {actual:R}")
        );

    /// <summary>Lines of lecture notation that the generated file must show over its nests.</summary>
    public static void Shows(Compiled compiled, params string[] lines)
    {
        string text = compiled.Generated.Single().Text;
        foreach (string line in lines)
        {
            Assert.Contains(text.Split('\n'), l => Comment(l) == line);
        }
    }

    private static string Comment(string line) =>
        line.Trim().StartsWith("//", StringComparison.Ordinal) ? Squeeze(line.Trim()[2..]) : "";

    private static string Squeeze(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
