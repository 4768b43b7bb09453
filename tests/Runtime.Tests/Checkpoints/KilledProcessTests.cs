using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Checkpoints;

/// <summary>
/// A process that saves checkpoints is killed at random moments: the file is always whole. NEURALGEN_KILLS says how often,
/// 10 by default.
/// </summary>
public class KilledProcessTests(ITestOutputHelper output)
{
    private const int MostMilliseconds = 150;

    [Fact]
    public void Killed_process_leaves_the_old_or_the_new_file_whole()
    {
        int kills = int.Parse(
            Environment.GetEnvironmentVariable("NEURALGEN_KILLS") ?? "10",
            CultureInfo.InvariantCulture
        );
        using var folder = new TemporaryFolder();
        string path = folder["run.safetensors"];
        var random = new Random();
        (int old, int fresh, int halfWritten) = (0, 0, 0);
        for (int kill = 0; kill < kills; kill++)
        {
            long said = RunAndKill(path, TimeSpan.FromMilliseconds(random.NextDouble() * MostMilliseconds));
            if (File.Exists(path) || said > 0)
            {
                long step = new CheckpointLoop().LoadWhole(path);
                // Saved, but killed before it could say so.
                Assert.InRange(step, said, said + 1);
                (old, fresh) = step == said ? (old + 1, fresh) : (old, fresh + 1);
            }
            // Each was being written when the process was killed.
            foreach (string leftover in Directory.GetFiles(folder.Path, "*.tmp"))
            {
                halfWritten++;
                File.Delete(leftover);
            }
            Assert.True(Directory.GetFiles(folder.Path).Length <= 1);
        }
        output.WriteLine($"{kills} kills: the last file that was reported {old} times, the next one {fresh} times;");
        output.WriteLine($"{halfWritten} times a file was being written.");
        Assert.True(kills < 100 || halfWritten > 0, "The process was never killed while it was writing.");
    }

    // The last step that it said was saved.
    private static long RunAndKill(string path, TimeSpan delay)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(KilledProcessTests).Assembly.Location, CheckpointLoop.Command, path]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string? line = process.StandardOutput.ReadLine();
        if (line is null)
            throw new InvalidOperationException($"The process ended: {errors.Result}");
        Thread.Sleep(delay);
        process.Kill();
        process.WaitForExit();
        long said = long.Parse(line, CultureInfo.InvariantCulture);
        // A line that was cut off by the kill has no end.
        string rest = process.StandardOutput.ReadToEnd();
        foreach (
            string number in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
        )
            said = long.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal("", errors.Result);
        return said;
    }
}
