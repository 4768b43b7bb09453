using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>Arrays and tensors that may be null: the method asks, or throws.</summary>
public class OptionalTests
{
    // Vectors, and what is left of them.
    private const int Size = 9;

    private const string Members = """
        static double Sum(double[] v) { double s = 0; foreach (double e in v) s += e * e; return s; }
        static double Affine(double[] v, double[]? b, double w) { double s = 0; for (int i = 0; i < v.Length; i++) { double u = v[i] * w; if (b is not null) u += b[i] * b[i]; s += Math.Sin(u); } return s; }
        static double Or(double[]? v, double t) { if (v == null) return t; double s = 0; for (int i = 0; i < v.Length; i++) s += v[i] * t; return s; }
        static double Blind(Tensor<double> V) => V[0] * V[0] + V.Dim(0);
        [Differentiable] internal static double Deep(ReadOnlySpan<double> v) => v.Length <= 1 ? v[0] : Deep(v[1..]) * v[0];
        """;

    // In terms of double[] x, double[]? b, Tensor<double>? B, int n.
    private static readonly string[] Bodies =
    [
        "double s = 0; for (int i = 0; i < x.Length; i++) { double u = x[i] * x[i]; if (b != null) u += b[i]; if (B is not null) u *= B[i]; s += Math.Tanh(u); } return s;",
        "if (b == null) return Sum(x); double s = 0; for (int i = 0; i < n; i++) s += x[i] * b[i] * b.Length; return s;",
        "double s = B is null ? x[0] * x[0] : B[1] * x[1] + B.Dim(0) * B.Length; return s * (null != b ? b[n - 1] : 2);",
        "double s = x[0]; if (b is { } && b.Length > 2 && B != null && B[0] < 9) s *= b[2] * B[2]; else if (B is null || B[1] > 9) s += x[1] * x[2]; return s * s;",
        "double s = 0; if (b is not null) foreach (double v in b) s += v * v; if (!(B == null)) { var W = B; foreach (double v in W.AsSpan()) s += v * x[0]; } return s + x[1] * x[1];",
        "return Affine(x, b, 0.5) + Affine(x, x, 2) * Or(b, x[1]) + Or(x, x[2]);",
        "double s = x[3]; for (int i = 0; i < n; i++) { if (b is null) { s += x[i] * s; continue; } s += b[i] * x[i]; if (i > 1) break; } return s * s;",
        "double s = b != null ? Sum(b) : Sum(x); s += n switch { 9 => b is null ? 1 : Sum(b) * x[0], _ => 0 }; return s * x[1];",
        "var t = new double[n]; if (b != null) b.CopyTo(t.AsSpan()); if (B != null) for (int i = 0; i < B.Length; i++) t[i] += B[i] * x[i]; double s = 0; for (int i = 0; i < n; i++) s += t[i] * t[i] * x[i]; return s;",
        "bool has = b != null; int k = b is null ? 0 : 1; double s = x[k] * x[k]; ReadOnlySpan<double> w = b; foreach (double v in w) s += v * v * x[1]; return has ? s * s : s;",
        "double s = x[0]; if (n > 0 && b != null) { var w = b.AsSpan(1, 2); s += w[0] * w[1]; } int o = 0; if (B != null) { o += 2; s *= B.AsSpan()[o]; } return s * x[1];",
        // A product of matrices with a bias, as layers have it.
        "var y = new double[2]; for (int i = 0; i < 2; i++) { double u = B == null ? 0 : B[i]; for (int j = 0; j < 2; j++) u += x[2 * i + j] * x[j]; y[i] = u; } if (b != null) for (int i = 0; i < 2; i++) y[i] += b[i]; return y[0] * y[1] + y[0];",
        // Where it is not asked for, what is null throws.
        "double s = b == null ? x[0] * x[0] : 1; return s * b![0];",
        "double s = b == null ? x[0] * x[0] : 1; return s * b!.Length * x[1];",
        "double s = x[0]; if (b == null) foreach (double v in b!) s += v; else s *= b[1]; return s;",
        "double s = B == null ? x[0] * x[0] : x[1]; for (int i = 0; i < B!.Dim(0); i++) s += x[i] * s; return s;",
        "double s = B is null ? 1 : 2; foreach (double v in B!.AsSpan()) s += v * x[0]; return s;",
        "double s = B is null ? x[0] : x[1]; if (x[0] < 9) s *= Blind(B!); return s;",
        "if (b == null && n > 99) return x[0]; double s = 0; for (int i = 0; i < b!.Length; i++) s += b[i] * x[i]; return s;",
        "double s = 0; for (int i = 0; i < n; i++) if (b == null) s += x[i]; return s * b!.Length;",
        "double s = b is null ? x[0] : b[0] * x[1]; if (b == null) throw new InvalidOperationException(); return s * b[1] * b.Length;",
        "bool none = b == null; switch (n) { case 1: if (b == null) break; return b[0]; default: double t = 0; for (int i = 0; i < 2; i++) t += b![i] * x[0]; return none ? 0 : t; } return x[0] * x[1];",
        "double s = B == null ? 1 : Deep(B.AsSpan()); double t = b is null ? 0 : Deep(b); return s * x[0] + t * x[1];",
        "double s = x[0]; int k = 0; do if (b == null) { k++; continue; } while (b!.Length > 99); return s * s + k;",
        "double s = x[0]; for (int k = 0; k < 3; s += x[k] * b!.Length, k++) if (b == null) continue; return s * s;",
        "double s = x[0]; if (n > 3) if (b == null) s += x[1]; else return s * b[0]; return s * b!.Length;",
        "double s = x[0] * x[0]; { if (b == null) return s; } for (int i = 0; i < b.Length; i++) s += b[i] * s; while (b != null && s < 3) s += 0.5 + b[0] * b[0]; return s;",
    ];

    private delegate double GradientMethod(
        double[] x,
        double[]? b,
        Tensor<double>? B,
        int n,
        Span<double> xGrad,
        Span<double> bGrad
    );

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Mean_what_was_written(string generation)
    {
        string methods = string.Concat(
            Bodies.Select(
                (body, k) =>
                    $"[Differentiable] public static double M{k}(double[] x, double[]? b, Tensor<double>? B, int n) {{ {body} }}\n"
            )
        );
        string source = $"{Parsing.Parsing.Usings}public static partial class P {{ {Members}\n{methods} }}";
        Assert.Equal(
            "",
            string.Concat(
                Parsing
                    .Parsing.ParseAll(source)
                    .SelectMany(r => r.Findings)
                    .Where(f =>
                        Diagnostics.Rules.Find(f.Id).DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error
                    )
                    .Select(f => $"{f.Id}: {string.Join(", ", f.Arguments)}\n")
            )
        );
        Compiled compiled = Compiler.Compile(
            source,
            new Strictness { Nullable = true },
            Enum.Parse<Generation>(generation)
        );
        int thrown = 0;
        for (int k = 0; k < Bodies.Length; k++)
        {
            foreach (bool hasArray in new[] { false, true })
            {
                foreach (bool hasTensor in new[] { false, true })
                {
                    thrown += Check(compiled, k, hasArray, hasTensor) ? 0 : 1;
                }
            }
        }

        Assert.True(thrown > 15, $"{thrown}");
    }

    /// <summary>False where the method throws, and what is generated does too.</summary>
    private static bool Check(Compiled compiled, int k, bool hasArray, bool hasTensor)
    {
        var random = new Random(k);
        double[] point = [.. Enumerable.Range(0, 3 * Size).Select(_ => (random.NextDouble() * 2) - 1)];
        double[]? Array(double[] v) => hasArray ? v[Size..(2 * Size)] : null;
        Tensor<double>? Tensor(double[] v) => hasTensor ? Tensor<double>.Wrap(v[(2 * Size)..], Size) : null;
        double Value(string suffix, double[] v) =>
            (double)compiled.Call("P", $"M{k}{suffix}", v[..Size], Array(v), Tensor(v), Size)!;

        string at = $"{Bodies[k]} with {hasArray}, {hasTensor}";
        double[] xGrad = new double[Size];
        double[] bGrad = hasArray ? new double[Size] : [];
        Tensor<double>? tensor = Tensor(point);
        if (tensor is not null)
        {
            tensor.Grad = Tensor<double>.Wrap(new double[Size], Size);
        }

        var gradient = compiled.Delegate<GradientMethod>("P", $"M{k}Gradient");
        if (Record.Exception(() => Value("", point)) is not null)
        {
            Assert.True(Record.Exception(() => Value("Forward", point)) is not null, at);
            Assert.True(
                Record.Exception(() => gradient(point[..Size], Array(point), tensor, Size, xGrad, bGrad)) is not null,
                at
            );
            return false;
        }

        double value = Value("", point);
        Assert.True(Math.Abs(Value("Forward", point) - value) <= 1e-12 * (1 + Math.Abs(value)), at);
        gradient(point[..Size], Array(point), tensor, Size, xGrad, bGrad);
        double[] all =
        [
            .. xGrad,
            .. hasArray ? bGrad : new double[Size],
            .. tensor?.Grad!.ToArray() ?? new double[Size],
        ];
        for (int trial = 0; trial < 3; trial++)
        {
            double[] direction = [.. point.Select(_ => (random.NextDouble() * 2) - 1)];
            const double h = 1e-5;
            double difference =
                (
                    Value("", [.. point.Zip(direction, (p, d) => p + (h * d))])
                    - Value("", [.. point.Zip(direction, (p, d) => p - (h * d))])
                ) / (2 * h);
            double derivative = all.Zip(direction, (g, d) => g * d).Sum();
            Assert.True(
                Math.Abs(difference - derivative) <= 1e-6 * (1 + Math.Abs(difference)),
                $"{derivative} for {difference}: {at}"
            );
        }

        return true;
    }

    [Fact]
    public void The_backward_pass_wants_what_the_forward_pass_had()
    {
        Compiled compiled = Compiler.Compile(
            Parsing.Parsing.Usings
                + """
                public static partial class P
                {
                    [Differentiable]
                    public static void M(double[] x, double[]? b, double[] y)
                    {
                        for (int i = 0; i < x.Length; i++)
                        {
                            y[i] = x[i] * x[i];
                            if (b != null)
                                y[i] *= b[i];
                        }
                    }

                    public static string Run()
                    {
                        double[] x = { 2, 3 }, b = { 5, 7 }, y = new double[2], xGrad = new double[2], bGrad = new double[2];
                        var r = new MResiduals();
                        MForward(x, null, y, r);
                        MBackward(x, null, y, r, xGrad, default, new double[] { 1, 1 });
                        string text = string.Join(" ", xGrad);
                        try { MBackward(x, b, y, r, xGrad, bGrad, new double[] { 1, 1 }); text += " none"; } catch (InvalidOperationException) { text += " refused"; } catch (ArgumentException) { text += " refused"; }
                        MForward(x, b, y, r);
                        try { MBackward(x, null, y, r, xGrad, default, new double[] { 1, 1 }); text += " none"; } catch (InvalidOperationException) { text += " refused"; } catch (ArgumentException) { text += " refused"; }
                        try { MForward(x, new double[1], y, r); text += " none"; } catch (Exception) { text += " short"; }
                        try { MForward(x, y, y, r); text += " none"; } catch (ArgumentException) { text += " overlap"; }
                        try { MForward(x, b, null!, r); text += " none"; } catch (ArgumentNullException) { text += " null"; }
                        return text;
                    }
                }
                """,
            new Strictness { Nullable = true }
        );
        Assert.Equal("4 6 refused refused short overlap null", compiled.Call("P", "Run"));
    }
}
