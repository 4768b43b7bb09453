using System;

namespace NeuralGen.Samples.Digits;

/// <summary>64 pixels – hidden units with ReLU – 10 scores.</summary>
internal sealed class Network
{
    private readonly Sequential _layers;
    private readonly SoftmaxCrossEntropy _loss = new();

    public Network(int hidden, Random random)
    {
        First = new Dense(UciDigits.Pixels, hidden, random);
        _layers = new Sequential(First, new Relu(), new Dense(hidden, UciDigits.Classes, random));
    }

    public Dense First { get; }

    public Layer Layers => _layers;

    /// <summary>The scores of some pictures; valid until the next call.</summary>
    public Tensor<float> Scores(Tensor<float> pictures) => _layers.Forward(pictures);

    /// <summary>The mean loss of some pictures; adds its gradient into the parameters'.</summary>
    public float Learn(Tensor<float> pictures, int[] digits)
    {
        Tensor<float> scores = _layers.Forward(pictures);
        float loss = _loss.ForwardBackward(scores, digits);
        _layers.Backward();
        return loss;
    }

    /// <summary>The mean loss of some pictures.</summary>
    public float Loss(Tensor<float> pictures, int[] digits) => _loss.Forward(_layers.Forward(pictures), digits);
}
