using System;

namespace NeuralGen;

/// <summary>One derivative that was checked: of one element of a parameter, or along one random direction.</summary>
/// <param name="Parameter">The parameter's name, or <c>direction</c>.</param>
/// <param name="Index">The element's position in its parameter, row by row, or the number of the direction.</param>
/// <param name="Name">Both for a reader: <c>W[2, 3]</c>, <c>direction 4</c>.</param>
/// <param name="Analytic">The derivative that is claimed.</param>
/// <param name="Numeric">The central difference, of the step that comes closest.</param>
/// <param name="RelativeError">
/// |analytic − numeric| / max(|analytic|, |numeric|, floor), the floor being 1e-3 of the loss or of the largest
/// derivative: what is smaller drowns in the rounding of the loss.
/// </param>
/// <param name="Left">The difference quotient to the left, of the smallest step.</param>
/// <param name="Right">The difference quotient to the right, of the smallest step.</param>
/// <param name="AtKink">
/// Whether the two disagree however small the step: the point is at a kink, where there is no derivative to compare.
/// </param>
public sealed record GradientCheckComponent(
    string Parameter,
    int Index,
    string Name,
    double Analytic,
    double Numeric,
    double RelativeError,
    double Left,
    double Right,
    bool AtKink
)
{
    internal bool IsDirection => Parameter == Direction;

    internal const string Direction = "direction";

    /// <summary>The component in one line.</summary>
    public override string ToString() =>
        AtKink
            ? FormattableString.Invariant(
                $"{Name}: at a kink, {Left:G6} to the left, {Right:G6} to the right, analytic {Analytic:G6}"
            )
            : FormattableString.Invariant(
                $"{Name}: analytic {Analytic:G9}, numeric {Numeric:G9}, relative error {RelativeError:E2}"
            );
}
