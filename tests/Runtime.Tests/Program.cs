using System;
using NeuralGen.Tests.Checkpoints;

namespace NeuralGen.Tests;

/// <summary>The tests are run by their host. As a program, the assembly is the process that a test kills.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is [CheckpointLoop.Command, var path])
            CheckpointLoop.Run(path);
        Console.Error.WriteLine("These are tests: run them by `dotnet test`.");
        return 1;
    }
}
