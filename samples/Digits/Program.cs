using System;
using System.CommandLine;
using System.IO;
using NeuralGen;
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
    try
    {
        Dataset<float> digits = UciDigits.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
        var training = new Training(digits, settings);
        using (IDisplay display = Display.Choose(settings))
            training.Run(display.Show);

        string report = Path.GetFullPath(settings.Report);
        ReportWriter.Write(report, training);
        Console.WriteLine(FormattableString.Invariant($"report: {report}"));
        Console.WriteLine(FormattableString.Invariant($"test accuracy: {training.History[^1].TestAccuracy:F3}"));
        return 0;
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}
