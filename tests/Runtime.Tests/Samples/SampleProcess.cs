using System;
using System.Diagnostics;
using System.IO;

namespace NeuralGen.Tests.Samples;

/// <summary>A sample as a user starts it, its output going to a pipe.</summary>
internal static class SampleProcess
{
    /// <summary>How it is started.</summary>
    /// <param name="sample">The sample's folder.</param>
    /// <param name="program">The assembly's name.</param>
    /// <param name="arguments">The command line.</param>
    public static ProcessStartInfo Start(string sample, string program, params string[] arguments)
    {
        // tests/Runtime.Tests/bin/Release/net10.0/ → samples/Digits/bin/Release/net10.0/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string root = own.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        string path = Path.Combine(root, "samples", sample, "bin", own.Parent.Name, own.Name, $"{program}.dll");
        return new ProcessStartInfo("dotnet", [path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>Runs it to its end.</summary>
    public static (int Code, string Output, string Error) Run(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
