using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>What a method never looks at may be null, as in the method itself.</summary>
public class UnusedTests
{
    private const string Source = """
        public static partial class P
        {
            [Differentiable]
            public static double F(double[] x, double[] a, Tensor<double> X, double[,] M, int[] k, double[] y)
            {
                for (int i = 0; i < x.Length; i++)
                    y[i] = x[i] * x[i];
                return y[0];
            }

            public static double Gradient(double[] x, double[] xGrad, double[] aGrad, Tensor<double> X, double[,] mGrad)
            {
                return FGradient(x, null!, X, null!, null!, new double[x.Length], xGrad, aGrad, mGrad, default);
            }

            public static void Backward(double[] x, double[] xGrad)
            {
                var y = new double[x.Length];
                var residuals = new FResiduals();
                FForward(x, null!, null!, null!, null!, y, residuals);
                FBackward(x, null!, null!, null!, null!, y, residuals, 1, xGrad, default, null, default);
            }
        }
        """;

    [Fact]
    public void What_is_never_used_may_be_null()
    {
        Compiled compiled = Compiler.Compile(Parsing.Parsing.Usings + Source);
        double[] x = [3, 4];
        var gradient = new double[2];
        var unused = new double[2, 2];
        unused[0, 0] = 5;

        Assert.Equal(9.0, compiled.Call("P", "FForward", x, null, null, null, null, new double[2]));
        Assert.Equal(9.0, compiled.Call("P", "Gradient", x, gradient, new double[3], null, unused));
        Assert.Equal([6, 0], gradient);
        Assert.Equal(0, unused[0, 0]);

        Tensor<double> tensor = Tensor<double>.Wrap([7], 1);
        tensor.Grad = Tensor<double>.Wrap([8], 1);
        Assert.Equal(9.0, compiled.Call("P", "Gradient", x, gradient, null, tensor, null));
        Assert.Equal([0], tensor.Grad.ToArray());

        compiled.Call("P", "Backward", x, gradient);
        Assert.Equal([12, 0], gradient);
    }
}
