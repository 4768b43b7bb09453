using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>What must hold of arrays of arrays on entry: the shape of a gradient, and which rows may be the same array.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JaggedRows
{
    // Rows by reference; emptied after each use.
    [ThreadStatic]
    private static Dictionary<object, int>? t_known;

    /// <summary>Throws where a gradient is not of the shape of its parameter.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The parameter.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="method">The method that was called.</param>
    /// <param name="parameter">The gradient parameter.</param>
    /// <exception cref="ArgumentException">Numbers of rows or lengths differ, or a row is null.</exception>
    public static void Shape<T>(T[][] rows, T[][] gradient, string method, string parameter)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Length != rows.Length)
            throw new ArgumentException(
                Text($"{method}: '{parameter}' has {gradient.Length} rows, but its parameter {rows.Length}"),
                parameter
            );
        for (int row = 0; row < rows.Length; row++)
        {
            if (gradient[row] is not { } own || own.Length != rows[row].Length)
                throw new ArgumentException(
                    Text($"{method}: row {row} of '{parameter}' must have {rows[row].Length} elements"),
                    parameter
                );
        }
    }

    /// <summary>Throws where a row and other memory overlap.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="name">Their name.</param>
    /// <param name="other">The other memory.</param>
    /// <param name="otherName">Its name.</param>
    /// <param name="method">The method that was called.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Overlap<T>(T[][] rows, string name, ReadOnlySpan<byte> other, string otherName, string method)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (T[] row in rows)
            Guard.Overlap(MemoryMarshal.AsBytes<T>(row), name, other, otherName, method);
    }

    /// <summary>Throws where a row of one is a row of the other.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Rows.</param>
    /// <param name="aName">Their name.</param>
    /// <param name="b">Other rows.</param>
    /// <param name="bName">Their name.</param>
    /// <param name="method">The method that was called.</param>
    /// <exception cref="ArgumentException">They share one.</exception>
    public static void Apart<T>(T[][] a, string aName, T[][] b, string bName, string method)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Dictionary<object, int> known = Known(a);
        T[]? shared = null;
        foreach (T[] row in b)
        {
            if (row.Length > 0 && known.ContainsKey(row))
                shared = row;
        }

        known.Clear();
        if (shared is not null)
            Guard.Overlap<T>(shared, aName, shared, bName, method);
    }

    /// <summary>Throws where two rows are the same array.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="name">Their name.</param>
    /// <param name="method">The method that was called.</param>
    /// <exception cref="ArgumentException">There are such rows.</exception>
    public static void Distinct<T>(T[][] rows, string name, string method)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        Dictionary<object, int> known = Known(rows);
        T[]? twice = null;
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row].Length > 0 && known[rows[row]] != row)
                twice = rows[row];
        }

        known.Clear();
        if (twice is not null)
            Guard.Overlap<T>(twice, name, twice, name, method);
    }

    /// <summary>Throws where two rows share their gradient, but are not the same array themselves.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Rows.</param>
    /// <param name="aGradient">Their gradient.</param>
    /// <param name="b">The same or other rows.</param>
    /// <param name="bGradient">Their gradient.</param>
    /// <param name="names">The names of the two gradients.</param>
    /// <param name="method">The method that was called.</param>
    /// <exception cref="ArgumentException">There are such rows.</exception>
    public static void Gradients<T>(
        T[][] a,
        T[][] aGradient,
        T[][] b,
        T[][] bGradient,
        (string A, string B) names,
        string method
    )
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(aGradient);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(bGradient);
        Dictionary<object, int> known = Known(aGradient);
        T[]? shared = null;
        for (int row = 0; row < bGradient.Length; row++)
        {
            T[] own = bGradient[row];
            if (own.Length > 0 && known.TryGetValue(own, out int first) && !ReferenceEquals(a[first], b[row]))
                shared = own;
        }

        known.Clear();
        if (shared is not null)
            Guard.Overlap<T>(shared, names.A, shared, names.B, method);
    }

    /// <summary>Sets all elements to 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The rows.</param>
    public static void Clear<T>(T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (T[] row in rows)
            Array.Clear(row);
    }

    /// <summary>Each row, with its first position.</summary>
    private static Dictionary<object, int> Known<T>(T[][] rows)
    {
        Dictionary<object, int> known = t_known ??= new(ReferenceEqualityComparer.Instance);
        known.Clear();
        for (int row = 0; row < rows.Length; row++)
            known.TryAdd(rows[row], row);
        return known;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
