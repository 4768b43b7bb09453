using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Digits.Report;

/// <summary>Writes one HTML file that holds all it shows: it opens without a network.</summary>
internal static class ReportWriter
{
    public static void Write(string path, Training training, TrainingResult result, Prediction[] predictions)
    {
        Settings settings = training.Settings;
        int parameters = training.Network.Layers.Parameters.Sum(parameter => parameter.Length);
        int mistakes = predictions.Count(prediction => !prediction.IsRight);

        var values = new Dictionary<string, string>
        {
            ["accuracy"] = Text($"{100 * Prediction.Accuracy(predictions):F1}"),
            ["network"] = Text($"{UciDigits.Pixels} – {settings.Hidden} – {UciDigits.Classes}"),
            ["parameters"] = Text($"{parameters}"),
            ["training"] = Text($"{training.TrainingCount}"),
            ["validation"] = Text($"{training.ValidationCount}"),
            ["test"] = Text($"{predictions.Length}"),
            ["mistakes"] = Text($"{mistakes}"),
            ["epochs"] = Text($"{result.History.Count}"),
            ["best"] = Text($"{result.BestEpoch}"),
            ["batch"] = Text($"{settings.BatchSize}"),
            ["rate"] = Text($"{settings.LearningRate}"),
            ["momentum"] = Text($"{Settings.Momentum}"),
            ["seed"] = Text($"{settings.Seed}"),
            ["seconds"] = Text($"{training.Duration.TotalSeconds:F2}"),
            ["hidden"] = Text($"{settings.Hidden}"),
            ["confusion"] = ConfusionMatrix.Table(predictions),
            ["gallery"] = Gallery.Mistakes(predictions, training.Test),
            ["units"] = Gallery.Units(training.Network.First.Weight),
            ["history"] = History(result.History),
            ["uPlot.js"] = Resource("uPlot.js"),
            ["uPlot.css"] = Resource("uPlot.css"),
            ["uPlot.license"] = Resource("uPlot.license"),
            ["report.css"] = Resource("report.css"),
            ["report.js"] = Resource("report.js"),
        };
        File.WriteAllText(path, Fill(Resource("report.html"), values), new UTF8Encoding(false));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string History(IReadOnlyList<EpochResult> history)
    {
        string Row(Func<EpochResult, double> value) =>
            "["
            + string.Join(",", history.Select(epoch => value(epoch).ToString("R", CultureInfo.InvariantCulture)))
            + "]";

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

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportWriter).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
