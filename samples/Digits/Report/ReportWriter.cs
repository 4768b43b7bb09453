using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Report;
using static NeuralGen.Samples.Report.ReportPage;

namespace NeuralGen.Samples.Digits.Report;

/// <summary>Says what the report shows.</summary>
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
            ["confusion"] = ConfusionMatrix.Table(
                predictions,
                [.. Enumerable.Range(0, UciDigits.Classes).Select(digit => Text($"{digit}"))]
            ),
            ["gallery"] = Gallery.Mistakes(predictions, training.Test),
            ["units"] = Gallery.Units(training.Network.First.Weight),
        };
        ReportPage.Write(path, values, result.History);
    }
}
