using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>A loop that is known never to run leaves nothing: a lane loop for it would be code that the compiler calls unreachable.</summary>
public class EmptyLoopTests
{
    private static readonly string[] Bodies =
    [
        "for (int i = 0; i < n; i++) for (int q = 0; q < 0; q++) { x[i] *= x[i] + y[i]; x[i] *= x[i]; } return x[0] + x[1] * x[n - 1];",
        "double s = a; for (int i = n; i < n; i++) s += x[i] * s; return s * s;",
        "double m = a; for (int i = 3; i > 5; i -= 2) m = Math.Max(m, x[i]); return m * x[0];",
        "var w = new double[n]; for (int q = 2; q < 1; q++) w[q] = x[q]; return w[0] + a * a;",
        "for (int q = 0; q < 0; q++) a = x[q]; return a;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void They_leave_nothing(string generation) => Meaning.Agree(Bodies, generation);
}
