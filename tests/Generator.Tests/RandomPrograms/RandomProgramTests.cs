using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Building;
using NeuralGen.Generator.Tests.RandomPrograms.Language;
using NeuralGen.Generator.Tests.RandomPrograms.Running;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Generator.Tests.RandomPrograms;

/// <summary>
/// Random loop nests before every oracle. NEURALGEN_PROGRAMS is how many (300), NEURALGEN_SEED the first one's seed: a
/// program that fails is run alone by its own seed and NEURALGEN_PROGRAMS=1.
/// </summary>
public class RandomProgramTests(ITestOutputHelper output)
{
    [Fact]
    public void Generated_code_agrees_with_every_oracle()
    {
        int count = Setting("NEURALGEN_PROGRAMS", 300);
        int seed = Setting("NEURALGEN_SEED", 1);

        Report report = Campaign.Run([.. Enumerable.Range(seed, count).Select(ProgramBuilder.Build)]);

        output.WriteLine(report.Tally.ToString());
        output.WriteLine(
            string.Join('\n', report.Refused.Select(r => $"seed {r.Program.Seed} is refused: {r.Reason}"))
        );
        Assert.True(report.Failures.IsEmpty, report.Describe());
        Assert.True(
            report.Refused.Length <= Math.Max(1, count / 20),
            "too many programs are refused:\n"
                + string.Join(
                    '\n',
                    report.Refused.Select(r => $"seed {r.Program.Seed}: {r.Reason}\n{Batch.Print(r.Program)}")
                )
        );
    }

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : fallback;
}
