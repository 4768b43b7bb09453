using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Report;

/// <summary>Writes one HTML file that holds all it shows: it opens without a network.</summary>
internal static class ReportPage
{
    private static readonly string[] Parts = ["uPlot.js", "uPlot.css", "uPlot.license", "report.css", "report.js"];

    /// <summary>Fills the sample's <c>report.html</c>.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="values">What stands for <c>{{name}}</c> in it; style, script and curves are added.</param>
    /// <param name="history">The epochs, for the curves of loss and accuracy.</param>
    public static void Write(string path, Dictionary<string, string> values, IReadOnlyList<EpochResult> history)
    {
        foreach (string part in Parts)
            values[part] = Resources.Read(part);
        values["history"] = Script(history);
        File.WriteAllText(path, Fill(Resources.Read("report.html"), values), new UTF8Encoding(false));
    }

    /// <summary>A text that is the same in every language.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Script(IReadOnlyList<EpochResult> history)
    {
        string Row(Func<EpochResult, double> value) =>
            $"[{string.Join(",", history.Select(epoch => value(epoch).ToString("R", CultureInfo.InvariantCulture)))}]";

        return $"{{epoch:{Row(e => e.Epoch)},"
            + $"loss:[{Row(e => e.TrainingLoss)},{Row(e => e.ValidationLoss)}],"
            + $"accuracy:[{Row(e => 1 - e.TrainingError)},{Row(e => 1 - e.ValidationError)}]}}";
    }

    // What is filled in is not searched again: the script has braces too.
    private static string Fill(string page, Dictionary<string, string> values)
    {
        var filled = new StringBuilder();
        int done = 0;
        while (page.IndexOf("{{", done, StringComparison.Ordinal) is var open and >= 0)
        {
            int close = page.IndexOf("}}", open, StringComparison.Ordinal);
            filled.Append(page, done, open - done).Append(values[page[(open + 2)..close]]);
            done = close + 2;
        }
        return filled.Append(page, done, page.Length - done).ToString();
    }
}
