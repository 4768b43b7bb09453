using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NeuralGen.Samples.Digits;

/// <summary>The options, their defaults and what they accept.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Epochs = Whole("--epochs", "How often each picture is seen.", 30, 1, 10_000);
    private static readonly Option<int> Batch = Whole("--batch", "Pictures per step.", 32, 1, 10_000);
    private static readonly Option<int> Hidden = Whole("--hidden", "Units of the hidden layer.", 64, 1, 10_000);
    private static readonly Option<int> Patience = Whole(
        "--patience",
        "Epochs without a better validation loss that end the training.",
        15,
        1,
        10_000
    );
    private static readonly Option<int> Seed = Whole("--seed", "Decides everything random.", 1, 0, int.MaxValue);
    private static readonly Option<double> LearningRate = Positive("--learning-rate", "The first learning rate.", 0.2);
    private static readonly Option<string?> Report = FileOption.New(
        "--report",
        "The HTML file to write.",
        "report.html"
    );
    private static readonly Option<string?> Checkpoint = FileOption.New(
        "--checkpoint",
        "Where the training is kept after every epoch and when it is interrupted."
    );
    private static readonly Option<bool> Resume = new("--resume") { Description = "Goes on from the checkpoint." };

    /// <summary>The command, which calls <paramref name="run"/> with the settings and returns its exit code.</summary>
    public static RootCommand Create(Func<Settings, int> run)
    {
        var command = new RootCommand(
            "Trains a network of two dense layers to read handwritten digits, and writes a report of what it learned."
        )
        {
            Epochs,
            Batch,
            LearningRate,
            Hidden,
            Seed,
            Patience,
            Report,
            Checkpoint,
            Resume,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Resume) && result.GetResult(Checkpoint) is not { Implicit: false })
                result.AddError("--resume: say with --checkpoint from where.");
        });
        command.SetAction(result =>
            run(
                new Settings(
                    result.GetValue(Epochs),
                    result.GetValue(Batch),
                    result.GetValue(LearningRate),
                    result.GetValue(Hidden),
                    result.GetValue(Seed),
                    result.GetValue(Patience),
                    result.GetValue(Report)!,
                    result.GetValue(Checkpoint),
                    result.GetValue(Resume)
                )
            )
        );
        return command;
    }

    private static Option<int> Whole(string name, string description, int value, int least, int most) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            HelpName = "number",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                    && number >= least
                    && number <= most
                )
                    return number;
                string wanted = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
                result.AddError(FormattableString.Invariant($"{name}: '{text}' is no whole number {wanted}."));
                return 0;
            },
        };

    private static Option<double> Positive(string name, string description, double value) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            HelpName = "number",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                    && number > 0
                    && double.IsFinite(number)
                )
                    return number;
                result.AddError($"{name}: '{text}' is no positive number.");
                return 0;
            },
        };
}
