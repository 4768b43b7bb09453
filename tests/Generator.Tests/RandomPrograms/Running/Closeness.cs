using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>How far two outcomes are apart, buffer by buffer, and the words for it.</summary>
internal static class Closeness
{
    /// <summary>Null where each number differs by no more than the tolerance times the largest of its buffer (at least 1).</summary>
    public static string? Compare(
        LoopProgram program,
        IReadOnlyList<double[]?> actual,
        IReadOnlyList<double[]?> expected,
        double tolerance,
        IReadOnlyList<double>? allowed = null
    )
    {
        for (int i = 0; i < actual.Count; i++)
        {
            if (actual[i] is not { } a || expected[i] is not { } e || a.Length == 0)
            {
                continue;
            }

            double scale = 1 + e.Max(Math.Abs);
            for (int k = 0; k < a.Length; k++)
            {
                double off = Math.Abs(a[k] - e[k]);
                if (!a[k].Equals(e[k]) && !(off <= (tolerance * scale) + (allowed?[i] ?? 0)))
                {
                    return FormattableString.Invariant(
                        $"{program.Parameters[i].Name}[{k}] is {a[k]:R}, expected {e[k]:R}"
                    );
                }
            }
        }

        return null;
    }

    public static string? Compare(double actual, double expected, double tolerance) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= tolerance * (1 + Math.Abs(expected))
            ? null
            : FormattableString.Invariant($"the result is {actual:R}, expected {expected:R}");

    /// <summary>The largest distance in each buffer.</summary>
    public static double[] Distances(IReadOnlyList<double[]?> left, IReadOnlyList<double[]?> right) =>
        [
            .. left.Zip(
                right,
                (l, r) => l is null || r is null || l.Length == 0 ? 0 : l.Zip(r, (a, b) => Math.Abs(a - b)).Max()
            ),
        ];
}
