using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace NeuralGen.Samples.FashionMnist;

/// <summary>One training from first weights to last epoch.</summary>
internal sealed class Training
{
    private const int ShortCount = 6000;

    private readonly Dataset<float> _training;
    private readonly Dataset<float> _validation;
    private readonly Dataset<float> _test;
    private readonly Trainer _trainer;

    public Training(Dataset<float> pictures, Dataset<float> test, Settings settings)
    {
        Pictures = test;
        if (settings.Short)
            pictures = pictures.Take([.. Enumerable.Range(0, ShortCount)]);
        (Dataset<float> training, Dataset<float> validation, _) = pictures.Split(Settings.Validation, 0, settings.Seed);
        int[] shape = Networks.Shape(settings.Network);
        Normalization<float> normalization = Normalization<float>.Of(training);
        _training = normalization.Apply(training).Reshape(shape);
        _validation = normalization.Apply(validation).Reshape(shape);
        _test = normalization.Apply(test).Reshape(shape);

        Model = Networks.New(settings.Network, new SavableRandom(settings.Seed));
        var optimizer = new AdamW<float>(Model.Parameters, Settings.LearningRate, weightDecay: 0.01);
        optimizer.Configure(Model.Biases(), weightDecay: 0);
        _trainer = new Trainer(
            Model,
            new SoftmaxCrossEntropy(),
            optimizer,
            new TrainingOptions
            {
                Epochs = settings.Epochs,
                BatchSize = Settings.BatchSize,
                Seed = settings.Seed,
                Schedule = new CosineDecay(settings.Epochs),
                Patience = Settings.Patience,
                CheckpointPath = settings.Checkpoint,
                States = new Dictionary<string, ISavable> { ["settings"] = new SameSettings(settings.InWords) },
            }
        );
    }

    public Sequential Model { get; }

    /// <summary>The test pictures as they are.</summary>
    public Dataset<float> Pictures { get; }

    public int TrainingCount => _training.Count;

    public int ValidationCount => _validation.Count;

    /// <summary>Goes on from the checkpoint.</summary>
    public void Resume(string checkpoint) => _trainer.Load(checkpoint);

    public TrainingResult Run(IProgress<TrainingProgress> progress, CancellationToken cancellationToken) =>
        _trainer.Train(_training, _validation, progress, cancellationToken);

    /// <summary>What the network says of the test pictures.</summary>
    public Prediction[] Test() => Prediction.Of(Model, _test);
}
