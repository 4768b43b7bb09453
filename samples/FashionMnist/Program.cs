using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using NeuralGen;
using NeuralGen.Samples;
using NeuralGen.Samples.FashionMnist;
using NeuralGen.Samples.FashionMnist.Report;

// The exit codes.
const int Done = 0;
const int Failed = 1;
const int NoData = 2;
const int Interrupted = 130;

ParseResult arguments = CommandLine.Create(Run).Parse(args);
foreach (var error in arguments.Errors)
    Console.Error.WriteLine(error.Message);
if (arguments.Errors.Count > 0)
{
    Console.Error.WriteLine("Run with --help to see the options.");
    return Failed;
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
        (Dataset<float> pictures, Dataset<float> test) = FashionMnist.Load(settings.Data);
        var training = new Training(pictures, test, settings);
        if (settings is { Resume: true, Checkpoint: { } checkpoint })
            training.Resume(checkpoint);
        TrainingResult result = training.Run(new ConsoleProgress(), cancellation.Token);
        if (result.Outcome == TrainingOutcome.StoppedImproving)
            Console.WriteLine($"stopped: the validation error was best after epoch {result.BestEpoch}");

        Prediction[] predictions = training.Test();
        if (settings.Report is { } report)
        {
            ReportWriter.Write(report, settings, training, result, predictions);
            Console.WriteLine($"report: {Path.GetFullPath(report)}");
        }
        double accuracy = Prediction.Accuracy(predictions);
        bool isReached = accuracy >= settings.Bar;
        Console.WriteLine(
            FormattableString.Invariant(
                $"test accuracy: {accuracy:F3}, at least {settings.Bar:F2}: {(isReached ? "ok" : "FAILED")}"
            )
        );
        return isReached ? Done : Failed;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine(
            settings.Checkpoint is { } path
                ? $"interrupted; go on with --checkpoint {path} --resume"
                : "interrupted; with --checkpoint the training could be resumed"
        );
        return Interrupted;
    }
    catch (FileNotFoundException e) when (!FashionMnist.TryFind(out _) || settings.Data is not null)
    {
        Console.Error.WriteLine(e.Message);
        return NoData;
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine(e.Message);
        return Failed;
    }
}
