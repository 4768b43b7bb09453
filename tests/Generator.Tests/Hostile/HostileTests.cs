using System;
using System.Globalization;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>
/// Bodies of the other tests, edited at random. The outcome is a right gradient, a diagnostic of NeuralGen's, or an error of the compiler's:
/// never an exception, a second of work, or generated code that does not compile. NEURALGEN_EDITS is how many (300), NEURALGEN_EDIT_SEED the
/// number of the first one.
/// </summary>
public class HostileTests(ITestOutputHelper output)
{
    private const int BatchSize = 150;

    [Fact]
    public void Edited_bodies_do_no_harm()
    {
        int count = Setting("NEURALGEN_EDITS", 300);
        int first = Setting("NEURALGEN_EDIT_SEED", 1);
        var tally = new Tally();
        int batches = 0;
        foreach (int[] numbers in Enumerable.Range(first, count).Chunk(BatchSize))
        {
            foreach (IGrouping<Group, Edited> edited in numbers.Select(Edited.Make).GroupBy(e => e.Group))
            {
                // Each form in turn.
                new Batch(edited.Key, scheduled: batches++ % 3 != 2, tally).Run(edited);
            }

            Trail.Reached(tally);
        }

        output.WriteLine(tally.ToString());
        Assert.True(tally.Findings.Count == 0, $"{tally}\n{string.Join('\n', tally.Findings)}");
        Assert.True(tally[Fate.Right] * 10 > count, "too few edited bodies can be differentiated");
    }

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : fallback;
}
