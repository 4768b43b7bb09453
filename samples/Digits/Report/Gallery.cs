using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Digits.Report;

/// <summary>The pictures of the report.</summary>
internal static class Gallery
{
    /// <summary>The pictures that were misread, the most confident mistakes first.</summary>
    public static string Mistakes(Prediction[] predictions, Dataset<float> data)
    {
        var html = new StringBuilder();
        foreach (Prediction p in Prediction.Mistakes(predictions))
        {
            ReadOnlySpan<float> pixels = data.Inputs.AsSpan().Slice(p.Row * UciDigits.Pixels, UciDigits.Pixels);
            html.Append("<figure>").Append(Pixels.Gray(pixels, UciDigits.Side, $"a {p.Actual}, read as {p.Predicted}"));
            html.Append(
                CultureInfo.InvariantCulture,
                $"<figcaption><b>{p.Actual}</b> read as <b class=\"bad\">{p.Predicted}</b>"
            );
            html.Append(
                CultureInfo.InvariantCulture,
                $"<span>{100 * p.Confidence:F0} % sure</span></figcaption></figure>"
            );
        }
        return html.Length > 0 ? html.ToString() : "<p>None: every held-out picture was read correctly.</p>";
    }

    /// <summary>What each hidden unit looks for: its 64 weights, on one scale for all units.</summary>
    public static string Units(Tensor<float> weight)
    {
        // A few weights are much larger than the others: the strongest hundredth shares the full colour.
        float[] strengths = weight.ToArray().Select(Math.Abs).Order().ToArray();
        float full = strengths[strengths.Length * 99 / 100];
        int units = weight.Dim(1);
        var own = new float[UciDigits.Pixels];
        var html = new StringBuilder();
        // Strong units first: weak ones, that learned little, gather at the end.
        foreach (int unit in Enumerable.Range(0, units).OrderByDescending(unit => Strength(weight, unit)))
        {
            for (int pixel = 0; pixel < own.Length; pixel++)
                own[pixel] = weight[pixel, unit];
            html.Append(Pixels.Signed(own, UciDigits.Side, full, FormattableString.Invariant($"unit {unit}")));
        }
        return html.ToString();
    }

    private static double Strength(Tensor<float> weight, int unit)
    {
        double square = 0;
        for (int pixel = 0; pixel < weight.Dim(0); pixel++)
            square += (double)weight[pixel, unit] * weight[pixel, unit];
        return square;
    }
}
