using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NeuralGen.Samples.Report;
using static NeuralGen.Samples.Report.ReportPage;

namespace NeuralGen.Samples.FashionMnist.Report;

/// <summary>Says what the report shows.</summary>
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
            ["confusion"] = ConfusionMatrix.Table(predictions, NeuralGen.FashionMnist.ClassNames),
            ["gallery"] = Gallery(predictions, training.Pictures),
        };
        ReportPage.Write(path, values, result.History);
    }

    // The mistakes of which the network was most sure.
    private static string Gallery(Prediction[] predictions, Dataset<float> pictures)
    {
        var html = new StringBuilder();
        foreach (Prediction p in Prediction.Mistakes(predictions).Take(MostMistakes))
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
}
