using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>How closely <see cref="GradientCheck"/> looks.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>The largest relative error that passes; 1e-6 by default.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>
    /// The steps ε that are tried, largest first, as multiples of max(1, |x|); 1e-3 to 1e-7 by default. A large step
    /// has the error of truncation, a small one that of rounding, so no single one serves every component.
    /// </summary>
    public IReadOnlyList<double> Steps { get; init; } = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7];

    /// <summary>The number of random directions, each with random signs; 8 by default.</summary>
    public int Directions { get; init; } = 8;

    /// <summary>
    /// The number of components that are checked one by one, chosen at random where there are more; all by default.
    /// </summary>
    public int MaxComponents { get; init; } = int.MaxValue;

    /// <summary>The seed of the random directions and choices; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Whether a check passes although some components were at a kink and could not be judged; false by default.
    /// </summary>
    public bool AllowKinks { get; init; }

    internal void Validate()
    {
        if (!(Tolerance > 0))
            throw new ArgumentException(FormattableString.Invariant($"Tolerance is {Tolerance}, not positive."));
        if (Steps is null || Steps.Count < 2)
            throw new ArgumentException("Steps has fewer than two entries.");
        for (int k = 0; k < Steps.Count; k++)
            if (!(Steps[k] > 0) || (k > 0 && Steps[k] >= Steps[k - 1]))
                throw new ArgumentException(
                    FormattableString.Invariant($"Steps[{k}] is {Steps[k]}; the steps must be positive and fall.")
                );
        if (Directions < 0)
            throw new ArgumentException(FormattableString.Invariant($"Directions is {Directions}, not 0 or more."));
        if (MaxComponents < 0)
            throw new ArgumentException(
                FormattableString.Invariant($"MaxComponents is {MaxComponents}, not 0 or more.")
            );
    }
}
