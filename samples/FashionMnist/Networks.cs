using System;

namespace NeuralGen.Samples.FashionMnist;

/// <summary>The network.</summary>
internal static class Networks
{
    /// <summary>A multi-layer perceptron, 784 – 256 – 128 – 10.</summary>
    public static Sequential Mlp(Random random) =>
        new(
            [NeuralGen.FashionMnist.Pixels],
            new Dense(NeuralGen.FashionMnist.Pixels, 256, random),
            new Relu(),
            new Dense(256, 128, random),
            new Relu(),
            new Dense(128, NeuralGen.FashionMnist.Classes, random)
        );
}
