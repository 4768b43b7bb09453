using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>A tensor of which only the span of all elements is used may have any number of axes.</summary>
public class FlatTensorTests
{
    private const string Source = """
        public static partial class P
        {
            [Differentiable]
            public static double Norm(Tensor<double> X, Tensor<double> W)
            {
                var x = X.AsSpan();
                double s = X.Length;
                for (int i = 0; i < x.Length; i++)
                    s += x[i] * x[i] * W.AsSpan().Slice(1)[i];
                return s;
            }

            static double First(Tensor<double> U) { var V = U; return V[1, 0] * V.Dim(1); }

            [Differentiable]
            public static double Twice(Tensor<double> X) { var Y = X; return First(Y) * Y[0, 1]; }
        }
        """;

    [Fact]
    public void Its_elements_count_row_by_row()
    {
        Compiled compiled = Compiler.Compile(Parsing.Parsing.Usings + Source);
        Tensor<double> x = Tensor<double>.Wrap([1, 2, 3, 4], 2, 2);
        Tensor<double> w = Tensor<double>.Wrap([0, 1, 10, 100, 1000], 1, 5, 1);
        x.Grad = new Tensor<double>(2, 2);

        Assert.Equal(4 + 1 + 40 + 900 + 16000.0, compiled.Call("P", "NormGradient", x, w));
        Assert.Equal([2, 40, 600, 8000], x.Grad.ToArray());
        Assert.Equal(compiled.Call("P", "Norm", x, w), compiled.Call("P", "NormForward", x, w));

        Assert.Equal(12.0, compiled.Call("P", "TwiceGradient", x));
        Assert.Equal([0, 6, 4, 0], x.Grad.ToArray());
    }
}
