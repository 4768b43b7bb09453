using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NeuralGen.Samples.Digits.Progress;

/// <summary>A bar, the present figures and the course of the accuracy, redrawn in place after each epoch.</summary>
internal sealed class LiveDisplay : IDisplay
{
    private const int Width = 40;
    private const string Levels = "▁▂▃▄▅▆▇█";

    private readonly int _epochs;
    private readonly List<Epoch> _history = [];
    private int _lines;

    public LiveDisplay(int epochs)
    {
        _epochs = epochs;
        AnsiConsole.Cursor.Hide();
        // Whoever ends the program early gets the cursor back.
        Console.CancelKeyPress += (_, _) => AnsiConsole.Cursor.Show();
    }

    public void Show(Epoch epoch)
    {
        _history.Add(epoch);
        if (_lines > 0)
            AnsiConsole.Cursor.MoveUp(_lines);
        IRenderable[] rows = [Bar(epoch), Figures(epoch), Course()];
        AnsiConsole.Write(new Rows(rows));
        _lines = rows.Length;
    }

    public void Dispose() => AnsiConsole.Cursor.Show();

    private Markup Bar(Epoch epoch)
    {
        int full = Width * epoch.Number / _epochs;
        string bar = new string('━', full);
        string rest = new string('━', Width - full);
        return new Markup(
            FormattableString.Invariant($"[green]{bar}[/][grey]{rest}[/] epoch {epoch.Number}/{_epochs}   ")
        );
    }

    private static Markup Figures(Epoch epoch) =>
        new(
            FormattableString.Invariant($"training  loss [yellow]{epoch.TrainingLoss:F4}[/]  accuracy ")
                + FormattableString.Invariant($"[yellow]{epoch.TrainingAccuracy:P1}[/]    test  loss ")
                + FormattableString.Invariant(
                    $"[aqua]{epoch.TestLoss:F4}[/]  accuracy [aqua]{epoch.TestAccuracy:P1}[/]   "
                )
        );

    // The last epochs' test accuracy, from 0.8 to 1, where it matters.
    private Markup Course()
    {
        string course = string.Concat(
            _history.TakeLast(Width).Select(e => Levels[(int)Math.Clamp((e.TestAccuracy - 0.8) / 0.2 * 8, 0, 7)])
        );
        return new Markup($"[aqua]{course}[/]");
    }
}
