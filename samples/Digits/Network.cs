using System;

namespace NeuralGen.Samples.Digits;

/// <summary>64 pixels – hidden units with ReLU – 10 scores.</summary>
internal sealed class Network
{
    public Network(int hidden, Random random)
    {
        First = new Dense(UciDigits.Pixels, hidden, random);
        Layers = new Sequential(First, new Relu(), new Dense(hidden, UciDigits.Classes, random));
    }

    public Dense First { get; }

    public Layer Layers { get; }
}
