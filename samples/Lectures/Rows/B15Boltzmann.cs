using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>
/// A restricted Boltzmann machine from its energy alone: with other derivatives of it come the update and both conditional
/// probabilities. Then an autoencoder, and a classifier that starts where the machine ended.
/// </summary>
internal static partial class B15Boltzmann
{
    private const int Units = 64;

    /// <summary>E(x, h) = −hᵀWx − cᵀx − bᵀh, summed over a minibatch.</summary>
    [Differentiable]
    private static double Energy(Tensor x, Tensor h, Tensor W, Tensor c, Tensor b)
    {
        double energy = 0;
        for (int n = 0; n < x.Dim(0); n++)
        {
            for (int i = 0; i < W.Dim(0); i++)
            for (int j = 0; j < W.Dim(1); j++)
                energy -= h[n, i] * W[i, j] * x[n, j];
            for (int j = 0; j < W.Dim(1); j++)
                energy -= c[j] * x[n, j];
            for (int i = 0; i < W.Dim(0); i++)
                energy -= b[i] * h[n, i];
        }
        return energy;
    }

    private sealed record Machine(Tensor W, Tensor c, Tensor b)
    {
        /// <summary>Given x, p(hᵢ = 1) = σ(−∂E/∂hᵢ); given h, p(xⱼ = 1) = σ(−∂E/∂xⱼ). Leaves ∂E/∂W, ∂E/∂c, ∂E/∂b at (x, h).</summary>
        private Tensor Given(Tensor x, Tensor h, bool wantHidden)
        {
            EnergyGradient(x, h, W, c, b);
            Tensor slope = wantHidden ? h.Grad! : x.Grad!;
            Tensor p = Tensor.Parameter(slope.Shape.ToArray());
            for (int k = 0; k < p.Length; k++)
                p.AsSpan()[k] = Activation.Sigmoid(-slope.AsSpan()[k]);
            return p;
        }

        public Tensor Hidden(Tensor x) => Given(x, Tensor.Parameter(x.Dim(0), W.Dim(0)), wantHidden: true);

        public Tensor Visible(Tensor h) => Given(Tensor.Parameter(h.Dim(0), W.Dim(1)), h, wantHidden: false);

        /// <summary>CD-1: down in energy at the data, up at what one step of sampling makes of it.</summary>
        public void Learn(Tensor data, double rate, Random random)
        {
            Tensor x = Tensor.Parameter(data.Shape.ToArray());
            x.CopyFrom(data);
            Tensor h = Hidden(x);
            Tensor sample = Tensor.Parameter(h.Shape.ToArray());
            for (int k = 0; k < h.Length; k++)
                sample.AsSpan()[k] = random.NextDouble() < h.AsSpan()[k] ? 1 : 0;
            Tensor dream = Visible(sample);
            Move(x, h, -rate / data.Dim(0));
            Move(dream, Hidden(dream), rate / data.Dim(0));
        }

        private void Move(Tensor x, Tensor h, double step)
        {
            EnergyGradient(x, h, W, c, b);
            foreach (Tensor parameter in new[] { W, c, b })
                for (int k = 0; k < parameter.Length; k++)
                    parameter.AsSpan()[k] += step * parameter.Grad!.AsSpan()[k];
        }

        /// <summary>The mean squared difference between pictures and what the hidden probabilities make of them.</summary>
        public double Error(Tensor x, out Tensor reconstruction)
        {
            Tensor copy = Tensor.Parameter(x.Shape.ToArray());
            copy.CopyFrom(x);
            reconstruction = Visible(Hidden(copy));
            return Matrix.SquaredDistance(reconstruction, x) / x.Length;
        }
    }

    public static void Run(Row row)
    {
        var random = row.NewRandom();
        (Tensor x, Tensor h, Tensor W) = (
            Draw.Uniform(random, 3, 7),
            Draw.Uniform(random, 3, 5),
            Draw.Uniform(random, 5, 7)
        );
        (Tensor c, Tensor b) = (Draw.Uniform(random, 7), Draw.Uniform(random, 5));
        EnergyGradient(x, h, W, c, b);
        row.AtMost(
            "∂E/∂W beside −Σ h xᵀ",
            Compare.Apart((i, j) => -Compare.Sum(3, n => h[n, i] * x[n, j]), W.Grad!),
            1e-12
        );
        row.AtMost(
            "∂E/∂h beside −(Wx + b)",
            Compare.Apart((n, i) => -b[i] - Compare.Sum(7, j => W[i, j] * x[n, j]), h.Grad!),
            1e-12
        );
        row.Gradients(
            "E",
            GradientCheck.Run(() => Energy(x, h, W, c, b), ("x", x), ("h", h), ("W", W), ("c", c), ("b", b))
        );

        (Pictures training, Pictures test) = Pictures.Digits(row.Seed);
        var machine = new Machine(Draw.Normal(random, 0.05, Units, 64), Tensor.Parameter(64), Tensor.Parameter(Units));
        var errors = new List<double> { machine.Error(test.X, out _) };
        for (int epoch = 0; epoch < 30; epoch++)
        {
            foreach (Pictures batch in training.Batches(20, random))
                machine.Learn(batch.X, rate: 0.1, random);
            errors.Add(machine.Error(test.X, out _));
        }
        row.AtMost(
            $"CD-1: reconstruction error of held-out digits ({errors[0]:F3} at first)",
            errors[^1],
            0.25 * errors[0]
        );
        machine.Error(test.X, out Tensor dreams);

        Tensor Y = Autoencode(row, training, test);
        Pretrain(row, machine, training, test);

        row.Draw("What hidden units of the machine look for.", Images.Columns(Transposed(machine.W), 8, 16));
        row.Draw("Held-out digits,", Shown(test.X));
        row.Draw("what the machine makes of them,", Shown(dreams));
        row.Draw("and what the autoencoder does with 16 units.", Shown(Y));
        row.Draw(
            "The machine's reconstruction error.",
            new Chart { X = "epoch" }
                .Line("", errors)
                .ToString()
        );
    }

    private static IEnumerable<string> Shown(Tensor pictures) =>
        Enumerable.Range(0, 10).Select(n => Images.Gray(pictures.Rows(n, 1).ToArray(), 8));

    private static Tensor Transposed(Tensor W)
    {
        Tensor transposed = Tensor.Parameter(W.Dim(1), W.Dim(0));
        for (int i = 0; i < W.Dim(0); i++)
        for (int j = 0; j < W.Dim(1); j++)
            transposed[j, i] = W[i, j];
        return transposed;
    }
}
