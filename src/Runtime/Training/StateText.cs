using System;
using System.Globalization;

namespace NeuralGen;

/// <summary>Numbers as text that gives back the same bits: what a short state is saved as.</summary>
internal static class StateText
{
    /// <summary>The numbers, separated by spaces.</summary>
    public static string Join(params ReadOnlySpan<double> numbers)
    {
        string[] words = new string[numbers.Length];
        for (int i = 0; i < words.Length; i++)
            words[i] = numbers[i].ToString("R", CultureInfo.InvariantCulture);
        return string.Join(' ', words);
    }

    /// <summary>The numbers of a text.</summary>
    /// <param name="state">The text.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="FormatException">There are more or fewer, or something else.</exception>
    public static double[] Split(string state, int count)
    {
        ArgumentNullException.ThrowIfNull(state);
        string[] words = state.Split(' ');
        if (words.Length != count)
            throw new FormatException(
                FormattableString.Invariant($"'{state}' holds {words.Length} numbers, not {count}.")
            );
        return Array.ConvertAll(words, word => Number(word, state));
    }

    /// <summary>A number that counts something.</summary>
    /// <param name="number">The number.</param>
    /// <param name="state">The text that it comes from.</param>
    /// <exception cref="FormatException">It is negative, too large or no whole number.</exception>
    public static int Count(double number, string state) =>
        number is >= 0 and <= int.MaxValue && number == Math.Truncate(number)
            ? (int)number
            : throw new FormatException(FormattableString.Invariant($"In '{state}', {number} counts nothing."));

    private static double Number(string word, string state) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new FormatException($"In '{state}', '{word}' is no number.");
}
