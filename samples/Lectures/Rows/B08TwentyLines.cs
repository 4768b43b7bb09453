using System;
using System.Diagnostics;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>"A neural net in under 20 lines", with the gradients left to the generator.</summary>
internal static partial class B08TwentyLines
{
    // The lecture's program:
    [Differentiable]
    public static double Loss([NoGrad] Tensor x, [NoGrad] Tensor y, Tensor w1, Tensor w2)
    {
        Tensor h = new(x.Dim(0), w1.Dim(1));
        Tensor p = new(y.Dim(0), y.Dim(1));
        Matrix.Product(x, w1, h);
        Matrix.Sigmoid(h);
        Matrix.Product(h, w2, p);
        return Matrix.SquaredDistance(p, y);
    }

    // (continued below)

    public static void Run(Row row)
    {
        (int N, int Din, int H, int Dout) = (64, 1000, 100, 10);
        var random = row.NewRandom();
        (Tensor x, Tensor y) = (Draw.Normal(random, 1, N, Din), Draw.Normal(random, 1, N, Dout));
        (Tensor w1, Tensor w2) = (Draw.Normal(random, 1, Din, H), Draw.Normal(random, 1, H, Dout));
        var losses = new double[2000];
        long start = Stopwatch.GetTimestamp();

        // The lecture's program, continued:
        var descent = new Sgd<double>([w1, w2], learningRate: 1e-4);
        for (int t = 0; t < losses.Length; t++, descent.Step())
            losses[t] = LossGradient(x, y, w1, w2);
        // (the end)

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        row.Gradients("w1, w2 of a smaller net", Checked(random));
        row.AtMost($"the loss after {losses.Length} steps ({losses[0]:F0} at first)", losses[^1], losses[0] / 1000);
        row.Say($"{losses.Length / seconds:F0} steps a second");
        row.Draw(
            "The loss.",
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

    private static GradientCheckResult Checked(Random random)
    {
        (Tensor x, Tensor y) = (Draw.Normal(random, 1, 8, 20), Draw.Normal(random, 1, 8, 3));
        (Tensor w1, Tensor w2) = (Draw.Normal(random, 1, 20, 10), Draw.Normal(random, 1, 10, 3));
        LossGradient(x, y, w1, w2);
        return GradientCheck.Run(() => Loss(x, y, w1, w2), ("w1", w1), ("w2", w2));
    }
}
