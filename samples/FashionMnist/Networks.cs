using System;

namespace NeuralGen.Samples.FashionMnist;

/// <summary>The networks, by kind.</summary>
internal static class Networks
{
    public static Sequential New(NetworkKind kind, Random random) =>
        kind == NetworkKind.Mlp ? Mlp(random) : LeNet(random);

    /// <summary>The shape of an example.</summary>
    public static int[] Shape(NetworkKind kind) =>
        kind == NetworkKind.Mlp
            ? [NeuralGen.FashionMnist.Pixels]
            : [1, NeuralGen.FashionMnist.Side, NeuralGen.FashionMnist.Side];

    private static Sequential Mlp(Random random) =>
        new(
            Shape(NetworkKind.Mlp),
            new Dense(NeuralGen.FashionMnist.Pixels, 256, random),
            new Relu(),
            new Dense(256, 128, random),
            new Relu(),
            new Dense(128, NeuralGen.FashionMnist.Classes, random)
        );

    // LeCun, Bottou, Bengio and Haffner's (1998), with ReLU and the largest of each window.
    private static Sequential LeNet(Random random) =>
        new(
            Shape(NetworkKind.LeNet),
            new Conv2d(1, 6, 5, random, padding: 2),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(6, 16, 5, random),
            new Relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Dense(16 * 5 * 5, 120, random),
            new Relu(),
            new Dense(120, 84, random),
            new Relu(),
            new Dense(84, NeuralGen.FashionMnist.Classes, random)
        );
}
