using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Digits.Report;

/// <summary>How often each digit was taken for each.</summary>
internal static class ConfusionMatrix
{
    public static string Table(Prediction[] predictions)
    {
        var counts = new int[UciDigits.Classes, UciDigits.Classes];
        foreach (Prediction prediction in predictions)
            counts[prediction.Actual, prediction.Predicted]++;

        var html = new StringBuilder("<table class=\"confusion\"><thead><tr><th></th>");
        for (int digit = 0; digit < UciDigits.Classes; digit++)
            html.Append(CultureInfo.InvariantCulture, $"<th>{digit}</th>");
        html.Append("<th class=\"recall\">found</th></tr></thead><tbody>");
        for (int actual = 0; actual < UciDigits.Classes; actual++)
        {
            int total = Enumerable.Range(0, UciDigits.Classes).Sum(digit => counts[actual, digit]);
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{actual}</th>");
            for (int predicted = 0; predicted < UciDigits.Classes; predicted++)
                html.Append(Cell(counts[actual, predicted], total, actual, predicted));
            string found =
                total == 0 ? "–" : FormattableString.Invariant($"{100.0 * counts[actual, actual] / total:F0} %");
            html.Append($"<td class=\"recall\">{found}</td></tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private static string Cell(int count, int total, int actual, int predicted)
    {
        if (count == 0)
            return "<td class=\"none\">·</td>";
        string kind = actual == predicted ? "right" : "wrong";
        // A single mistake must be seen beside dozens of hits: mistakes have a scale of their own.
        double share = actual == predicted ? count / (double)total : Math.Min(1, 0.35 + 0.2 * (count - 1));
        return FormattableString.Invariant(
            $"<td class=\"{kind}\" style=\"--share:{share:F2}\" title=\"{count} × {actual} read as {predicted}\">{count}</td>"
        );
    }
}
