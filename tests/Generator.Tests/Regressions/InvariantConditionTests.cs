using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>
/// A condition in which the loop's index stands on both sides is the same for every lane; it was once compared lane by lane
/// as if the right side rose. Found by a random program.
/// </summary>
public class InvariantConditionTests
{
    private const string Source = """
        using NeuralGen;

        namespace P
        {
            internal static partial class C
            {
                [Differentiable]
                public static void Same(float[] x, float[] y)
                {
                    for (int i = 0; i < x.Length; i++)
                        y[i] = (i >= i ? 2 * x[i] : 0f) + (i != i ? 100f : 1f);
                }

                [Differentiable]
                public static void Shifted(float[] x, float[] y, int n)
                {
                    for (int i = 0; i < x.Length; i++)
                        y[i] = i + n > i ? x[i] : -x[i];
                }
            }
        }
        """;

    private static readonly float[] _x = [.. Enumerable.Range(1, 37).Select(i => (float)i)];

    [Fact]
    public void An_index_against_itself()
    {
        var y = new float[_x.Length];
        Compile().Call("P.C", "SameForward", _x, y);
        Assert.Equal(_x.Select(x => (2 * x) + 1), y);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-3)]
    public void An_index_against_itself_and_a_parameter(int n)
    {
        var y = new float[_x.Length];
        Compile().Call("P.C", "ShiftedForward", _x, y, n);
        Assert.Equal(_x.Select(x => n > 0 ? x : -x), y);
    }

    private static Compiled Compile() =>
        Compiler.Compile(
            Source.Replace(
                "using NeuralGen;",
                "#pragma warning disable CS1718\nusing NeuralGen;",
                System.StringComparison.Ordinal
            )
        );
}
