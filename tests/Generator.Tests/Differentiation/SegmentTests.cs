using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>Loops of <c>[Checkpoint]</c>: how long their segments are, what is kept of each, and what the copies are.</summary>
public class SegmentTests
{
    private static Derivative Of(string body) =>
        Differentiator.Differentiate(
            Parsing.Parsing.Parse(
                $"[Differentiable, Checkpoint] public static double M(double[] x, double[] y, double a, int n) {{ {body} }}"
            )
        );

    /// <summary>⌈√n⌉ iterations a segment, known where n is.</summary>
    [Theory]
    [InlineData("2", "2", "1")]
    [InlineData("7", "3", "3")]
    [InlineData("9", "3", "3")]
    [InlineData("10", "4", "3")]
    [InlineData("16", "4", "4")]
    [InlineData("n", "⌈√n⌉", "⌈(n)/(⌈√n⌉)⌉")]
    public void Lengths(string iterations, string length, string count)
    {
        Derivative derivative = Of(
            $"double s = a; for (int t = 0; t < {iterations}; t++) s = Math.Sin(s) * x[0]; return s;"
        );
        string[] counts =
        [
            .. derivative.Residuals.Where(b => b.Name == "sCheckpoint").Select(b => b.Extents[0].ToString()),
        ];
        Assert.Equal([count], counts);
        Assert.Equal([$"the loop over t, {length} iterations at a time"], derivative.Recomputed.Take(1));
    }

    /// <summary>The states in the order in which the method declares them; a loop without a gradient keeps none.</summary>
    [Theory]
    [InlineData(
        "double p = a, q = 1, r = 2; for (int t = 0; t < n; t++) { double z = p * q * r + x[t]; p = q; q = r; r = Math.Sin(z); } return p * q * r;",
        "pCheckpoint, qCheckpoint, rCheckpoint"
    )]
    [InlineData(
        "double s = a; for (int t = 0; t < n; t++) s = s * s * x[t] * y[t]; for (int t = 0; t < n; t++) { x[t] = s; y[t] = s; } return s * x[0] * y[0];",
        "sCheckpoint, xInitial, yInitial"
    )]
    [InlineData("int k = 1; for (int t = 0; t < n; t++) k = k * 2 + 1; return a * k;", "")]
    public void What_is_kept(string body, string kept)
    {
        string[] names =
        [
            .. Of(body)
                .Augmented.AllStatements()
                .Select(s => s.Write()?.Buffer)
                .OfType<Buffer>()
                .Where(b => b.Kind == BufferKind.Saved && !b.Name.EndsWith("Saved", System.StringComparison.Ordinal))
                .Distinct()
                .OrderBy(b => b.Id)
                .Select(b => b.Name),
        ];
        Assert.Equal(kept, string.Join(", ", names));
    }

    /// <summary>
    /// An array of one iteration is not shared by the two passes: where the forward pass can keep its elements in registers, it takes no
    /// memory.
    /// </summary>
    [Fact]
    public void Arrays_of_one_iteration()
    {
        Compiled compiled = Compiler.Compile(
            Parsing.Parsing.Usings
                + "public static partial class P { [Differentiable, Checkpoint] public static double M(double[] x, double a, int n) "
                + "{ var u = new double[n]; double s = a; for (int t = 0; t < n; t++) { var w = new double[n]; "
                + "for (int i = 0; i < n; i++) w[i] = u[i] * s; for (int i = 0; i < n; i++) u[i] = Math.Sin(w[i]); s += u[0] * x[t]; } return s; } }"
        );
        string text = compiled.Generated.Single().Text;
        Assert.Contains("double[]? u;", text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("double[]? w;", text, System.StringComparison.Ordinal);
    }

    /// <summary>What a loop only writes is not computed again: it is there as the loop left it, unless a later statement overwrites it.</summary>
    private static readonly string[] OnlyWritten =
    [
        "double s = a; for (int t = 0; t < n; t++) { s = s * x[t] + 1; y[t] = Math.Exp(0.1 * s); } return s + y[0] * y[1];",
        "double s = a; for (int t = 0; t < n; t++) { s = s * x[t] + 1; y[t] = Math.Exp(0.1 * s); } for (int t = 0; t < n; t++) y[t] *= y[t]; return s + y[0] * y[1];",
        "double s = a; for (int t = 0; t < n; t++) { s = s * x[t] + 1; y[t] = Math.Exp(0.1 * s); } for (int t = 0; t < n; t++) y[t] = y[n - t] * a; return s + y[0] * y[1];",
        "double s = a, z = 1; for (int t = 0; t < n; t++) { s = s * x[t] + 1; z = Math.Tanh(0.1 * s); } z *= 3; return s + z * y[1];",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void What_is_only_written(string generation) =>
        Meaning.Agree(OnlyWritten, generation, attributes: "Differentiable, Checkpoint");
}
