using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>What a method checks first is checked by its generated members, in the same words and before anything else.</summary>
public class GuardTests
{
    private const string Source = """
        using System;
        using System.Diagnostics;
        using Problem = System.InvalidOperationException;
        using static System.Math;
        namespace Outer
        {
            internal sealed class OwnException(string text, int n) : Exception(text) { public int N { get; } = n; }
            internal enum Mode { Slow, Fast }
            internal sealed partial class Model(int limit)
            {
                private readonly int _limit = limit;
                private const int Least = 1;
                internal static readonly double Top = 5;

                [NeuralGen.Differentiable]
                public double F(double[] x, double[] y, int n, double residuals2, Mode mode = Mode.Slow)
                {
                    ArgumentNullException.ThrowIfNull(x);
                    int m = x.Length, unused = 3 * n;
                    // A comment.
                    if (y.Length < m /* another */)
                        throw new ArgumentException($"{nameof(y)} has {y.Length} elements, {nameof(_limit)} is {_limit}", nameof(y));
                    ArgumentOutOfRangeException.ThrowIfLessThan(n, Least);
                    double bound = Max(Top, 2.0);
                    if (double.IsNaN(x[0]) || Abs(x[0]) > bound) { throw new OwnException("no", n); }
                    else if (mode == Mode.Fast && m > _limit) throw new Problem();
                    Debug.Assert(n < 100, "too many");
                    double s = 0;
                    for (int i = 0; i < n; i++) s += x[i] * y[i] * residuals2;
                    return s;
                }

                public static double Gradient(double[] x, double[] y, int n, int mode)
                {
                    double[] g = new double[3];
                    new Model(2).FGradient(x, y, n, 2, (Mode)mode, g, new double[3], out _);
                    return g[0] + 10 * g[1];
                }

                public static double Forward(double[] x, double[] y, int n, int mode) => new Model(2).FForward(x, y, n, 2, (Mode)mode);
                public static double Kept(double[] x, double[] y, int n, int mode) => new Model(2).FForward(x, y, n, 2, (Mode)mode, new FResiduals());
                public static double Own(double[] x, double[] y, int n, int mode) => new Model(2).F(x, y, n, 2, (Mode)mode);
            }
        }
        """;

    private static readonly Lazy<Compiled> Program = new(() => Compiler.Compile(Source));

    [Theory]
    [InlineData("Gradient")]
    [InlineData("Forward")]
    [InlineData("Kept")]
    public void The_same_exceptions_as_the_method_throws(string member)
    {
        Compiled program = Program.Value;
        double[] three = [1, 2, 3];
        (double[]? X, double[] Y, int N, int Mode)[] calls =
        [
            (null, three, 1, 0),
            (three, [1], 1, 0),
            (three, three, 0, 0),
            ([double.NaN, 2, 3], three, 1, 0),
            // The loop would leave the arrays as well.
            ([6, 2, 3], three, 9, 0),
            (three, three, 3, 1),
        ];
        foreach ((double[]? x, double[] y, int n, int mode) in calls)
        {
            Exception expected = Assert.ThrowsAny<Exception>(() => program.Call("Outer.Model", "Own", x, y, n, mode));
            Exception actual = Assert.ThrowsAny<Exception>(() => program.Call("Outer.Model", member, x, y, n, mode));
            Assert.Equal((expected.GetType(), expected.Message), (actual.GetType(), actual.Message));
        }
    }

    [Fact]
    public void A_call_that_passes_is_differentiated()
    {
        Assert.Equal(
            8 + 40 + 10,
            (double)
                Program.Value.Call(
                    "Outer.Model",
                    "Gradient",
                    new double[] { 1, 2, 3 },
                    new double[] { 4, 2.5, 1 },
                    2,
                    0
                )!,
            1e-12
        );
    }
}
