using System;
using DiffEngine;

namespace NeuralGen.Generator.Tests.Snapshots;

/// <summary>Opens the developer's diff tool, where there is a developer.</summary>
internal static class DiffTool
{
    public static void Open(string received, string verified)
    {
        if (!Interactive)
        {
            return;
        }

        DiffRunner.Launch(received, verified);
    }

    // DiffEngine knows most build servers; CI=true is the rest of them, and a redirected console has nobody to look.
    private static bool Interactive =>
        !DiffRunner.Disabled
        && !BuildServerDetector.Detected
        && Environment.GetEnvironmentVariable("CI") is null
        && (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("DISPLAY") is not null);
}
