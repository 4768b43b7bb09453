using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Tests.Training;

/// <summary>Small things to train with.</summary>
internal static class TrainingTask
{
    /// <summary>Points of three classes around three centres, so near each other that some cannot be told apart.</summary>
    public static Dataset<float> Classes(int count, int seed)
    {
        var random = new SavableRandom(seed);
        var inputs = new Tensor<float>(count, 4);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(3);
            for (int j = 0; j < 4; j++)
                inputs[i, j] = (j == labels[i] ? 1.5f : 0) + 2 * random.NextSingle() - 1;
        }
        return new Dataset<float>(inputs, labels);
    }

    /// <summary>Numbers and a function of them.</summary>
    public static Dataset<float> Numbers(int count, int seed)
    {
        var random = new SavableRandom(seed);
        var inputs = new Tensor<float>(count, 4);
        var targets = new Tensor<float>(count, 1);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < 4; j++)
                inputs[i, j] = 2 * random.NextSingle() - 1;
            targets[i, 0] = MathF.Sin(2 * inputs[i, 0]) + inputs[i, 1] * inputs[i, 2];
        }
        return new Dataset<float>(inputs, targets);
    }

    public static Sequential Model(int outputs = 3, int seed = 1)
    {
        var random = new Random(seed);
        return new Sequential(new Dense(4, 8, random), new Tanh(), new Dense(8, outputs, random));
    }

    /// <summary>The bits of all that a model has learned.</summary>
    public static float[] Bits(Layer model) => [.. model.State.SelectMany(entry => entry.Value.ToArray())];
}

/// <summary>Calls a function at once, where <see cref="Progress{T}"/> does so later on another thread.</summary>
internal sealed class Reports<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}

/// <summary>Drops inputs at random in training, and can be saved.</summary>
internal sealed partial class Dropping : Layer, ISavable
{
    private readonly SavableRandom _random = new(77);
    private readonly Tensor<float> _mask = new(4);

    public override Tensor<float> Forward(Tensor<float> input)
    {
        for (int j = 0; j < 4; j++)
            _mask[j] = IsTraining && _random.Next(4) == 0 ? 0 : 1;
        return Calculate(input);
    }

    public string SaveState() => _random.SaveState();

    public void LoadState(string state) => _random.LoadState(state);

    private readonly LayerCall _call = new();
    private readonly MultiplyResiduals _residuals = new();

    private Tensor<float> Calculate(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        MultiplyForward(input, output, _residuals);
        return output;
    }

    public override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        if (input.Grad is not null)
            MultiplyBackward(input, output, _residuals);
    }

    [Differentiable]
    private void Multiply(Tensor<float> X, Tensor<float> Y)
    {
        for (int b = 0; b < X.Dim(0); b++)
        for (int j = 0; j < 4; j++)
            Y[b, j] = X[b, j] * _mask[j];
    }
}
