using System.Globalization;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Numbers as C#, read back to the same bits, the same text on every runtime and in every culture.</summary>
internal static class Literals
{
    public static string Number(double value, ScalarType type) =>
        type switch
        {
            ScalarType.Float => Float((float)value),
            ScalarType.Double => Double(value),
            ScalarType.Bool => value != 0 ? "true" : "false",
            _ => ((long)value).ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>A string as a C# literal.</summary>
    public static string Text(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, true);

    private static string Float(float value)
    {
        if (float.IsNaN(value))
        {
            return "float.NaN";
        }

        if (float.IsInfinity(value))
        {
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        return Shortest(value, 6, 9, text => float.Parse(text, CultureInfo.InvariantCulture) == value) + "f";
    }

    private static string Double(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        string text = Shortest(value, 15, 17, t => double.Parse(t, CultureInfo.InvariantCulture) == value);
        return text.IndexOf('.') < 0 && text.IndexOf('E') < 0 ? text + ".0" : text;
    }

    // "R" is not the shortest text on every runtime that hosts a compiler; trying the precisions is.
    private static string Shortest(double value, int from, int to, System.Func<string, bool> readsBack)
    {
        if (value == 0)
        {
            return System.BitConverter.DoubleToInt64Bits(value) < 0 ? "-0" : "0";
        }

        string text = "";
        for (int digits = from; digits <= to; digits++)
        {
            text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (Overflows(text, to) || !readsBack(text))
            {
                continue;
            }

            return text;
        }

        return text;
    }

    // Fewer digits may round the largest number up to infinity, which older runtimes refuse to parse.
    private static bool Overflows(string text, int digits)
    {
        double largest = digits == 9 ? float.MaxValue : double.MaxValue;
        string limit = largest.ToString("G17", CultureInfo.InvariantCulture);
        string exponent = digits == 9 ? "E+38" : "E+308";
        return text.EndsWith(exponent, System.StringComparison.Ordinal)
            && string.CompareOrdinal(text.TrimStart('-'), limit) > 0;
    }
}
