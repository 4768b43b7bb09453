using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Samples.Lectures.Book;

/// <summary>Small pictures of weights and pixels.</summary>
internal static class Images
{
    /// <summary>Pixels 0 to 1, dark on light.</summary>
    public static string Gray(IEnumerable<double> pixels, int width, string title = "") =>
        Pixels.Gray([.. pixels.Select(p => (float)p)], width, title, "pixels");

    /// <summary>Weights, blue below and red above 0; the strongest has the full colour.</summary>
    public static string Signed(IEnumerable<double> weights, int width, string title = "", bool large = false)
    {
        float[] values = [.. weights.Select(w => (float)w)];
        float full = values.Max(Math.Abs);
        return Pixels.Signed(values, width, full, title, large ? "pixels large" : "pixels");
    }

    /// <summary>The columns of a matrix as pictures, the strongest first: what each unit of a layer looks for.</summary>
    public static IEnumerable<string> Columns(Tensor weights, int width, int most) =>
        Enumerable
            .Range(0, weights.Dim(1))
            .Select(unit => Enumerable.Range(0, weights.Dim(0)).Select(j => weights[j, unit]).ToArray())
            .OrderByDescending(column => column.Sum(w => w * w))
            .Take(most)
            .Select(column => Signed(column, width));
}
