using System;
using System.CommandLine;

namespace NeuralGen.Samples.FashionMnist;

/// <summary>The options, their defaults and what they accept.</summary>
internal static class CommandLine
{
    private const int FullEpochs = 15;
    private const int ShortEpochs = 2;

    private static readonly Option<NetworkKind> Network = new("--network")
    {
        Description = "Which network: mlp or lenet.",
        DefaultValueFactory = _ => NetworkKind.Mlp,
    };
    private static readonly Option<bool> Short = new("--short")
    {
        Description = "Trains with a tenth of the pictures, for two epochs, to a bar of its own.",
    };
    private static readonly Option<int?> Epochs = new("--epochs")
    {
        Description = "How often each picture is seen at most; 15, or 2 with --short.",
    };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides everything random.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "The folder with the four files; looked for without it.",
    };
    private static readonly Option<string?> Report = FileOption.New("--report", "The HTML file to write.");
    private static readonly Option<string?> Checkpoint = FileOption.New(
        "--checkpoint",
        "Where the training is kept after every epoch and when it is interrupted."
    );
    private static readonly Option<bool> Resume = new("--resume") { Description = "Goes on from the checkpoint." };

    /// <summary>The command, which calls <paramref name="run"/> with the settings and returns its exit code.</summary>
    public static RootCommand Create(Func<Settings, int> run)
    {
        var command = new RootCommand("Trains a network to recognize the clothes of Fashion-MNIST.")
        {
            Network,
            Short,
            Epochs,
            Seed,
            Data,
            Report,
            Checkpoint,
            Resume,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Resume) && result.GetValue(Checkpoint) is null)
                result.AddError("--resume: say with --checkpoint from where.");
            if (result.GetValue(Epochs) <= 0)
                result.AddError("--epochs: it must be positive.");
        });
        command.SetAction(result =>
        {
            bool isShort = result.GetValue(Short);
            return run(
                new Settings(
                    result.GetValue(Network),
                    isShort,
                    result.GetValue(Epochs) ?? (isShort ? ShortEpochs : FullEpochs),
                    result.GetValue(Seed),
                    result.GetValue(Data),
                    result.GetValue(Report),
                    result.GetValue(Checkpoint),
                    result.GetValue(Resume)
                )
            );
        });
        return command;
    }
}
