using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>100 data sets of 25 points of sin 2πx: as λ grows, the fits agree more and are wrong more.</summary>
internal static partial class B18BiasVariance
{
    private const int Sets = 100;
    private const int Points = 25;
    private const int Bumps = 24;
    private const int Grid = 100;
    private const double Noise = 0.3;

    /// <summary>Gaussian bumps along [0, 1], and a constant.</summary>
    private static double Basis(double x, int j) =>
        j == Bumps ? 1 : Math.Exp(-0.5 * Math.Pow((x - j / (Bumps - 1.0)) / 0.1, 2));

    private static Tensor Features(double[] x)
    {
        Tensor features = new(x.Length, Bumps + 1);
        for (int n = 0; n < x.Length; n++)
        for (int j = 0; j <= Bumps; j++)
            features[n, j] = Basis(x[n], j);
        return features;
    }

    /// <summary>λ‖θ‖² + (1/N) Σ (y − θᵀφ)², as in B3.</summary>
    [Differentiable]
    private static double J(Tensor theta, [NoGrad] Tensor features, [NoGrad] double[] y, [NoGrad] double lambda)
    {
        double error = 0;
        for (int n = 0; n < features.Dim(0); n++)
        {
            double r = y[n];
            for (int j = 0; j < theta.Dim(0); j++)
                r -= theta[j] * features[n, j];
            error += r * r;
        }
        double norm = 0;
        for (int j = 0; j < theta.Dim(0); j++)
            norm += theta[j] * theta[j];
        return lambda * norm + error / features.Dim(0);
    }

    public static void Run(Row row)
    {
        var random = row.NewRandom();
        double[][] xs = [.. Enumerable.Range(0, Sets).Select(_ => Numbers(Points, _ => random.NextDouble()))];
        double[][] ys =
        [
            .. xs.Select(x => Numbers(Points, n => Math.Sin(2 * Math.PI * x[n]) + Noise * Draw.Normal(random))),
        ];
        Tensor[] features = [.. xs.Select(Features)];
        double[] grid = Numbers(Grid, i => (i + 0.5) / Grid);
        Tensor onGrid = Features(grid);
        double[] truth = Numbers(Grid, i => Math.Sin(2 * Math.PI * grid[i]));

        double[] logarithms = Numbers(21, k => -8 + 0.4 * k);
        double[] bias = new double[21],
            variance = new double[21],
            test = new double[21];
        var charts = new string[3];
        double worst = 0;
        for (int k = 0; k < logarithms.Length; k++)
        {
            double lambda = Math.Exp(logarithms[k]);
            var fits = new double[Sets][];
            for (int s = 0; s < Sets; s++)
            {
                Tensor theta = Tensor.Parameter(Bumps + 1);
                theta.CopyFrom(Algebra.Ridge(features[s], ys[s], lambda));
                JGradient(theta, features[s], ys[s], lambda);
                worst = Math.Max(worst, theta.Grad!.ToArray().Max(Math.Abs));
                fits[s] = Numbers(Grid, i => Compare.Sum(Bumps + 1, j => theta[j] * onGrid[i, j]));
            }
            double[] mean = Numbers(Grid, i => fits.Average(fit => fit[i]));
            bias[k] = Numbers(Grid, i => Math.Pow(mean[i] - truth[i], 2)).Average();
            variance[k] = Numbers(Grid, i => fits.Average(fit => Math.Pow(fit[i] - mean[i], 2))).Average();
            test[k] = fits.Average(fit =>
                Numbers(Grid, i => Math.Pow(fit[i] - truth[i] - Noise * Draw.Normal(random), 2)).Average()
            );
            if (k % 9 == 1)
                charts[k / 9] = Fits(logarithms[k], grid, fits, mean, truth);
        }

        row.AtMost("the generated gradient at every fit", worst, 1e-9);
        row.Holds(
            $"variance falls with every step of λ: from {variance[0]:G3} to {variance[^1]:G3}",
            Enumerable.Range(1, 20).All(k => variance[k] < variance[k - 1])
        );
        row.AtLeast("bias² at the largest λ over its least", bias[^1] / bias.Min(), 20);
        double[] sum = Numbers(21, k => bias[k] + variance[k]);
        int best = Array.IndexOf(sum, sum.Min());
        row.Holds($"bias² + variance is least between the ends: at ln λ = {logarithms[best]:F1}", best is > 0 and < 20);
        row.AtMost(
            "error on fresh points beside bias² + variance + noise², largest difference",
            Enumerable.Range(0, 21).Max(k => Math.Abs(test[k] - sum[k] - Noise * Noise)),
            0.01
        );
        row.Draw(
            "Bias and variance, and the error on fresh points, which has the noise on top.",
            new Chart { X = "ln λ", Width = 640 }
                .Line("bias²", logarithms, bias)
                .Line("variance", logarithms, variance)
                .Line("bias² + variance", logarithms, sum)
                .Line("test error", logarithms, test)
                .ToString()
        );
        row.Draw("Ten of the fits, their mean (of all hundred) and sin 2πx: small, middle and large λ.", charts);
    }

    private static string Fits(double logarithm, double[] grid, double[][] fits, double[] mean, double[] truth)
    {
        var chart = new Chart { Width = 340, X = $"ln λ = {logarithm:F1}" }
            .Line("sin 2πx", grid, truth)
            .Line("mean", grid, mean);
        foreach (double[] fit in fits.Take(10))
            chart.Faint(grid, fit);
        return chart.ToString();
    }

    private static double[] Numbers(int count, Func<int, double> number) =>
        [.. Enumerable.Range(0, count).Select(number)];
}
