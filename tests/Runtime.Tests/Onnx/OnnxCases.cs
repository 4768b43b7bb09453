using System;
using System.Collections.Generic;
using static NeuralGen.Tests.Onnx.OnnxCase;

namespace NeuralGen.Tests.Onnx;

/// <summary>Every layer, in the ways in which it can be used.</summary>
internal static class OnnxCases
{
    public static IReadOnlyList<OnnxCase> All { get; } =
    [.. Activations(), .. Shapes(), .. Images(), .. Normalizations(), .. Sequences()];

    private static OnnxCase[] Activations() =>
        [
            new("relu", new Relu(), 2, 3),
            new("sigmoid", new Sigmoid(), 40) { Bound = 100 },
            new("tanh", new Tanh(), 40) { Bound = 30 },
            new("abs", new Abs(), 4),
            new("elu", new Elu(0.7f), 40) { Bound = 100 },
            new("leaky relu", new LeakyRelu(0.2f), 4),
            new("softplus", new Softplus(), 4),
            new("softplus of large ones", new Softplus(), 40) { Bound = 200 },
            new("silu", new Silu(), 40) { Bound = 10 },
            new("gelu", new Gelu(), 40) { Bound = 10 },
            new("step", new Step(), 3, 4),
            new("softmax", new Softmax(), 3, 4),
            new("softmax of large ones", new Softmax(), 3, 4) { Bound = 500 },
            new("log softmax", new LogSoftmax(), 5),
            new("log softmax of three axes", new LogSoftmax(), 2, 3, 4) { Bound = 500 },
            new("maxout", new Maxout(3), 2, 6),
            new("maxout of one axis", new Maxout(2), 8),
        ];

    private static OnnxCase[] Shapes() =>
        [
            new("dense", Randomized(new Dense(5, 3, new Random(1))), 5),
            new("dense of two axes", Randomized(new Dense(5, 3, new Random(1))), 2, 5),
            new("dense without bias", Randomized(new Dense(5, 3, new Random(1), bias: false)), 5),
            new("dense of two axes without bias", Randomized(new Dense(5, 3, new Random(1), bias: false)), 2, 5),
            new("flatten", Randomized(new Sequential(new Flatten(), new Dense(12, 3, new Random(4)))), 2, 3, 2),
            new("flatten of one axis", new Flatten(), 5),
            new("dropout", Randomized(new Sequential(new Dropout(new Random(1)), new Tanh())), 4),
            new("dropout alone", Randomized(new Dropout(new Random(1))), 4),
            new("sequence", Tied(), 4),
        ];

    private static OnnxCase[] Images() =>
        [
            new("conv", Randomized(new Conv2d(2, 3, 3, new Random(1))), 2, 5, 6),
            new("conv with all", Randomized(new Conv2d(4, 6, 3, new Random(1), 2, 1, 2, 2)), 4, 9, 8),
            new("conv without bias", Randomized(new Conv2d(4, 6, 3, new Random(1), bias: false)), 4, 5, 6),
            new("conv of sequences", Randomized(new Conv1d(4, 6, 3, new Random(1), 2, 1, 2, 2)), 4, 9),
            new("conv of sequences without bias", Randomized(new Conv1d(2, 3, 3, new Random(1), bias: false)), 2, 7),
            new("pad of sequences", new ConstantPad1d(2, 0.5f), 3, 4),
            new("max pool", new MaxPool2d(3, 2, 1), 2, 7, 6),
            new("average pool", new AvgPool2d(3, 2, 1), 2, 7, 6),
            new("pad", new ConstantPad2d(2, 0.5f), 2, 3, 4),
            new("locally connected", Randomized(new LocallyConnected2d(2, 5, 6, 3, 2, new Random(1))), 2, 5, 6),
            new(
                "locally connected with all",
                Randomized(new LocallyConnected2d(2, 5, 6, 3, 3, new Random(1), stride: 2, padding: 1)),
                2,
                5,
                6
            ),
            new(
                "locally connected of one place",
                Randomized(new LocallyConnected2d(1, 3, 3, 4, 3, new Random(1))),
                1,
                3,
                3
            ),
        ];

    private static OnnxCase[] Normalizations() =>
        [
            new("batch norm", Randomized(new BatchNorm1d(5, epsilon: 0.1)), 5),
            new("batch norm of sequences", Randomized(new BatchNorm1d(3)), 3, 4),
            new("batch norm of images", Randomized(new BatchNorm2d(3)), 3, 4, 5),
            new("layer norm", Randomized(new LayerNorm(5)), 5),
            new("layer norm of sequences", Randomized(new LayerNorm(5, epsilon: 0.1)), 3, 5),
        ];

    private static OnnxCase[] Sequences() =>
        [
            new("embedding", Randomized(new Embedding(7, 3, new Random(1))), 6) { Symbols = 7 },
            new("embedding of one symbol each", Randomized(new Embedding(7, 3, new Random(1)))) { Symbols = 7 },
            new("embedding of tables", Randomized(new Embedding(7, 3, new Random(1))), 2, 4) { Symbols = 7 },
            new("last step", new LastStep(), 4, 5),
            new("last of one step", new LastStep(), 1, 5),
            new("rnn", Randomized(new Rnn(3, 4, new Random(1))), 6, 3),
            new("rnn of relu", Randomized(new Rnn(3, 4, new Random(1), relu: true)), 4, 3) { Bound = 0.2 },
            new("lstm", Randomized(new Lstm(3, 4, new Random(1))), 6, 3) { Bound = 4 },
            new("lstm of one step and unit", Randomized(new Lstm(3, 1, new Random(1))), 1, 3),
            new("gru", Randomized(new Gru(3, 4, new Random(1))), 6, 3) { Bound = 4 },
            new("gru of one input", Randomized(new Gru(1, 5, new Random(1))), 3, 1),
            new("recurrent layers on each other", Stacked(), 5, 3),
            new("attention", Randomized(new MultiHeadAttention(6, 2, new Random(1))), 5, 6) { Bound = 2 },
            new("attention of one head", Randomized(new MultiHeadAttention(4, 1, new Random(1))), 3, 4),
            new("attention of one step", Randomized(new MultiHeadAttention(4, 4, new Random(1))), 1, 4),
            new("causal attention", Randomized(new MultiHeadAttention(8, 4, new Random(1), causal: true)), 5, 8)
            {
                Bound = 2,
            },
        ];

    /// <summary>The same weights twice, and a sequence in a sequence.</summary>
    private static Sequential Tied()
    {
        var dense = new Dense(4, 4, new Random(1));
        return new Sequential(
            dense,
            new Sequential(new Tanh(), new Dense(dense.Weight, dense.Bias)),
            new Dense(4, 2, new Random(2)),
            new Sigmoid()
        );
    }

    private static Layer Stacked() =>
        Randomized(
            new Sequential(
                new Gru(3, 4, new Random(1)),
                new Lstm(4, 5, new Random(2)),
                new Lstm(5, 4, new Random(3)),
                new Rnn(4, 2, new Random(4))
            )
        );
}
