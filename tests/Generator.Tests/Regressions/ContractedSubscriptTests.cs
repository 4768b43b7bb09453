using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Regressions;

/// <summary>
/// An array of subscripts that became a register was still read as an array where it stood inside the subscript of an element. Found
/// by a random program.
/// </summary>
public class ContractedSubscriptTests
{
    private static readonly string[] Bodies =
    [
        "int c = 0; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { ref double r = ref x[c % 4]; r += y[j]; c += 1; x[c % 3 + 4] += x[i + j]; } return x[0] * x[1] + x[4] * x[5];",
        "int c = 0; for (int i = 0; i < n; i++) { for (int j = 0; j < n; j++) { int p = c % 5; c += j; x[p] += y[j]; x[c % n] = x[i] * 0.5; } } return x[0] * x[1] + x[2] * x[3];",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Subscripts_in_registers(bool scheduled) =>
        Assert.Equal(
            "",
            Meaning.Failures(
                Bodies,
                scheduled ? Generation.Scheduled : Generation.Unscheduled,
                attributes: "Differentiable, Checkpoint"
            )
        );
}
