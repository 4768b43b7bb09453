using System;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Random tensors.</summary>
internal static class Draw
{
    /// <summary>Uniform in [−1, 1], with a gradient of zeros.</summary>
    public static Tensor Uniform(Random random, params int[] shape)
    {
        Tensor tensor = Tensor.Parameter(shape);
        Initialization.Uniform(tensor, random, 1);
        return tensor;
    }

    /// <summary>Normal with mean 0, with a gradient of zeros.</summary>
    public static Tensor Normal(Random random, double deviation, params int[] shape)
    {
        Tensor tensor = Tensor.Parameter(shape);
        foreach (ref double value in tensor.AsSpan())
            value = deviation * Normal(random);
        return tensor;
    }

    /// <summary>An output whose gradient is given by what follows: random numbers here.</summary>
    public static Tensor Output(Random random, params int[] shape)
    {
        Tensor tensor = Tensor.Parameter(shape);
        Initialization.Uniform(tensor.Grad!, random, 1);
        return tensor;
    }

    /// <summary>Weights of a layer, by Glorot's rule.</summary>
    public static Tensor Weights(Random random, int inputs, int outputs)
    {
        Tensor tensor = Tensor.Parameter(inputs, outputs);
        Initialization.GlorotUniform(tensor, random);
        return tensor;
    }

    /// <summary>One number, normal with mean 0 and deviation 1.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
