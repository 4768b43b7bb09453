namespace NeuralGen.Samples.FashionMnist;

/// <summary>The networks to choose from.</summary>
internal enum NetworkKind
{
    /// <summary>A multi-layer perceptron.</summary>
    Mlp,

    /// <summary>LeNet-5, a convolutional network.</summary>
    LeNet,
}
