using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>A recurrent network, differentiated through time, and attention, whose score is row A3's.</summary>
internal static partial class B14Recurrent
{
    private const int Units = 8;
    private const int Length = 12;

    /// <summary>h[t] = tanh(u·x[t] + V·h[t−1] + b), z[t] = w·h[t]: the loss is that of saying y[t] by the sign of z[t].</summary>
    [Differentiable]
    private static double Unrolled(
        Tensor u,
        Tensor V,
        Tensor b,
        Tensor w,
        [NoGrad] Tensor X,
        [NoGrad] Tensor Y,
        Tensor Z
    )
    {
        double loss = 0;
        for (int n = 0; n < X.Dim(0); n++)
        {
            Tensor h = new(X.Dim(1) + 1, u.Dim(0));
            for (int t = 0; t < X.Dim(1); t++)
            {
                for (int i = 0; i < u.Dim(0); i++)
                {
                    double sum = u[i] * X[n, t] + b[i];
                    for (int j = 0; j < u.Dim(0); j++)
                        sum += V[i, j] * h[t, j];
                    h[t + 1, i] = Math.Tanh(sum);
                }
                double z = 0;
                for (int i = 0; i < u.Dim(0); i++)
                    z += w[i] * h[t + 1, i];
                Z[n, t] = z;
                loss += Activation.Softplus(z) - Y[n, t] * z;
            }
        }
        return loss / (X.Dim(0) * X.Dim(1));
    }

    public static void Run(Row row)
    {
        Recur(row);
        Attend(row);
    }

    /// <summary>The task: say whether the last two bits differ. It needs a memory, and it is XOR.</summary>
    private static void Recur(Row row)
    {
        var random = row.NewRandom();
        (Tensor u, Tensor V) = (Draw.Uniform(random, Units), Draw.Normal(random, 0.3, Units, Units));
        (Tensor b, Tensor w) = (Draw.Uniform(random, Units), Draw.Uniform(random, Units));
        (Tensor X, Tensor Y) = Bits(random, 3);
        Tensor Z = new(3, Length);
        UnrolledGradient(u, V, b, w, X, Y, Z);
        row.Gradients(
            $"recurrent, through {Length} steps of time",
            GradientCheck.Run(() => Unrolled(u, V, b, w, X, Y, Z), ("u", u), ("V", V), ("b", b), ("w", w))
        );

        var descent = new Adam<double>([u, V, b, w], learningRate: 0.01);
        var losses = new double[1500];
        Z = new(32, Length);
        for (int step = 0; step < losses.Length; step++)
        {
            (X, Y) = Bits(random, 32);
            losses[step] = UnrolledGradient(u, V, b, w, X, Y, Z);
            descent.Step();
        }
        (X, Y) = Bits(random, 500);
        Z = new(500, Length);
        Unrolled(u, V, b, w, X, Y, Z);
        int right = Enumerable.Range(0, Z.Length).Count(k => Z.AsSpan()[k] > 0 == (Y.AsSpan()[k] == 1));
        row.AtLeast("recurrent: bits right of 500 fresh sequences", right / (double)Z.Length, 0.999);
        row.Draw(
            "Whether the last two bits differ: the loss of the recurrent network.",
            new Chart
            {
                X = "step",
                Y = "loss",
                LogY = true,
            }
                .Line("", losses)
                .ToString()
        );
    }

    private static (Tensor X, Tensor Y) Bits(Random random, int count)
    {
        (Tensor X, Tensor Y) = (new(count, Length), new(count, Length));
        for (int n = 0; n < count; n++)
        for (int t = 0; t < Length; t++)
        {
            X[n, t] = 2 * random.Next(2) - 1;
            Y[n, t] = t > 0 && X[n, t] != X[n, t - 1] ? 1 : 0;
        }
        return (X, Y);
    }
}
