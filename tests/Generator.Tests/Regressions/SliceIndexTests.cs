using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>The subscript that is checked against a slice's own length is brought back with the one in the whole array.</summary>
public class SliceIndexTests
{
    private static readonly string[] Bodies =
    [
        "static void Smooth(Span<double> now, ReadOnlySpan<double> last, double f) { for (int i = 1; i < now.Length; i++) now[i] += f * last[i - 1] * now[i - 1]; } Smooth(x.AsSpan(3), y, y[0]); return x[n] * x[3];",
        "var w = x.AsSpan(2, 5); int i = 1; while (i < w.Length) { w[i] *= w[i - 1] * y[i]; i += 2; } return x[0] + w[3] * w[1];",
        "var w = x.AsSpan(1); double s = 0; int k = 0; for (int i = 0; i < 5; i++) { s += w[k] * w[k] * y[i]; if (x[i] > 0) k++; } return s * s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void The_gradient_is_right(string generation) => Meaning.Agree(Bodies, generation);
}
