using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>What became of an edited body.</summary>
internal enum Fate
{
    /// <summary>The compiler has an error of its own.</summary>
    DoesNotCompile,

    /// <summary>NeuralGen says what it does not accept.</summary>
    Refused,

    /// <summary>It runs too long, or runs into an exception, as written.</summary>
    DoesNotEnd,

    /// <summary>Value and gradient are right.</summary>
    Right,

    /// <summary>The value is right; the point is a kink, or not finite, or the program is no program over dual numbers.</summary>
    ValueIsRight,

    /// <summary>Rounding alone changes the result.</summary>
    IllConditioned,

    /// <summary>What must not happen.</summary>
    Failed,
}

internal sealed record Finding(Edited Edited, string Failure)
{
    public override string ToString() => $"{Edited.Number} ({Edited.Group.Name}): {Failure}\n{Edited.Body}\n";
}

internal sealed class Tally
{
    private readonly Dictionary<Fate, int> _counts = [];
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public int this[Fate fate] => _counts.GetValueOrDefault(fate);

    /// <summary>The longest time that one body took to be parsed and its code to be generated.</summary>
    public TimeSpan Slowest { get; set; }

    public void Add(Edited edited, Fate fate, string failure = "")
    {
        _counts[fate] = this[fate] + 1;
        if (fate == Fate.Failed)
        {
            _findings.Add(new Finding(edited, failure));
            Trail.Found(_findings[^1]);
        }
    }

    public override string ToString() =>
        FormattableString.Invariant(
            $"{_counts.Values.Sum()} edited bodies: {string.Join(", ", Enum.GetValues<Fate>().Select(f => $"{this[f]} {f}"))}; the slowest took {Slowest.TotalMilliseconds:F0} ms"
        );
}
