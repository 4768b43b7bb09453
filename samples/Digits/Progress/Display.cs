using System;
using Spectre.Console;

namespace NeuralGen.Samples.Digits.Progress;

internal static class Display
{
    /// <summary>A live picture in a terminal; a line per epoch where the output goes to a file or a pipe.</summary>
    public static IDisplay Choose(Settings settings) =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi
            ? new LineDisplay(settings.Epochs)
            : new LiveDisplay(settings.Epochs);
}
