using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Oracles;

/// <summary>
/// The runtime's own nests, taken from its source and turned from float into double: their generated gradients against
/// differences of the nests themselves.
/// </summary>
public class RuntimeNestTests
{
    private const string Map = """
            public static double Value(double[] x, double[] s)
            {
                var y = new double[x.Length];
                Apply(x, y);
                return Sum(y, s);
            }

            public static void Slope(double[] x, double[] s, double[] slope)
            {
                var y = new double[x.Length];
                var residuals = new ApplyResiduals();
                ApplyForward(x, y, residuals);
                ApplyBackward(x, y, residuals, slope, s);
            }
        """;

    // x holds the input [3, 5], the weights [5, 4] and the biases [4].
    private const string Dense = """
            private Tensor<double> Weight { get; init; }
            private Tensor<double> Bias { get; init; }

            public static double Value(double[] x, double[] s)
            {
                var nest = new Nest { Weight = Part(x, 15, 5, 4), Bias = Part(x, 35, 4) };
                var y = new Tensor<double>(3, 4);
                nest.Affine(Part(x, 0, 3, 5), y);
                return Sum(y.ToArray(), s);
            }

            public static void Slope(double[] x, double[] s, double[] slope)
            {
                var nest = new Nest { Weight = Part(x, 15, 5, 4), Bias = Part(x, 35, 4) };
                Tensor<double> input = Part(x, 0, 3, 5), y = Tensor<double>.Parameter(3, 4);
                s.AsSpan(0, 12).CopyTo(y.Grad.AsSpan());
                var residuals = new AffineResiduals();
                nest.AffineForward(input, y, residuals);
                nest.AffineBackward(input, y, residuals);
                input.Grad.AsSpan().CopyTo(slope);
                nest.Weight.Grad.AsSpan().CopyTo(slope.AsSpan(15));
                nest.Bias.Grad.AsSpan().CopyTo(slope.AsSpan(35));
            }

            private static Tensor<double> Part(double[] x, int start, params int[] shape)
            {
                Tensor<double> part = Tensor<double>.Parameter(shape);
                x.AsSpan(start, part.Length).CopyTo(part.AsSpan());
                return part;
            }
        """;

    // x holds the logits [3, 13].
    private const string Loss = """
            private static readonly int[] Labels = [12, 0, 5];

            public static double Value(double[] x, double[] s) =>
                s[0] * NegativeLogLikelihood(Tensor<double>.Wrap(x, 3, 13), Labels);

            public static void Slope(double[] x, double[] s, double[] slope)
            {
                Tensor<double> logits = Tensor<double>.Parameter(3, 13);
                x.CopyTo(logits.AsSpan());
                var residuals = new NegativeLogLikelihoodResiduals();
                NegativeLogLikelihoodForward(logits, Labels, residuals);
                NegativeLogLikelihoodBackward(logits, Labels, residuals, s[0]);
                logits.Grad.AsSpan().CopyTo(slope);
            }
        """;

    [Theory]
    [InlineData("Layers/Relu.cs", Map, 37)]
    [InlineData("Layers/Sigmoid.cs", Map, 37)]
    [InlineData("Layers/Tanh.cs", Map, 37)]
    [InlineData("Layers/Dense.cs", Dense, 39)]
    [InlineData("Losses/SoftmaxCrossEntropy.cs", Loss, 39)]
    public void In_double_the_gradient_is_what_differences_show(string file, string wrapper, int length)
    {
        Compiled nest = Compiler.Compile(
            $$"""
            using System;
            using NeuralGen;
            public sealed partial class Nest
            {
            {{DoublePrecision.Rewrite(NestOf(file))}}
            {{wrapper}}
                private static double Sum(double[] y, double[] s)
                {
                    double sum = 0;
                    for (int i = 0; i < y.Length; i++)
                        sum += y[i] * s[i];
                    return sum;
                }
            }
            """
        );
        var value = nest.Delegate<Func<double[], double[], double>>("Nest", "Value");
        var slope = nest.Delegate<Action<double[], double[], double[]>>("Nest", "Slope");
        var random = new Random(5);
        double[] x = [.. Enumerable.Range(0, length).Select(_ => (4 * random.NextDouble()) - 2)];
        double[] s = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        var found = new double[length];
        slope(x, s, found);
        for (int i = 0; i < length; i++)
        {
            double At(double h)
            {
                double[] moved = [.. x];
                moved[i] += h;
                return value(moved, s);
            }

            Verdict verdict = Difference.Check(At, found[i], Math.Abs(found[i]), Math.Abs(At(0)) + 1);
            Assert.True(
                verdict.Equals(Verdict.Agrees),
                $"{file}: component {i} is {found[i]:R}, differences show {verdict}"
            );
        }
    }

    /// <summary>The text of the file's one differentiable method.</summary>
    private static string NestOf(string file)
    {
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/Runtime", file);
        SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot();
        return root.DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .Single(m => m.AttributeLists.ToString().Contains("[Differentiable", StringComparison.Ordinal))
            .ToFullString();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
