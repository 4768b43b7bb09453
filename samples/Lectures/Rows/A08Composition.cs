using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Objects with fprop and bprop, called in order and in reverse: what the runtime's layers are.</summary>
internal static partial class A08Composition
{
    /// <summary>A layer of one's own: tanh(X·W). The generator writes Forward, Backward and the rest.</summary>
    private sealed partial class Squash(int inputs, int outputs, Random random) : NeuralGen.Layer
    {
        private readonly Tensor<float> _weight = Start(inputs, outputs, random);

        [Differentiable]
        private void Apply(Tensor<float> X, Tensor<float> Y)
        {
            for (int n = 0; n < X.Dim(0); n++)
            for (int i = 0; i < _weight.Dim(1); i++)
            {
                float u = 0;
                for (int j = 0; j < _weight.Dim(0); j++)
                    u += X[n, j] * _weight[j, i];
                Y[n, i] = MathF.Tanh(u);
            }
        }

        private static Tensor<float> Start(int inputs, int outputs, Random random)
        {
            var weight = Tensor<float>.Parameter(inputs, outputs);
            Initialization.GlorotUniform(weight, random);
            return weight;
        }
    }

    /// <summary>The same three layers as one method, differentiated as a whole, in double.</summary>
    [Differentiable]
    private static double Whole([NoGrad] Tensor X, [NoGrad] Tensor seed, Tensor W1, Tensor W2, Tensor W3)
    {
        Tensor H1 = new(X.Dim(0), W1.Dim(1));
        Tensor H2 = new(X.Dim(0), W2.Dim(1));
        Tensor Y = new(X.Dim(0), W3.Dim(1));
        Product(X, W1, H1);
        Product(H1, W2, H2);
        Product(H2, W3, Y);
        double inner = 0;
        for (int n = 0; n < Y.Dim(0); n++)
        for (int i = 0; i < Y.Dim(1); i++)
            inner += Y[n, i] * seed[n, i];
        return inner;
    }

    private static void Product(Tensor X, Tensor W, Tensor Y)
    {
        for (int n = 0; n < X.Dim(0); n++)
        for (int i = 0; i < W.Dim(1); i++)
        {
            double u = 0;
            for (int j = 0; j < W.Dim(0); j++)
                u += X[n, j] * W[j, i];
            Y[n, i] = Math.Tanh(u);
        }
    }

    public static void Run(Row row)
    {
        var random = row.NewRandom();
        NeuralGen.Layer[] layers = [new Squash(7, 9, random), new Squash(9, 17, random), new Squash(17, 3, random)];
        Tensor X = Draw.Uniform(random, 4, 7);
        Tensor seed = Draw.Uniform(random, 4, 3);

        // fprop in order, bprop in reverse.
        Tensor<float> output = Single(X);
        foreach (NeuralGen.Layer layer in layers)
            output = layer.Forward(output);
        output.Grad!.CopyFrom(Single(seed));
        foreach (NeuralGen.Layer layer in layers.Reverse())
            layer.Backward();

        Tensor[] W = [.. layers.Select(layer => Double(layer.Parameters.Single()))];
        double whole = WholeGradient(X, seed, W[0], W[1], W[2]);
        double parts = Enumerable.Range(0, seed.Length).Sum(k => output.AsSpan()[k] * seed.AsSpan()[k]);
        row.AtMost("three layers beside the method that is all three", Compare.Apart(whole, parts), 1e-5);
        for (int l = 0; l < layers.Length; l++)
            row.AtMost(
                $"layer {l + 1}: W.grad beside that of the whole method",
                Compare.Apart(W[l].Grad!, Double(layers[l].Parameters.Single().Grad!)),
                1e-5
            );
        row.Gradients(
            "the whole method",
            GradientCheck.Run(() => Whole(X, seed, W[0], W[1], W[2]), ("W1", W[0]), ("W2", W[1]), ("W3", W[2]))
        );
    }

    private static Tensor<float> Single(Tensor tensor) =>
        Tensor<float>.Wrap([.. tensor.ToArray().Select(v => (float)v)], tensor.Shape.ToArray());

    private static Tensor Double(Tensor<float> tensor)
    {
        Tensor copy = Tensor.Parameter(tensor.Shape.ToArray());
        copy.CopyFrom(Array.ConvertAll(tensor.ToArray(), v => (double)v));
        return copy;
    }
}
