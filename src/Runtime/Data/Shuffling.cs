using System;

namespace NeuralGen;

/// <summary>Random orders. The algorithm is written out, so that a seed means the same order in every .NET version.</summary>
internal static class Shuffling
{
    /// <summary>0, 1, 2, …</summary>
    public static void Identity(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
    }

    /// <summary>Fisher and Yates's: every order is equally likely.</summary>
    public static void Shuffle(Span<int> order, Random random)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
