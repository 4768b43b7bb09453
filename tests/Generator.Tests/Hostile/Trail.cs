using System;
using System.IO;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>What is being done, in the file that NEURALGEN_EDIT_TRAIL names: what brings the process down leaves no other trace.</summary>
internal static class Trail
{
    private static readonly string? _file = Environment.GetEnvironmentVariable("NEURALGEN_EDIT_TRAIL");

    public static void Enter(string stage, Edited edited)
    {
        if (_file is { Length: > 0 })
        {
            File.WriteAllText(_file, $"{stage} {edited.Number} ({edited.Group.Name})\n{edited.Body}\n");
        }
    }

    /// <summary>A failure, at once: a long run may not come to its end.</summary>
    public static void Found(Finding finding)
    {
        if (_file is { Length: > 0 })
        {
            File.AppendAllText($"{_file}.found", $"{finding}\n");
        }
    }

    public static void Reached(Tally tally)
    {
        if (_file is { Length: > 0 })
        {
            File.WriteAllText($"{_file}.tally", $"{tally}\n");
        }
    }
}
