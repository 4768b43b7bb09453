using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.Harness;

/// <summary>
/// Method bodies in terms of <c>double[] x, double[] y, double a, int n, bool flag, int[] idx</c> that return a number: each becomes a
/// method whose generated forward pass must equal it, whose gradient must equal its central differences, and which leaves the same in its
/// arrays with its gradient as without.
/// </summary>
internal static class Meaning
{
    private const int Size = 9;
    private static readonly int[] Index = [2, 0, 1, 2, 2];

    /// <summary>Nothing is wrong.</summary>
    /// <inheritdoc cref="Failures"/>
    public static void Agree(
        IReadOnlyList<string> bodies,
        string generation,
        string members = "",
        string types = "",
        string attributes = "Differentiable",
        byte[]? library = null
    )
    {
        string failures = Failures(bodies, Enum.Parse<Generation>(generation), members, types, attributes, library);
        Assert.True(failures.Length == 0, failures);
    }

    /// <summary>What is wrong, one line a body; empty where all is well.</summary>
    /// <param name="bodies">The bodies, braces left out.</param>
    /// <param name="generation">Scheduled or not.</param>
    /// <param name="members">Other members of the partial type: callees, fields.</param>
    /// <param name="types">Other types beside it.</param>
    /// <param name="attributes">Of each method.</param>
    /// <param name="library">Another assembly that they use.</param>
    public static string Failures(
        IReadOnlyList<string> bodies,
        Generation generation,
        string members = "",
        string types = "",
        string attributes = "Differentiable",
        byte[]? library = null
    )
    {
        string methods = string.Concat(
            bodies.Select(
                (body, k) =>
                    $"[{attributes}] public static double M{k}(double[] x, double[] y, double a, int n, bool flag, int[] idx) {{ {body} }}\n"
            )
        );
        string source = $"{Parsing.Parsing.Usings}{types}\npublic static partial class P {{ {members}\n{methods} }}";
        Compiled compiled = Compiler.Compile(source, generation: generation, library: library);
        if (Enumerable.Range(0, bodies.Count).All(k => compiled.Has("P", $"M{k}Gradient")))
        {
            return string.Concat(Enumerable.Range(0, bodies.Count).Select(k => Check(compiled, bodies, k)));
        }

        string refused = string.Concat(
            Parsing
                .Parsing.ParseAll(source, library)
                .SelectMany(result => result.Findings)
                .Where(f =>
                    Diagnostics.Rules.Find(f.Id).DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error
                )
                .Select(f => $"{f.Id}: {string.Join(", ", f.Arguments)}\n")
        );
        return refused.Length > 0 ? refused : "a method has no gradient, and nothing says why\n";
    }

    private static string Check(Compiled compiled, IReadOnlyList<string> bodies, int k)
    {
        double In(string suffix, double[] x, double[] y, double a) =>
            (double)compiled.Call("P", $"M{k}{suffix}", x, y, a, Size - 1, true, Index)!;
        double Value(string suffix, double[] v) => In(suffix, v[..Size], v[Size..^1], v[^1]);

        var random = new Random(k);
        double[] point = [.. Enumerable.Range(0, (2 * Size) + 1).Select(_ => (random.NextDouble() * 2) - 1)];
        // The comparisons are so written that NaN fails them.
        double[] leftX = point[..Size],
            leftY = point[Size..^1];
        double expected = In("", leftX, leftY, point[^1]);
        double forward = Value("Forward", point);
        if (!(Math.Abs(forward - expected) <= 1e-12 * (1 + Math.Abs(expected))))
        {
            return $"M{k}: {forward} for {expected}: {bodies[k]}\n";
        }

        var x = new double[Size];
        var y = new double[Size];
        object?[] arguments = [point[..Size], point[Size..^1], point[^1], Size - 1, true, Index, x, y, 0.0];
        Gradient(compiled, k, arguments);
        // The backward pass changes nothing of the caller's but gradients.
        foreach (
            (double own, double now) in leftX
                .Concat(leftY)
                .Zip([.. (double[])arguments[0]!, .. (double[])arguments[1]!])
        )
        {
            if (!(Math.Abs(now - own) <= 1e-12 * (1 + Math.Abs(own))))
            {
                return $"M{k}: an array holds {now} for {own}: {bodies[k]}\n";
            }
        }

        double[] gradient = [.. x, .. y, (double)arguments[^1]!];
        for (int trial = 0; trial < 4; trial++)
        {
            double[] direction = [.. point.Select(_ => (random.NextDouble() * 2) - 1)];
            const double h = 1e-5;
            double difference =
                (
                    Value("", [.. point.Zip(direction, (p, d) => p + (h * d))])
                    - Value("", [.. point.Zip(direction, (p, d) => p - (h * d))])
                ) / (2 * h);
            double derivative = gradient.Zip(direction, (g, d) => g * d).Sum();
            if (!(Math.Abs(difference - derivative) <= 1e-6 * (1 + Math.Abs(difference))))
            {
                return $"M{k}: derivative {derivative}, difference {difference}: {bodies[k]}\n";
            }
        }

        return "";
    }

    private delegate double GradientMethod(
        double[] x,
        double[] y,
        double a,
        int n,
        bool flag,
        int[] idx,
        Span<double> xGrad,
        Span<double> yGrad,
        out double aGrad
    );

    /// <summary>Spans cannot be passed by reflection.</summary>
    private static void Gradient(Compiled compiled, int k, object?[] arguments)
    {
        var gradient = compiled.Delegate<GradientMethod>("P", $"M{k}Gradient");
        gradient(
            (double[])arguments[0]!,
            (double[])arguments[1]!,
            (double)arguments[2]!,
            (int)arguments[3]!,
            (bool)arguments[4]!,
            (int[])arguments[5]!,
            (double[])arguments[6]!,
            (double[])arguments[7]!,
            out double aGrad
        );
        arguments[8] = aGrad;
    }
}
