using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>How many elements a private buffer has, as C#.</summary>
internal static class BufferLength
{
    public static string Of(Buffer buffer, IndexPrinter printer)
    {
        List<IndexExpr> extents = Enumerable.Range(0, buffer.Rank).Select(buffer.Extent).ToList();
        IEnumerable<string> factors = extents.Select(e => Size(e, printer, buffer.Rank > 1));
        if (Largest(extents) is { } largest)
        {
            factors = factors.Where((_, axis) => extents[axis].AsConstant() is null).Prepend(largest);
        }

        return $"checked({string.Join(" * ", factors)})";
    }

    // The constants in one, where C# would say that their product is no int.
    private static string? Largest(IEnumerable<IndexExpr> extents)
    {
        double product = extents.Aggregate(1.0, (p, e) => p * (e.AsConstant() ?? 1));
        return product <= int.MaxValue
            ? null
            : $"unchecked((nint){((long)System.Math.Min(product, 1L << 62)).ToString(System.Globalization.CultureInfo.InvariantCulture)})";
    }

    // A trip count may be negative: no trips.
    private static string Size(IndexExpr extent, IndexPrinter printer, bool isFactor)
    {
        bool isNatural = extent.Terms.All(t => t.Coefficient > 0 && t.Atoms.All(a => a is ExtentAtom));
        return isNatural
            ? printer.Print(extent, isFactor ? Precedence.Multiplicative : Precedence.Lowest)
            : $"global::System.Math.Max(0, {printer.Print(extent)})";
    }
}
