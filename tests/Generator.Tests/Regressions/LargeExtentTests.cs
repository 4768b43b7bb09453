using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

public class LargeExtentTests
{
    /// <summary>The constant sizes of a kept array have a product that is no int: it compiles, and would throw when it ran.</summary>
    [Fact]
    public void Sizes_beyond_an_int_compile() =>
        Compiler.Compile(
            """
            using NeuralGen;
            static partial class P
            {
                [Differentiable]
                static double M(double[] x, double[] y)
                {
                    double s = 0;
                    for (int o = 0; o < 2; o++)
                        for (int i = 0; i < 2147483647; i++)
                            foreach (double z in y)
                                for (int j = 0; j < 2; j++)
                                {
                                    double u = 0;
                                    for (int p = 0; p < 3; p++)
                                        u += x[i + 2 * j + p] * y[3 * o + p];
                                    s += u * u;
                                }

                    return s;
                }
            }
            """
        );
}
