using System;
using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>Functions marked <c>[Checkpoint]</c>: what the backward pass is left of them, and what it computes again.</summary>
public class RecomputedPassTests
{
    private const string Step =
        "var u = new double[n]; double s = a; [Checkpoint] void Step(int t) { var w = new double[n]; for (int i = 0; i < n; i++) w[i] = u[i] * s; "
        + "for (int i = 0; i < n; i++) u[i] = Math.Sin(w[i]); s += u[0] * x[t]; } for (int t = 0; t < n; t++) Step(t); return s;";

    private static Derivative Of(string body) =>
        Differentiator.Differentiate(
            Parsing.Parsing.Parse(
                $"[Differentiable] public static double M(double[] x, double[] y, double a, int n) {{ {body} }}"
            )
        );

    /// <summary>What the body changes of what it reads, and what it is given; nothing that is its own, and nothing that it only writes.</summary>
    [Theory]
    [InlineData(
        "[Checkpoint] double Wave(double v, double w) { double u = v * w; u = Math.Sin(u) + v * u; return u * u; } double s = a; for (int t = 0; t < n; t++) s = Wave(s, x[t]) + y[t]; return s;",
        "v"
    )]
    [InlineData(
        "double s = a; [Checkpoint] void F(int t) { double u = Math.Exp(s) * x[t]; y[t] = Math.Exp(u); s = u * y[t]; } for (int t = 0; t < n; t++) F(t); return s;",
        "sCheckpoint"
    )]
    [InlineData(
        "double s = a; [Checkpoint] void F(int t) { double u = Math.Exp(s) * x[t]; y[t] = Math.Exp(u); s = u * y[t]; } for (int t = 0; t < n; t++) F(t); for (int t = 0; t < n; t++) y[t] = 2 * y[t] * x[t]; return s + y[0];",
        "sCheckpoint, yCheckpoint, ySaved"
    )]
    [InlineData(Step, "sCheckpoint, uCheckpoint")]
    public void What_is_kept(string body, string kept)
    {
        Derivative derivative = Of(body);
        Assert.Equal(kept, string.Join(", ", derivative.Residuals.Select(b => b.Name).Order()));
        Assert.Contains("at each call", derivative.Recomputed[0], StringComparison.Ordinal);
    }

    /// <summary>The states in the order in which the method declares them.</summary>
    [Fact]
    public void The_order_of_what_is_kept()
    {
        Derivative derivative = Of(
            "double c = 1, s = a; [Checkpoint] void Step(int t) { double u = s * c; c = Math.Sin(u) + x[t]; s = u * c; } for (int t = 0; t < n; t++) Step(t); return s * c;"
        );
        Assert.Equal(
            ["for t  cCheckpoint[t] = c", "for t  sCheckpoint[t] = s"],
            LecturePrinter.Lines(derivative.Augmented).Where(l => l.Contains("Checkpoint", StringComparison.Ordinal))
        );
    }

    /// <summary>A function without a gradient is not computed again: its result is kept.</summary>
    [Theory]
    [InlineData(
        "[Checkpoint] int Largest() { int k = 0; for (int i = 1; i < n; i++) if (x[i] > x[k]) k = i; return k; } double s = a; for (int t = 0; t < n; t++) { int k = Largest(); s += x[k] * y[t]; x[k] = x[k] * 0.5; } return s;",
        "k, xSaved"
    )]
    [InlineData(
        "[Checkpoint] bool Is(double v) { double w = v; for (int i = 0; i < 3; i++) w = Math.Sin(w + x[i]); return w > 0; } double s = a; for (int t = 0; t < n; t++) s = Is(s) ? s * x[t] - 0.2 : s * s + y[t]; return s;",
        "IsResult, sSaved"
    )]
    public void Without_a_gradient(string body, string kept)
    {
        Derivative derivative = Of(body);
        Assert.Equal(kept, string.Join(", ", derivative.Residuals.Select(b => b.Name).Order()));
        Assert.Empty(derivative.Recomputed);
        Assert.DoesNotContain(derivative.Adjoint.AllStatements(), s => s is For { Rerun: not null });
    }

    /// <summary>The two passes do not share an array of one call: each may keep its own where it likes, in registers too.</summary>
    [Fact]
    public void Arrays_of_one_call() =>
        Assert.Equal(
            2,
            Of(Step)
                .Joint.SelectMany(s => s.Buffers())
                .Distinct()
                .Count(b => b is { Name: "w", Kind: BufferKind.Local })
        );
}
