using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>
/// A condition on the index of a vectorized loop, in what only a wanted gradient needs: the numbers of the lanes were once
/// not declared there. Found by a random program.
/// </summary>
public class WantedConditionTests
{
    private const string Source = """
        using NeuralGen;

        namespace P
        {
            internal static partial class C
            {
                [Differentiable]
                public static void M(Tensor<float> A, Tensor<float> b, Tensor<float> D, int[] at)
                {
                    var u0 = new Tensor<float>(A.Dim(1));
                    if (2f < 0.3f)
                    {
                        for (int i = 0; i < b.Dim(0); i++)
                            for (int j = 0; j < D.Dim(0); j++)
                                for (int k = 0; k < D.Dim(2); k++)
                                    D[k, 2 * j + 2, j] = 0.5f * (k + 2 < at.Length ? u0[k + 2] : b[0]);
                    }
                    else
                    {
                        for (int i = 0; i < A.Dim(1); i++)
                            u0[i] = b[i];
                    }
                }
            }
        }
        """;

    [Fact]
    public void The_numbers_of_the_lanes_are_declared() =>
        Compiler.Compile(
            Source.Replace(
                "using NeuralGen;",
                "#pragma warning disable CS0162\nusing NeuralGen;",
                System.StringComparison.Ordinal
            )
        );
}
