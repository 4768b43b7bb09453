using System;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>A recurrent network, differentiated through time, and attention, whose score is row A3's.</summary>
internal static partial class B14Recurrent
{
    private const int Units = 8;
    private const int Length = 12;

    /// <summary>H[t] = tanh(U·X[t] + V·H[t−1] + b), of each sequence n; before the first step H is 0.</summary>
    [Differentiable]
    private static void Unrolled(Tensor X, Tensor U, Tensor V, Tensor b, Tensor H)
    {
        for (int n = 0; n < X.Dim(0); n++)
        for (int t = 0; t < X.Dim(1); t++)
        for (int i = 0; i < b.Dim(0); i++)
        {
            double sum = b[i];
            for (int j = 0; j < X.Dim(2); j++)
                sum += U[i, j] * X[n, t, j];
            if (t > 0)
                for (int j = 0; j < b.Dim(0); j++)
                    sum += V[i, j] * H[n, t - 1, j];
            H[n, t, i] = Math.Tanh(sum);
        }
    }

    public static void Run(Row row)
    {
        Recur(row);
        Recognize(row);
        Attend(row);
        Look(row);
    }

    /// <summary>The loops, and the runtime's layer beside them.</summary>
    private static void Recur(Row row)
    {
        var random = row.NewRandom();
        (Tensor X, Tensor U) = (Draw.Uniform(random, 3, Length, 2), Draw.Uniform(random, Units, 2));
        (Tensor V, Tensor b) = (Draw.Normal(random, 0.3, Units, Units), Draw.Uniform(random, Units));
        (Tensor H, Tensor seed) = (Tensor.Parameter(3, Length, Units), Draw.Uniform(random, 3, Length, Units));
        H.Grad!.CopyFrom(seed.AsSpan());
        var residuals = new UnrolledResiduals();
        UnrolledForward(X, U, V, b, H, residuals);
        UnrolledBackward(X, U, V, b, H, residuals);
        row.Gradients(
            $"recurrent, through {Length} steps of time",
            GradientCheck.Run(Loss, ("X", X), ("U", U), ("V", V), ("b", b))
        );

        var layer = new Rnn(2, Units, random);
        layer.WeightInput.CopyFrom(Floats.Singles(U).AsSpan());
        layer.WeightHidden.CopyFrom(Floats.Singles(V).AsSpan());
        layer.BiasInput.CopyFrom(Floats.Singles(b).AsSpan());
        Tensor<float> states = layer.Forward(Floats.Singles(X));
        states.Grad!.CopyFrom(Floats.Singles(seed).AsSpan());
        layer.Backward();
        row.AtMost("the runtime's Rnn, in float: states", Compare.Apart(H, Floats.Doubles(states)), 1e-5);
        row.AtMost("U.grad", Compare.Apart(U.Grad!, Floats.Doubles(layer.WeightInput.Grad!)), 1e-5);
        row.AtMost("V.grad", Compare.Apart(V.Grad!, Floats.Doubles(layer.WeightHidden.Grad!)), 1e-5);

        double Loss()
        {
            Tensor states = new(3, Length, Units);
            Unrolled(X, U, V, b, states);
            return Compare.Inner(states, seed);
        }
    }

    /// <summary>A task for the layer: say whether the last two bits differ. It needs a memory, and it is XOR.</summary>
    private static void Recognize(Row row)
    {
        var random = row.NewRandom(2);
        var network = new Sequential(new Rnn(1, Units, random), new LastStep(), new Dense(Units, 2, random));
        Trainer trainer = Floats.Trainer(network, new Adam<float>(network.Parameters, 0.01), epochs: 15, row.Seed);
        TrainingResult result = trainer.Train(Bits(random, 2000));
        row.AtLeast("recurrent: right of 500 fresh sequences", trainer.Accuracy(Bits(random, 500)), 0.999);
        row.Draw("Whether the last two bits differ: the mean loss of each epoch.", result.Curve().ToString());
    }

    private static Dataset<float> Bits(Random random, int count)
    {
        var inputs = new Tensor<float>(count, Length, 1);
        foreach (ref float bit in inputs.AsSpan())
            bit = 2 * random.Next(2) - 1;
        var labels = new int[count];
        for (int n = 0; n < count; n++)
            labels[n] = inputs[n, Length - 1, 0] != inputs[n, Length - 2, 0] ? 1 : 0;
        return new Dataset<float>(inputs, labels);
    }
}
