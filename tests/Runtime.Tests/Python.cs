using System;
using System.Diagnostics;
using System.IO;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests;

/// <summary>Runs a Python script as an oracle.</summary>
internal static class Python
{
    private const string Path = "/usr/bin/python3";

    /// <summary>Runs a script.</summary>
    /// <returns>What it printed; null, with the reason in the test's output, without Python or one of its modules.</returns>
    public static string? Run(ITestOutputHelper output, string script, params string[] arguments)
    {
        if (!File.Exists(Path))
        {
            output.WriteLine($"skipped: there is no {Path}");
            return null;
        }
        var start = new ProcessStartInfo(Path, ["-", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        // A script may be longer than an argument.
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && errors.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal))
        {
            output.WriteLine($"skipped: {errors.Result.TrimEnd()}");
            return null;
        }
        Assert.True(process.ExitCode == 0, errors.Result);
        return text;
    }
}
