using System;
using System.Collections.Generic;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>The choices that random programs are made of.</summary>
internal static class Chance
{
    public static bool Percent(this Random random, int percent) => random.Next(100) < percent;

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>One of several, as often as its weight says.</summary>
    public static T Weighted<T>(this Random random, params (int Weight, T Item)[] choices)
    {
        int total = 0;
        foreach ((int weight, _) in choices)
        {
            total += weight;
        }

        int at = random.Next(total);
        foreach ((int weight, T item) in choices)
        {
            if ((at -= weight) < 0)
            {
                return item;
            }
        }

        throw new InvalidOperationException();
    }
}
