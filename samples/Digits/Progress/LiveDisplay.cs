using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NeuralGen.Samples.Digits.Progress;

/// <summary>A bar, the present figures and the course of the accuracy, redrawn in place while the training goes on.</summary>
internal sealed class LiveDisplay : IDisplay
{
    private const int Width = 40;
    private const string Levels = "▁▂▃▄▅▆▇█";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<EpochResult> _history;
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private int _lines;

    public LiveDisplay(IEnumerable<EpochResult> history)
    {
        _history = [.. history];
        AnsiConsole.Cursor.Hide();
    }

    public void Report(TrainingProgress value)
    {
        if (value.Result is { } epoch)
            _history.Add(epoch);
        else if (_sinceShown.Elapsed < Pause)
            return;
        _sinceShown.Restart();
        if (_lines > 0)
            AnsiConsole.Cursor.MoveUp(_lines);
        IRenderable[] rows = [Bar(value), Figures(), Course()];
        AnsiConsole.Write(new Rows(rows));
        _lines = rows.Length;
    }

    public void Dispose() => AnsiConsole.Cursor.Show();

    private static Markup Bar(TrainingProgress value)
    {
        double done = (value.Epoch - 1 + value.Batch / (double)value.Batches) / value.Epochs;
        int full = (int)(Width * done);
        string bar = new string('━', full);
        string rest = new string('━', Width - full);
        return new Markup(
            FormattableString.Invariant($"[green]{bar}[/][grey]{rest}[/] epoch {value.Epoch}/{value.Epochs}   ")
        );
    }

    private Markup Figures()
    {
        if (_history.Count == 0)
            return new Markup(" ");
        EpochResult epoch = _history[^1];
        return new Markup(
            FormattableString.Invariant($"training  loss [yellow]{epoch.TrainingLoss:F4}[/]  accuracy ")
                + FormattableString.Invariant($"[yellow]{1 - epoch.TrainingError:P1}[/]    validation  loss ")
                + FormattableString.Invariant(
                    $"[aqua]{epoch.ValidationLoss:F4}[/]  accuracy [aqua]{1 - epoch.ValidationError:P1}[/]   "
                )
        );
    }

    // The last epochs' accuracy, from 0.8 to 1, where it matters.
    private Markup Course()
    {
        string course = string.Concat(
            _history.TakeLast(Width).Select(e => Levels[(int)Math.Clamp((1 - e.ValidationError - 0.8) / 0.2 * 8, 0, 7)])
        );
        return new Markup(course.Length == 0 ? " " : $"[aqua]{course}[/]");
    }
}
