using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>Arrays of several axes, <c>T[,]</c> and <c>T[,,]</c>: values, gradients and checks.</summary>
public class RectangularTests
{
    private static readonly string[] Bodies =
    [
        "double s = 0; for (int i = 0; i < X.GetLength(0); i++) for (int j = 0; j < X.GetLength(1); j++) s += X[i, j] * X[i, j] * a; return s;",
        "double s = 0; for (int i = 0; i < X.GetLength(0); i++) for (int k = 0; k < T.GetLength(2); k++) { double u = 0; for (int j = 0; j < X.GetLength(1); j++) u += X[i, j] * T[i, j, k]; s += Math.Sin(u) * a; } return s;",
        "var C = new double[X.GetLength(0), T.GetLength(2)]; for (int i = 0; i < C.GetLength(0); i++) for (int k = 0; k < C.GetLength(1); k++) for (int j = 0; j < X.GetLength(1); j++) C[i, k] += X[i, j] * T[1, j, k]; double s = 0; for (int i = 0; i <= C.GetUpperBound(0); i++) s += C[i, 0] * C[i, 1]; return s / C.Length;",
        "for (int i = 1; i < X.GetLength(0); i++) for (int j = 1; j < X.GetLength(1); j++) X[i, j] = X[i - 1, j] * X[i, j - 1] + a * X[i, j]; return X[2, 3] * X[1, 1];",
        "double s = 0; for (int i = 0; i < K.GetLength(0); i++) s += X[K[i, 0], K[i, 1]] * T[i, K[i, 0], 1]; return s * s;",
        "for (int i = 0; i < K.GetLength(0); i++) T[K[i, 0], K[i, 1], 0] *= X[i, 2] + a; return T[0, 1, 0] * T[2, 3, 0] + T[1, 1, 0];",
        "var Y = X; var R = new double[,] { { a, X[0, 0], 1 }, { 2, X[1, 1], a * a } }; Array.Clear(T); double s = T[0, 0, 0]; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) s += R[i, j] * Y[i, j]; return s;",
        "static double Trace(double[,] M) { double t = 0; for (int i = 0; i < Math.Min(M.GetLength(0), M.GetLength(1)); i++) t += M[i, i]; return t; } return Trace(X) * Trace(X) * a;",
        "double s = X.Length + T.Length; for (int i = 0; i < X.GetLength(0); i++) { double m = X[i, 0]; for (int j = 1; j < X.GetLength(1); j++) m = Math.Max(m, X[i, j]); s += m * m; if (X[i, 1] > 0) s += T[i, 1, 1] * m; } return s * W[1, 2] * a;",
    ];

    private static Compiled Program(Generation generation, string members = "")
    {
        string methods = string.Concat(
            Bodies.Select(
                (body, k) =>
                    $"[Differentiable] public static double M{k}(double[,] X, double[,,] T, int[,] K, double a) {{ {body} }}\n"
            )
        );
        return Compiler.Compile(
            $"{Parsing.Parsing.Usings}public static partial class P {{ static readonly double[,] W = {{ {{ 1, 2, 3 }}, {{ 4, 5, 6 }} }}; {methods} {members} }}",
            generation: generation
        );
    }

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Gradients_equal_differences(string generation)
    {
        Compiled compiled = Program(Enum.Parse<Generation>(generation));
        int[,] index =
        {
            { 0, 1 },
            { 2, 3 },
            { 0, 1 },
        };
        for (int k = 0; k < Bodies.Length; k++)
        {
            var random = new Random(k);
            double[] point = [.. Enumerable.Range(0, 12 + 24 + 1).Select(_ => (random.NextDouble() * 2) - 1)];
            double Value(string suffix, double[] v) =>
                (double)
                    compiled.Call("P", $"M{k}{suffix}", Array(v[..12], 3, 4), Array(v[12..36], 3, 4, 2), index, v[36])!;

            Assert.Equal(Value("", point), Value("Forward", point), 1e-12);
            Array gX = Array(new double[12], 3, 4);
            Array gT = Array(new double[24], 3, 4, 2);
            object?[] arguments =
            [
                Array(point[..12], 3, 4),
                Array(point[12..36], 3, 4, 2),
                index,
                point[36],
                gX,
                gT,
                0.0,
            ];
            compiled.Call("P", $"M{k}Gradient", arguments);
            double[] gradient = [.. gX.Cast<double>(), .. gT.Cast<double>(), (double)arguments[6]!];
            for (int i = 0; i < point.Length; i++)
            {
                double At(double h) => Value("", [.. point.Select((p, n) => n == i ? p + h : p)]);
                double difference = (At(1e-5) - At(-1e-5)) / 2e-5;
                Assert.True(
                    Math.Abs(difference - gradient[i]) < 1e-6 * (1 + Math.Abs(difference)),
                    $"{gradient[i]} for {difference} at {i}: {Bodies[k]}"
                );
            }
        }
    }

    private const string Copy = """
        [Differentiable]
        public static void Copy(double[,] X, double[,] Y)
        {
            for (int i = 0; i < X.GetLength(0); i++)
                for (int j = 0; j < X.GetLength(1); j++)
                    Y[i, j] = X[i, j] * X[i, j];
        }

        public static double[,] Backward(double[,] X, double[,] xGrad, double[,] yGrad)
        {
            var Y = new double[X.GetLength(0), X.GetLength(1)];
            var residuals = new CopyResiduals();
            CopyForward(X, Y, residuals);
            CopyBackward(X, Y, residuals, xGrad, yGrad);
            return Y;
        }

        public static void OtherShape()
        {
            var residuals = new CopyResiduals();
            CopyForward(new double[2, 3], new double[2, 3], residuals);
            CopyBackward(new double[3, 2], new double[3, 3], residuals, new double[3, 2], new double[3, 3]);
        }
        """;

    [Fact]
    public void A_backward_pass_adds_and_null_is_not_wanted()
    {
        Compiled compiled = Program(Generation.Scheduled, Copy);
        double[,] x =
        {
            { 1, 2 },
            { 3, 4 },
        };
        double[,] grad = (double[,])x.Clone();
        double[,] seed =
        {
            { 1, 0 },
            { 10, 100 },
        };

        compiled.Call("P", "Backward", x, grad, seed);

        Assert.Equal([3, 2, 63, 804], grad.Cast<double>());
        Assert.Equal([1, 0, 10, 100], seed.Cast<double>());
        compiled.Call("P", "Backward", x, grad, null);
        Assert.Equal([3, 2, 63, 804], grad.Cast<double>());
        Assert.Throws<ArgumentException>(() => compiled.Call("P", "Backward", x, null, seed));
        compiled.Call("P", "Backward", new double[0, 3], new double[0, 3], null);
        Assert.Throws<InvalidOperationException>(() => compiled.Call("P", "OtherShape"));
    }

    [Fact]
    public void Shapes_are_checked_on_entry()
    {
        Compiled compiled = Program(Generation.Scheduled, Copy);
        ArgumentException Thrown(string method, params object?[] arguments) =>
            Assert.ThrowsAny<ArgumentException>(() => compiled.Call("P", method, arguments));

        Assert.Contains(
            "'Y' has 1 element along axis 1",
            Thrown("CopyForward", new double[2, 3], new double[4, 1]).Message
        );
        Assert.Contains("'X' is null", Thrown("CopyForward", null, new double[4, 1]).Message);
        Array shifted = System.Array.CreateInstance(typeof(double), [2, 2], [1, 1]);
        Assert.Contains("'X' does not count from 0", Thrown("CopyForward", shifted, new double[4, 4]).Message);
        Assert.Contains(
            "'XGrad' has 3 elements along axis 0, but its parameter has 2",
            Thrown("Backward", new double[2, 3], new double[3, 2], null).Message
        );
        var x = new double[2, 3];
        Assert.Contains("share memory", Thrown("CopyForward", x, x).Message);
        Assert.Contains("share memory", Thrown("Backward", x, x, null).Message);
        var same = new double[2, 3];
        Assert.Contains("share memory", Thrown("Backward", x, same, same).Message);
    }

    private static Array Array(double[] values, params int[] shape)
    {
        var result = System.Array.CreateInstance(typeof(double), shape);
        Buffer.BlockCopy(values, 0, result, 0, values.Length * sizeof(double));
        return result;
    }
}
