using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Onnx;

/// <summary>Whole models, trained: another runtime computes what they compute.</summary>
public class OnnxTrainedTests(ITestOutputHelper output)
{
    private const int Time = 6;
    private const int Symbols = 5;

    [Fact]
    public void Recurrent_classifiers()
    {
        var cases = new List<OnnxCase>();
        foreach (string kind in new[] { "rnn", "lstm", "gru" })
        {
            var random = new Random(1);
            Layer memory = kind switch
            {
                "rnn" => new Rnn(8, 12, random),
                "lstm" => new Lstm(8, 12, random),
                _ => new Gru(8, 12, random),
            };
            var model = new Sequential(
                [Time],
                new Embedding(Symbols, 8, random),
                memory,
                new LastStep(),
                new Dropout(random, 0.1),
                new Dense(12, Symbols, random)
            );
            cases.Add(Trained(kind, model, FirstSymbols()) with { Symbols = Symbols });
        }
        Compare(cases);
    }

    [Fact]
    public void Transformer_blocks()
    {
        var random = new Random(1);
        var model = new Sequential(
            [Time],
            new Embedding(Symbols, 8, random),
            new Rnn(8, 8, random),
            new Residual(new Sequential(new LayerNorm(8), new MultiHeadAttention(8, 2, random, causal: true))),
            FeedForward(),
            new Residual(new Sequential(new LayerNorm(8), new MultiHeadAttention(8, 4, random))),
            FeedForward(),
            new LayerNorm(8),
            new LastStep(),
            new Dense(8, Symbols, random)
        );
        Compare([Trained("transformer", model, FirstSymbols()) with { Symbols = Symbols }]);

        // Of every step.
        Residual FeedForward() =>
            new(new Sequential(new LayerNorm(8), new Dense(8, 32, random), new Gelu(), new Dense(32, 8, random)));
    }

    [Fact]
    public void Networks_for_images()
    {
        Dataset<float> digits = UciDigits
            .Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"))
            .Reshape(1, UciDigits.Side, UciDigits.Side);
        var random = new Random(1);
        var leNet = new Sequential(
            new Conv2d(1, 6, 5, random, padding: 2),
            new Tanh(),
            new AvgPool2d(2),
            new Conv2d(6, 16, 3, random),
            new Tanh(),
            new Flatten(),
            new Dense(64, 32, random),
            new Tanh(),
            new Dense(32, UciDigits.Classes, random)
        );
        var newer = new Sequential(
            new LocallyConnected2d(1, UciDigits.Side, UciDigits.Side, 4, 3, random, padding: 1),
            new BatchNorm2d(4),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(4, 8, 3, random, padding: 1, groups: 2),
            new BatchNorm2d(8),
            new Elu(),
            new Flatten(),
            new Dropout(random),
            new Dense(128, 40, random),
            new BatchNorm1d(40),
            new Maxout(2),
            new Dense(20, UciDigits.Classes, random),
            new LogSoftmax()
        );
        Dataset<float> some = digits.Split(512, seed: 1).HeldOut;
        Compare([Trained("LeNet", leNet, some), Trained("newer", newer, some)]);
    }

    // It is the first symbol that is to be told.
    private static Dataset<float> FirstSymbols()
    {
        var random = new Random(1);
        var x = new Tensor<float>(256, Time);
        foreach (ref float symbol in x.AsSpan())
            symbol = random.Next(Symbols);
        return new Dataset<float>(x, [.. Enumerable.Range(0, x.Dim(0)).Select(b => (int)x[b, 0])]);
    }

    private static OnnxCase Trained(string name, Layer model, Dataset<float> data)
    {
        float[] before = [.. model.State.SelectMany(entry => entry.Value.ToArray())];
        var trainer = new Trainer(
            model,
            new SoftmaxCrossEntropy(),
            new Adam<float>(model.Parameters, 0.01),
            new() { Epochs = 4, KeepBest = false }
        );
        _ = trainer.Train(data);
        float[] after = [.. model.State.SelectMany(entry => entry.Value.ToArray())];
        Assert.InRange(before.Zip(after, (b, a) => b == a ? 0 : 1).Average(), 0.7, 1);
        model.Evaluate();
        return new OnnxCase(name, model, [.. data.Inputs.Shape[1..]]);
    }

    private void Compare(IReadOnlyList<OnnxCase> cases)
    {
        OnnxPeer.Check(output, cases);
        OnnxPeer.Compare(output, cases);
    }
}
