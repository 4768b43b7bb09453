using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;

namespace NeuralGen.Samples.Lectures;

/// <summary>A row while it runs: the settings it may read, the figures it reached, the pictures it drew.</summary>
internal sealed class Row(Lecture lecture, int seed, bool full)
{
    private readonly List<Finding> _findings = [];
    private readonly List<Figure> _figures = [];

    public Lecture Lecture => lecture;

    /// <summary>Whether the long training is asked for.</summary>
    public bool Full => full;

    /// <summary>Decides everything random.</summary>
    public int Seed => seed;

    public TimeSpan Duration { get; set; }

    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>Whether something was judged, and nothing failed.</summary>
    public bool Ok => _findings.Any(finding => finding.Ok is not null) && _findings.All(finding => finding.Ok != false);

    /// <summary>A generator of random numbers, the same at each call and in each run.</summary>
    public Random NewRandom(int stream = 0) => new(1000 * Seed + stream);

    /// <summary>Says something that is not judged.</summary>
    public void Say(string text) => _findings.Add(new Finding(text, null));

    /// <summary>A fact that must hold.</summary>
    public void Holds(string fact, bool holds) => _findings.Add(new Finding(fact, holds));

    /// <summary>A figure that must not exceed its bar.</summary>
    public void AtMost(string what, double value, double bar) =>
        Holds($"{what}: {value:G4} (at most {bar:G4})", value <= bar);

    /// <summary>A figure that must reach its bar.</summary>
    public void AtLeast(string what, double value, double bar) =>
        Holds($"{what}: {value:G4} (at least {bar:G4})", value >= bar);

    /// <summary>A count that must be all there are.</summary>
    public void All(string what, int count, int of) => Holds($"{what}: {count} of {of}", count == of);

    /// <summary>Generated gradients beside central differences.</summary>
    public void Gradients(string what, GradientCheckResult check) =>
        Holds(
            $"{what}, gradient check: {check.Checked} derivatives, largest relative error "
                + $"{check.Worst?.RelativeError ?? 0:G2} (at most {check.Tolerance:G2})",
            check.Passed
        );

    /// <summary>A picture, or some side by side, with what they show.</summary>
    public void Draw(string caption, params IEnumerable<string> pictures) =>
        _figures.Add(new Figure(caption, [.. pictures]));
}
