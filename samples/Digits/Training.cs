using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace NeuralGen.Samples.Digits;

/// <summary>How the network stands after an epoch.</summary>
internal sealed record Epoch(
    int Number,
    double TrainingLoss,
    double TrainingAccuracy,
    double TestLoss,
    double TestAccuracy
);

/// <summary>One training from first weights to last epoch.</summary>
internal sealed class Training
{
    private readonly List<Epoch> _history = [];
    private readonly Dataset<float> _training;

    public Training(Dataset<float> digits, Settings settings)
    {
        Settings = settings;
        (_training, Test) = digits.Split(Settings.HeldOut, settings.Seed);
        Network = new Network(settings.Hidden, new Random(settings.Seed));
    }

    public Settings Settings { get; }

    public Network Network { get; }

    public int TrainingCount => _training.Count;

    /// <summary>The pictures that were held out.</summary>
    public Dataset<float> Test { get; }

    public IReadOnlyList<Epoch> History => _history;

    /// <summary>The time that the training steps took, without the judging after each epoch.</summary>
    public TimeSpan Duration { get; private set; }

    public void Run(Action<Epoch> show)
    {
        var optimizer = new Sgd<float>(Network.Layers.Parameters, Settings.LearningRate, Settings.Momentum);
        var batches = new Minibatches<float>(_training, Settings.BatchSize, Settings.Seed);
        for (int epoch = 1; epoch <= Settings.Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            double done = (epoch - 1.0) / Settings.Epochs;
            optimizer.LearningRate = Settings.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * done));
            foreach (Batch<float> batch in batches.Epoch())
            {
                optimizer.ZeroGrad();
                Network.Learn(batch.Inputs, batch.Labels);
                optimizer.Step();
            }
            Duration += Stopwatch.GetElapsedTime(start);

            _history.Add(
                new Epoch(
                    epoch,
                    Network.Loss(_training.Inputs, _training.Labels),
                    Prediction.Accuracy(Prediction.Of(Network, _training)),
                    Network.Loss(Test.Inputs, Test.Labels),
                    Prediction.Accuracy(Prediction.Of(Network, Test))
                )
            );
            show(_history[^1]);
        }
    }
}
