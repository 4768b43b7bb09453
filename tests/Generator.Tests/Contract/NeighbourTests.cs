using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>
/// Memory beside a buffer is nobody's to touch: an element that a condition keeps from being read gets no gradient, not even a
/// zero. Negative zeros stand guard: adding a zero makes positive ones of them.
/// </summary>
public class NeighbourTests
{
    private const int Size = 21;
    private const int Margin = 40;

    private static readonly string[] Bodies =
    [
        "double s = 0; for (int i = 0; i < x.Length; i++) s += (i > 0 ? x[i - 1] : 0) * x[i]; return s;",
        "double s = 0; for (int i = 0; i < x.Length; i++) { double l = 0; if (i > 0) l = x[i - 1]; double r = 0; if (i + 1 < x.Length) r = x[i + 1]; s += l * r - x[i]; } return s;",
        "double s = 0; for (int i = 0; i < x.Length; i++) for (int k = -3; k <= 3; k++) s += i + k >= 0 && i + k < x.Length ? x[i + k] * x[i] : 0; return s;",
        "double s = 0; for (int i = 0; i < x.Length; i++) { if (i >= 9) s += x[i - 9] * x[i]; else s += 2 * x[i]; } return s;",
        "double s = 0; for (int t = 0; t < 3; t++) for (int i = 0; i < x.Length; i++) s = 0.5 * s + (i + 20 < x.Length ? x[i + 20] * s : x[i]); return s;",
        "double s = 0; int i = 0; while (i < x.Length) { s += (i > 4 ? x[i - 5] * s : 0) + x[i]; i++; } return s;",
    ];

    private delegate double Gradient(Span<double> x, Span<double> xGrad);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Gradients_stay_inside_their_buffers(string generation)
    {
        string methods = string.Concat(
            Bodies.Select((b, k) => $"[Differentiable] public static double M{k}(Span<double> x) {{ {b} }}\n")
        );
        Compiled compiled = Compiler.Compile(
            $"using System; using NeuralGen; public static partial class P {{ {methods} }}",
            generation: Enum.Parse<Generation>(generation)
        );
        for (int k = 0; k < Bodies.Length; k++)
        {
            double[] values = [.. Enumerable.Repeat(-0.0, Size + (2 * Margin))];
            double[] gradients = [.. values];
            for (int i = 0; i < Size; i++)
            {
                values[Margin + i] = Math.Sin(i + k);
            }

            compiled.Delegate<Gradient>("P", $"M{k}Gradient")(
                values.AsSpan(Margin, Size),
                gradients.AsSpan(Margin, Size)
            );
            bool isUntouched = gradients
                .Where((_, i) => i < Margin || i >= Margin + Size)
                .All(g => BitConverter.DoubleToInt64Bits(g) == BitConverter.DoubleToInt64Bits(-0.0));
            Assert.True(isUntouched, Bodies[k]);
        }
    }
}
