using System;
using System.Linq;
using NeuralGen.Generator.Emission;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>Conditions and values that differ from lane to lane because they depend on the loop's index.</summary>
public class LaneNumberTests
{
    private const string Method = """
        [Differentiable]
        public static void F(ReadOnlySpan<float> x, float[] y, int k)
        {
            for (int i = 0; i < x.Length; i++)
                y[i] = (i < k ? x[i] : 3 - x[i]) + (i == k ? 10f : 0f) + (i != k && i >= 3 ? 100f : 0f)
                    + (x.Length - i > k ? 1000f : 0f) + (float)i + (float)(2 * i - k);
        }
        """;

    private const string Run = """
        public static float[] Run(float[] x, int k, bool own)
        {
            var y = new float[x.Length];
            if (own) F(x, y, k); else FForward(x, y, k);
            return y;
        }
        """;

    private static readonly Lazy<Compiled> s_compiled = new(Compile);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(50)]
    public void The_index_in_conditions_and_values(int length)
    {
        float[] x = Enumerable.Range(0, length).Select(i => 0.25f * i).ToArray();
        var run = s_compiled.Value.Delegate<Func<float[], int, bool, float[]>>("C", "Run");
        foreach (int k in new[] { -(1 << 28), -1, 0, 5, 15, 16, 20, 49, 1 << 28 })
        {
            Assert.Equal(run(x, k, true), run(x, k, false));
        }
    }

    private static Compiled Compile()
    {
        Derivative derivative = Pipeline.Differentiate(Parsing.Parsing.Parse(Method), scheduled: false);
        string generated = Emitter.Emit(
            derivative with
            {
                Augmented = derivative.Augmented.Map(s => s is For loop ? loop with { Vectorized = true } : s),
            }
        );
        Assert.Contains("Lane.CreateSequence", generated, StringComparison.Ordinal);
        string source = $"{Parsing.Parsing.Usings}public static partial class C {{ {Method} {Run} }}";
        return Compiler.Compile([source, generated], generation: Generation.None);
    }
}
