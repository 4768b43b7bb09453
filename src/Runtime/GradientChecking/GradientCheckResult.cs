using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NeuralGen;

/// <summary>What <see cref="GradientCheck"/> found.</summary>
public sealed class GradientCheckResult
{
    private const int Shown = 5;

    internal GradientCheckResult(List<GradientCheckComponent> components, GradientCheckOptions options)
    {
        Checked = components.Count;
        Tolerance = options.Tolerance;
        Kinks = components.Where(c => c.AtKink).ToArray();
        Failures = components
            .Where(c => !c.AtKink && c.RelativeError > options.Tolerance)
            .OrderBy(c => c.IsDirection)
            .ThenByDescending(c => c.RelativeError)
            .ToArray();
        // A component says more than a direction, to which all of them contribute.
        Worst = Failures.Count > 0 ? Failures[0] : components.Where(c => !c.AtKink).MaxBy(c => c.RelativeError);
        Passed = Failures.Count == 0 && (Kinks.Count == 0 || options.AllowKinks);
    }

    /// <summary>Whether every derivative was right to the tolerance, and none was at a kink.</summary>
    public bool Passed { get; }

    /// <summary>The number of derivatives that were looked at: components and directions.</summary>
    public int Checked { get; }

    /// <summary>The largest relative error that passes.</summary>
    public double Tolerance { get; }

    /// <summary>
    /// The component with the largest relative error, or the direction where no component is wrong; null where none
    /// could be judged.
    /// </summary>
    public GradientCheckComponent? Worst { get; }

    /// <summary>What is wrong: components, worst first, then directions.</summary>
    public IReadOnlyList<GradientCheckComponent> Failures { get; }

    /// <summary>What could not be judged because the point is at a kink.</summary>
    public IReadOnlyList<GradientCheckComponent> Kinks { get; }

    /// <summary>Throws where the check has not passed.</summary>
    /// <exception cref="InvalidOperationException">It has not; the message is <see cref="ToString"/>.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
            throw new InvalidOperationException(ToString());
    }

    /// <summary>A report of a few lines: the verdict, the worst component, the first failures and kinks.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            FormattableString.Invariant(
                $"gradient check {(Passed ? "passed" : "failed")}: {Failures.Count} of {Checked} derivatives wrong, "
            )
        );
        text.Append(FormattableString.Invariant($"{Kinks.Count} at a kink; tolerance {Tolerance:E1}"));
        if (Worst is not null)
            text.Append("\n  worst: ").Append(Worst);
        foreach (GradientCheckComponent failure in Failures.Skip(1).Take(Shown))
            text.Append("\n  wrong: ").Append(failure);
        foreach (GradientCheckComponent kink in Kinks.Take(Shown))
            text.Append("\n  not judged: ").Append(kink);
        if (Kinks.Count > 0)
            text.Append("\n  there is no derivative at a kink: check at another point, or set AllowKinks");
        return text.ToString();
    }
}
