using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>Divides several groups in one proportion.</summary>
internal static class Stratification
{
    /// <summary>The number of the class of each example: 0, 1, … in the order in which classes come.</summary>
    public static int[] Groups(int[] labels)
    {
        var numbers = new Dictionary<int, int>();
        return Array.ConvertAll(
            labels,
            label =>
            {
                numbers.TryAdd(label, numbers.Count);
                return numbers[label];
            }
        );
    }

    /// <summary>The size of each group.</summary>
    public static int[] Sizes(int[] groups)
    {
        int count = 0;
        foreach (int group in groups)
            count = Math.Max(count, group + 1);
        int[] sizes = new int[count];
        foreach (int group in groups)
            sizes[group]++;
        return sizes;
    }

    /// <summary>
    /// Whole shares that are a fraction of each size, rounded so that they sum to a total: what is lost by rounding down goes
    /// to the groups that lost most.
    /// </summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="available">What there is of each: a share is not larger.</param>
    /// <param name="fraction">The fraction.</param>
    /// <param name="total">The sum of the shares, not more than there is.</param>
    public static int[] Divide(int[] sizes, int[] available, double fraction, int total)
    {
        int[] shares = new int[sizes.Length];
        double[] lost = new double[sizes.Length];
        int left = total;
        for (int i = 0; i < sizes.Length; i++)
        {
            double exact = sizes[i] * fraction;
            shares[i] = Math.Min((int)exact, available[i]);
            lost[i] = exact - shares[i];
            left -= shares[i];
        }
        int[] order = new int[sizes.Length];
        Shuffling.Identity(order);
        Array.Sort(order, (a, b) => lost[a] != lost[b] ? lost[b].CompareTo(lost[a]) : a.CompareTo(b));
        while (left > 0)
            foreach (int i in order)
                if (left > 0 && shares[i] < available[i])
                {
                    shares[i]++;
                    left--;
                }
        return shares;
    }

    /// <summary>What is left of each.</summary>
    public static int[] Difference(int[] sizes, int[] shares)
    {
        int[] left = new int[sizes.Length];
        for (int i = 0; i < left.Length; i++)
            left[i] = sizes[i] - shares[i];
        return left;
    }
}
