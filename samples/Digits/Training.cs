using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace NeuralGen.Samples.Digits;

/// <summary>One training from first weights to last epoch.</summary>
internal sealed class Training
{
    private readonly Dataset<float> _training;
    private readonly Dataset<float> _validation;
    private readonly Trainer _trainer;

    public Training(Dataset<float> digits, Settings settings)
    {
        Settings = settings;
        (Dataset<float> rest, Test) = digits.Split(Settings.HeldOut, settings.Seed);
        (_training, _validation) = rest.Split(Settings.Validation, settings.Seed);
        Network = new Network(settings.Hidden, new Random(settings.Seed));
        _trainer = new Trainer(
            Network.Layers,
            new SoftmaxCrossEntropy(),
            new Sgd<float>(Network.Layers.Parameters, settings.LearningRate, Settings.Momentum),
            new TrainingOptions
            {
                Epochs = settings.Epochs,
                BatchSize = settings.BatchSize,
                Seed = settings.Seed,
                Schedule = new CosineDecay(settings.Epochs),
                Patience = settings.Patience,
                Criterion = Criterion.Loss,
                Augmentation = new RandomNoise(Settings.Noise),
                CheckpointPath = settings.Checkpoint,
                States = new Dictionary<string, ISavable> { ["settings"] = new SameSettings(settings.InWords) },
            }
        );
    }

    public Settings Settings { get; }

    public Network Network { get; }

    public int TrainingCount => _training.Count;

    public int ValidationCount => _validation.Count;

    /// <summary>The pictures that are judged once, at the end.</summary>
    public Dataset<float> Test { get; }

    public IReadOnlyList<EpochResult> History => _trainer.History;

    /// <summary>The time that the epochs took.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(History.Sum(epoch => epoch.Seconds));

    /// <summary>Goes on from the checkpoint.</summary>
    public void Resume(string checkpoint) => _trainer.Load(checkpoint);

    public TrainingResult Run(IProgress<TrainingProgress> progress, CancellationToken cancellationToken) =>
        _trainer.Train(_training, _validation, progress, cancellationToken);
}
