using System;
using System.Globalization;
using System.Text;

namespace NeuralGen;

/// <summary>What is said and checked about shapes.</summary>
internal static class Extents
{
    /// <summary>The number of elements of a shape.</summary>
    /// <exception cref="ArgumentException">An extent is negative, or an array cannot hold that many.</exception>
    public static int Product(int[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long product = 1;
        bool empty = false;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            int extent = shape[axis];
            if (extent < 0)
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"The extent of axis {axis} is negative: {extent}."),
                    nameof(shape)
                );
            // Zeros are left out, so that the product of any of the extents fits, whatever the order of them.
            if (extent == 0)
                empty = true;
            else if ((product *= extent) > Array.MaxLength)
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The shape {Text(shape)} has more elements than an array can hold, {Array.MaxLength}."
                    ),
                    nameof(shape)
                );
        }
        return empty ? 0 : (int)product;
    }

    /// <summary>A shape as text: [2, 3].</summary>
    public static string Text(ReadOnlySpan<int> shape)
    {
        var text = new StringBuilder("[");
        for (int axis = 0; axis < shape.Length; axis++)
            text.Append(axis == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{shape[axis]}");
        return text.Append(']').ToString();
    }
}
