using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using NeuralGen;
using NeuralGen.Samples;
using NeuralGen.Samples.Digits;
using NeuralGen.Samples.Digits.Progress;
using NeuralGen.Samples.Digits.Report;

ParseResult arguments = CommandLine.Create(Run).Parse(args);
foreach (var error in arguments.Errors)
    Console.Error.WriteLine(error.Message);
if (arguments.Errors.Count > 0)
{
    Console.Error.WriteLine("Run with --help to see the options.");
    return 1;
}
return arguments.Invoke();

static int Run(Settings settings)
{
    using var cancellation = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        cancellation.Cancel();
    };
    try
    {
        Dataset<float> digits = UciDigits.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
        var training = new Training(digits, settings);
        if (settings is { Resume: true, Checkpoint: { } checkpoint })
            training.Resume(checkpoint);
        TrainingResult result;
        using (IDisplay display = Display.Choose(settings, training.History))
            result = training.Run(display, cancellation.Token);
        if (result.Outcome == TrainingOutcome.StoppedImproving)
            Console.WriteLine($"stopped: the validation loss was best after epoch {result.BestEpoch}");

        Prediction[] predictions = Prediction.Of(training.Network.Layers, training.Test);
        string report = Path.GetFullPath(settings.Report);
        ReportWriter.Write(report, training, result, predictions);
        Console.WriteLine(FormattableString.Invariant($"report: {report}"));
        Console.WriteLine(FormattableString.Invariant($"test accuracy: {Prediction.Accuracy(predictions):F3}"));
        return 0;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine(
            settings.Checkpoint is { } path
                ? $"interrupted; go on with --checkpoint {path} --resume"
                : "interrupted; with --checkpoint the training could be resumed"
        );
        return 130;
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}
