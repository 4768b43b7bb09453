using System;
using System.Collections.Generic;
using System.Globalization;

namespace NeuralGen;

/// <summary>Where a training stands, to the batch, and what came of its epochs.</summary>
internal sealed class TrainerState : ISavable
{
    private const int Numbers = 10;
    private const int NumbersOfEpoch = 9;

    private readonly List<EpochResult> _history = [];

    /// <summary>The epochs that are over.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>The batches of the present epoch that are done.</summary>
    public int Batch { get; private set; }

    /// <summary>Its examples that are done.</summary>
    public int Examples { get; private set; }

    /// <summary>The sum of their losses.</summary>
    public double Loss { get; private set; }

    /// <summary>The sum of their errors.</summary>
    public double Error { get; private set; }

    /// <summary>The sum of the steps' penalties.</summary>
    public double Penalty { get; private set; }

    /// <summary>The longest gradient of the present epoch.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>The seconds of the present epoch before it was interrupted.</summary>
    public double Seconds { get; set; }

    /// <summary>The random numbers that the epoch's order comes from, before it was shuffled; empty before it begins.</summary>
    public string Shuffle { get; set; } = "";

    /// <summary>Whether the user has ended the training.</summary>
    public bool IsStopped { get; set; }

    /// <summary>The examples of a batch, and of all; 0 before there is any.</summary>
    public (int Batch, int All) Sizes { get; set; }

    /// <summary>Counts a step.</summary>
    public void Add(int examples, double loss, double error, double penalty, double gradientNorm)
    {
        Batch++;
        Examples += examples;
        Loss += loss * examples;
        Error += error * examples;
        Penalty += penalty;
        GradientNorm = Math.Max(GradientNorm, gradientNorm);
    }

    /// <summary>Ends the epoch.</summary>
    public void End(EpochResult result)
    {
        _history.Add(result);
        (Batch, Examples) = (0, 0);
        (Loss, Error, Penalty, GradientNorm, Seconds) = (0, 0, 0, 0, 0);
        Shuffle = "";
    }

    public string SaveState()
    {
        var lines = new List<string>
        {
            StateText.Join(
                Batch,
                Examples,
                Loss,
                Error,
                Penalty,
                GradientNorm,
                Seconds,
                IsStopped ? 1 : 0,
                Sizes.Batch,
                Sizes.All
            ),
            Shuffle,
        };
        foreach (EpochResult e in _history)
            lines.Add(
                StateText.Join(
                    e.Epoch,
                    e.TrainingLoss,
                    e.TrainingError,
                    e.Penalty,
                    e.ValidationLoss,
                    e.ValidationError,
                    e.LearningRate,
                    e.GradientNorm,
                    e.Seconds
                )
            );
        return string.Join('\n', lines);
    }

    public void LoadState(string state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string[] lines = state.Split('\n');
        if (lines.Length < 2)
            throw new FormatException($"'{state}' is no state of a trainer.");
        double[] n = StateText.Split(lines[0], Numbers);
        (int batch, int examples) = (StateText.Count(n[0], lines[0]), StateText.Count(n[1], lines[0]));
        (int size, int all) = (StateText.Count(n[8], lines[0]), StateText.Count(n[9], lines[0]));
        var history = new List<EpochResult>();
        foreach (string line in lines.AsSpan(2))
        {
            double[] e = StateText.Split(line, NumbersOfEpoch);
            if (StateText.Count(e[0], line) != history.Count + 1)
                throw new FormatException(
                    string.Create(CultureInfo.InvariantCulture, $"'{line}' is not epoch {history.Count + 1}.")
                );
            history.Add(new EpochResult((int)e[0], e[1], e[2], e[3], e[4], e[5], e[6], e[7], e[8]));
        }

        (Batch, Examples) = (batch, examples);
        (Loss, Error, Penalty, GradientNorm, Seconds) = (n[2], n[3], n[4], n[5], n[6]);
        (IsStopped, Sizes, Shuffle) = (n[7] != 0, (size, all), lines[1]);
        _history.Clear();
        _history.AddRange(history);
    }
}
