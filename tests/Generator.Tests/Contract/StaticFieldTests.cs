using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

public class StaticFieldTests
{
    private const string Source = """
        namespace Physics
        {
            public static class Table
            {
                public const double Two = 2;
                public static readonly double Rate = 3;
                internal static readonly double[] Weights = { 1, 10, 100 };
                public static readonly int[,] Order = { { 2, 0 }, { 1, 2 } };
            }
        }

        public static class Generic<T> { public static readonly double Rate = 7; }

        public partial class P
        {
            private static readonly double rate = 5;
            private static readonly double[] s_own = { 1, 2, 3 };

            [Differentiable]
            public static double F(double[] x)
            {
                double s = 0;
                for (int i = 0; i < Physics.Table.Weights.Length; i++)
                    s += Physics.Table.Weights[i] * s_own[i] * x[i] * x[i];
                for (int i = 0; i < Physics.Table.Order.GetLength(0); i++)
                    s += x[Physics.Table.Order[i, 0]] * x[Physics.Table.Order[i, 1]];
                return s * Physics.Table.Rate * Physics.Table.Two + Generic<int>.Rate * x[0];
            }

            // The parameter hides the static field, in an instance method.
            [Differentiable]
            private double Hidden(double rate) => P.rate * rate * rate;

            public static double Gradient(double[] x, double[] xGrad) => FGradient(x, xGrad);

            public static double HiddenSlope(double x) { new P().HiddenGradient(x, out double slope); return slope; }
        }
        """;

    [Fact]
    public void Static_fields_are_constants()
    {
        Compiled compiled = Compiler.Compile(Parsing.Parsing.Usings + Source);
        double[] x = [2, 3, 5];
        var gradient = new double[3];

        object? value = compiled.Call("P", "Gradient", x, gradient);

        Assert.Equal(compiled.Call("P", "F", x), value);
        Assert.Equal(6 * (4 + 5) + 7, gradient[0], 1e-12);
        Assert.Equal(6 * (120 + 5), gradient[1], 1e-12);
        Assert.Equal(6 * (3000 + 2 + 3), gradient[2], 1e-12);
        Assert.Equal(40.0, compiled.Call("P", "HiddenSlope", 4.0));
    }
}
