using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Checkpoints;

/// <summary>
/// A network with dropout that is trained with shuffled batches and a schedule, interrupted, loaded by new objects, and trained on.
/// </summary>
public class ResumedTrainingTests
{
    private sealed class Run
    {
        private readonly Sequential _network;
        private readonly Optimizer<float> _optimizer;
        private readonly Minibatches<float> _batches;
        private readonly SoftmaxCrossEntropy _loss = new();
        private readonly HalveOnPlateau _schedule = new(patience: 0, threshold: 0.5);
        private readonly double _firstRate;

        public Run(Dataset<float> data, Func<IEnumerable<Tensor<float>>, Optimizer<float>> optimizer)
        {
            var shuffle = new SavableRandom(4);
            var dropout = new SavableRandom(5);
            var first = new Random(6);
            _network = new Sequential(
                new Dense(64, 24, first),
                new Relu(),
                new Dropout(dropout, 0.2),
                new Dense(24, 10, first)
            );
            _optimizer = optimizer(_network.Parameters);
            _firstRate = _optimizer.LearningRate;
            _batches = new Minibatches<float>(data, 32, shuffle);
            Checkpoint = new Checkpoint<float>(_network.NamedParameters)
            {
                Buffers = _network.NamedBuffers,
                Optimizer = _optimizer,
                States =
                {
                    ["shuffle"] = shuffle,
                    ["dropout"] = dropout,
                    ["schedule"] = _schedule,
                },
            };
        }

        public IReadOnlyList<KeyValuePair<string, Tensor<float>>> Parameters => _network.NamedParameters;

        public Checkpoint<float> Checkpoint { get; }

        public double Rate => _optimizer.LearningRate;

        public void TrainUntil(int epochs)
        {
            for (; Checkpoint.Epoch < epochs; Checkpoint.Epoch++)
            {
                double loss = 0;
                _optimizer.LearningRate = _firstRate * _schedule.Factor;
                foreach (Batch<float> batch in _batches.Epoch())
                {
                    _optimizer.ZeroGrad();
                    loss += _loss.ForwardBackward(_network.Forward(batch.Inputs), batch.Labels);
                    _network.Backward();
                    _optimizer.Step();
                    Checkpoint.Step++;
                }
                _schedule.EndEpoch(loss);
            }
        }
    }

    public static TheoryData<string> Optimizers => ["Adam", "AdamW", "Sgd", "Adagrad", "RmsProp"];

    private static Optimizer<float> Make(string name, IEnumerable<Tensor<float>> parameters) =>
        name switch
        {
            "Adam" => new Adam<float>(parameters, 0.01),
            "AdamW" => new AdamW<float>(parameters, 0.01),
            "Sgd" => new Sgd<float>(parameters, 0.1, momentum: 0.9, dampening: 0.1),
            "Adagrad" => new Adagrad<float>(parameters, 0.05, learningRateDecay: 0.01),
            _ => new RmsProp<float>(parameters, 0.01, momentum: 0.5, centered: true),
        };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Resumed_run_reaches_the_bits_of_the_uninterrupted_one(string name)
    {
        Dataset<float> data = UciDigits
            .Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"))
            .Take([.. Enumerable.Range(0, 500)]);
        using var folder = new TemporaryFolder();
        var whole = new Run(data, parameters => Make(name, parameters));
        whole.TrainUntil(6);

        for (int epochs = 2; epochs <= 6; epochs += 2)
        {
            // Each part by objects of its own, as in a process of its own.
            var part = new Run(data, parameters => Make(name, parameters));
            if (epochs > 2)
                part.Checkpoint.Load(folder["run"]);
            part.TrainUntil(epochs);
            part.Checkpoint.Save(folder["run"]);
        }
        var last = new Run(data, parameters => Make(name, parameters));
        last.Checkpoint.Load(folder["run"]);
        Assert.Equal(whole.Checkpoint.Step, last.Checkpoint.Step);
        Assert.Equal(whole.Rate, last.Rate);
        Assert.NotEqual(whole.Rate, new Run(data, parameters => Make(name, parameters)).Rate);
        Assert.Equal(whole.Parameters.Select(entry => entry.Key), last.Parameters.Select(entry => entry.Key));
        Assert.Equal(
            whole.Parameters.SelectMany(entry => entry.Value.ToArray()).Select(BitConverter.SingleToInt32Bits),
            last.Parameters.SelectMany(entry => entry.Value.ToArray()).Select(BitConverter.SingleToInt32Bits)
        );
    }
}
