using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>A local array of a size below zero: what is computed of it is that of an empty one.</summary>
public class NegativeSizeTests
{
    private const string Source = """
        using System; using NeuralGen;
        public static partial class P
        {
            [Differentiable]
            public static double M(double[] x, double a, int n)
            {
                double[] t = new double[n];
                for (int i = 0; i < n; i++) t[i] = x[i] * a;
                double s = a;
                for (int i = 0; i < n; i++) s += t[i] * t[n - 1 - i];
                return s;
            }
        }
        """;

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Is_an_empty_array(string generation)
    {
        Compiled compiled = Compiler.Compile(Source, generation: Enum.Parse<Generation>(generation));
        foreach (int n in new[] { 0, -1, -7, int.MinValue + 1 })
        {
            Assert.Equal(0.5, compiled.Call("P", "MForward", new double[3], 0.5, n));
        }

        Assert.Throws<OverflowException>(() => compiled.Call("P", "M", new double[3], 0.5, -1));
    }
}
