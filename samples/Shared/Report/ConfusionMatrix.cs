using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Report;

/// <summary>How often each class was taken for each.</summary>
internal static class ConfusionMatrix
{
    // Names of more letters need more width than a telephone has: the table is scrolled there.
    private const int LongName = 3;

    /// <summary>A table: a row for each class that was shown, a column for each answer.</summary>
    /// <param name="predictions">The answers.</param>
    /// <param name="names">The classes' names.</param>
    public static string Table(Prediction[] predictions, IReadOnlyList<string> names)
    {
        var counts = new int[names.Count, names.Count];
        foreach (Prediction prediction in predictions)
            counts[prediction.Actual, prediction.Predicted]++;

        string style = names.Any(name => name.Length > LongName) ? "confusion named" : "confusion";
        var html = new StringBuilder($"<div class=\"wide\"><table class=\"{style}\"><thead><tr><th></th>");
        foreach (string name in names)
            html.Append(CultureInfo.InvariantCulture, $"<th>{name}</th>");
        html.Append("<th class=\"recall\">found</th></tr></thead><tbody>");
        for (int actual = 0; actual < names.Count; actual++)
        {
            int total = Enumerable.Range(0, names.Count).Sum(predicted => counts[actual, predicted]);
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{names[actual]}</th>");
            for (int predicted = 0; predicted < names.Count; predicted++)
                html.Append(Cell(counts[actual, predicted], total, names[actual], names[predicted]));
            string found = total == 0 ? "–" : ReportPage.Text($"{100.0 * counts[actual, actual] / total:F0} %");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"recall\">{found}</td></tr>");
        }
        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Cell(int count, int total, string actual, string predicted)
    {
        if (count == 0)
            return "<td class=\"none\">·</td>";
        (string kind, double share) = (actual == predicted ? "right" : "wrong", count / (double)total);
        // A single mistake must be seen beside many hits: mistakes have a scale of their own.
        if (actual != predicted)
            share = Math.Min(1, 0.08 + 1.6 * Math.Sqrt(share));
        return ReportPage.Text(
            $"<td class=\"{kind}\" style=\"--share:{share:F2}\" title=\"{count} × {actual} taken for {predicted}\">{count}</td>"
        );
    }
}
