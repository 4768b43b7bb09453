using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.FashionMnist.Report;

/// <summary>Writes one HTML file that holds all it shows: it opens without a network.</summary>
internal static class ReportWriter
{
    private const int MostMistakes = 60;

    public static void Write(
        string path,
        Settings settings,
        Training training,
        TrainingResult result,
        Prediction[] predictions
    )
    {
        var values = new Dictionary<string, string>
        {
            ["accuracy"] = Text($"{100 * Prediction.Accuracy(predictions):F1}"),
            ["network"] = settings.Network == NetworkKind.Mlp ? "784 – 256 – 128 – 10" : "LeNet-5",
            ["parameters"] = Text($"{training.Model.Parameters.Sum(parameter => parameter.Length)}"),
            ["training"] = Text($"{training.TrainingCount}"),
            ["validation"] = Text($"{training.ValidationCount}"),
            ["test"] = Text($"{predictions.Length}"),
            ["epochs"] = Text($"{result.History.Count}"),
            ["best"] = Text($"{result.BestEpoch}"),
            ["seed"] = Text($"{settings.Seed}"),
            ["seconds"] = Text($"{result.History.Sum(epoch => epoch.Seconds):F1}"),
            ["mistakes"] = Text($"{predictions.Count(prediction => !prediction.IsRight)}"),
            ["confusion"] = Confusion(predictions),
            ["gallery"] = Gallery(predictions, training.Pictures),
            ["history"] = History(result.History),
            ["uPlot.js"] = Resource("uPlot.js"),
            ["uPlot.css"] = Resource("uPlot.css"),
            ["uPlot.license"] = Resource("uPlot.license"),
            ["report.css"] = Resource("report.css"),
            ["report.js"] = Resource("report.js"),
        };
        File.WriteAllText(path, Fill(Resource("report.html"), values), new UTF8Encoding(false));
    }

    private static string Confusion(Prediction[] predictions)
    {
        IReadOnlyList<string> names = NeuralGen.FashionMnist.ClassNames;
        ILookup<(int, int), Prediction> pairs = predictions.ToLookup(p => (p.Actual, p.Predicted));
        var html = new StringBuilder("<table class=\"confusion\"><thead><tr><th></th>");
        foreach (string name in names)
            html.Append(CultureInfo.InvariantCulture, $"<th title=\"{name}\">{name[..3]}</th>");
        html.Append("</tr></thead><tbody>");
        for (int actual = 0; actual < names.Count; actual++)
        {
            int total = predictions.Count(p => p.Actual == actual);
            html.Append(CultureInfo.InvariantCulture, $"<tr><th title=\"{names[actual]}\">{names[actual][..3]}</th>");
            for (int predicted = 0; predicted < names.Count; predicted++)
            {
                int count = pairs[(actual, predicted)].Count();
                double share = Math.Sqrt(count / (double)Math.Max(1, total));
                string kind =
                    count == 0 ? "none"
                    : actual == predicted ? "right"
                    : "wrong";
                string text = count == 0 ? "·" : Text($"{count}");
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<td class=\"{kind}\" style=\"--share:{share:F2}\">{text}</td>"
                );
            }
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    // The mistakes of which the network was most sure.
    private static string Gallery(Prediction[] predictions, Dataset<float> pictures)
    {
        var html = new StringBuilder();
        foreach (
            Prediction p in predictions.Where(p => !p.IsRight).OrderByDescending(p => p.Confidence).Take(MostMistakes)
        )
        {
            ReadOnlySpan<float> pixels = pictures
                .Inputs.AsSpan()
                .Slice(p.Row * NeuralGen.FashionMnist.Pixels, NeuralGen.FashionMnist.Pixels);
            string source = Bitmap.DataAddress(pixels, NeuralGen.FashionMnist.Side);
            string actual = NeuralGen.FashionMnist.ClassNames[p.Actual];
            string predicted = NeuralGen.FashionMnist.ClassNames[p.Predicted];
            html.Append(
                CultureInfo.InvariantCulture,
                $"<figure><img src=\"{source}\" alt=\"{actual}\"><figcaption><b>{actual}</b> taken for "
            );
            html.Append(
                CultureInfo.InvariantCulture,
                $"<b class=\"bad\">{predicted}</b><span>{100 * p.Confidence:F0} % sure</span></figcaption></figure>"
            );
        }
        return html.ToString();
    }

    private static string History(IReadOnlyList<EpochResult> history)
    {
        string Row(Func<EpochResult, double> value) =>
            $"[{string.Join(",", history.Select(epoch => value(epoch).ToString("R", CultureInfo.InvariantCulture)))}]";

        return $"{{epoch:{Row(e => e.Epoch)},"
            + $"loss:[{Row(e => e.TrainingLoss)},{Row(e => e.ValidationLoss)}],"
            + $"accuracy:[{Row(e => 1 - e.TrainingError)},{Row(e => 1 - e.ValidationError)}]}}";
    }

    // {{name}} in the page stands for a value. What is filled in is not searched again: the script has braces too.
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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportWriter).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
