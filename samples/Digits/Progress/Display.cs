using System;
using System.Collections.Generic;
using Spectre.Console;

namespace NeuralGen.Samples.Digits.Progress;

internal static class Display
{
    // Narrower, the live picture's lines would wrap, and redrawing in place would miss its beginning.
    private const int Narrow = 90;

    /// <summary>A live picture in a terminal; a line per epoch where the output goes to a file or a pipe.</summary>
    public static IDisplay Choose(Settings settings, IReadOnlyList<EpochResult> history) =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi || AnsiConsole.Profile.Width < Narrow
            ? new LineDisplay()
            : new LiveDisplay(history);
}
