using System;
using System.Globalization;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.RandomPrograms.Building;
using Xunit;

namespace NeuralGen.Generator.Tests.RandomPrograms;

/// <summary>Integers hold what C# holds, whatever overflows. NEURALGEN_INTEGERS is how many bodies (60), NEURALGEN_SEED the first one's seed.</summary>
public class RandomIntegerTests
{
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Lose_the_digits_that_they_lose_in_the_method(string generation) =>
        Meaning.Agree(
            [
                .. Enumerable
                    .Range(Setting("NEURALGEN_SEED", 1), Setting("NEURALGEN_INTEGERS", 60))
                    .Select(IntegerBuilder.Build),
            ],
            generation
        );

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : fallback;
}
