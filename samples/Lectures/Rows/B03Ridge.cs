using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>J = λ‖θ‖² + (1/N) Σ (y − θᵀx)²: descent ends at ridge regression's closed form.</summary>
internal static partial class B03Ridge
{
    [Differentiable]
    private static double J(Tensor theta, [NoGrad] Tensor X, [NoGrad] double[] y, [NoGrad] double lambda)
    {
        double error = 0;
        for (int n = 0; n < X.Dim(0); n++)
        {
            double r = y[n];
            for (int j = 0; j < theta.Dim(0); j++)
                r -= theta[j] * X[n, j];
            error += r * r;
        }
        double norm = 0;
        for (int j = 0; j < theta.Dim(0); j++)
            norm += theta[j] * theta[j];
        return lambda * norm + error / X.Dim(0);
    }

    public static void Run(Row row)
    {
        (int count, int size) = (40, 6);
        var random = row.NewRandom();
        Tensor X = Draw.Uniform(random, count, size);
        var y = new double[count];
        for (int n = 0; n < count; n++)
            y[n] = 3 * X[n, 0] - 2 * X[n, 1] + X[n, 2] + 0.5 * Draw.Normal(random);

        Tensor theta = Draw.Uniform(random, size);
        JGradient(theta, X, y, 0.1);
        double Residual(int n) => y[n] - Compare.Sum(size, j => theta[j] * X[n, j]);
        row.AtMost(
            "θ.grad beside 2λθ − (2/N) Xᵀ(y − Xθ)",
            Compare.Apart(
                j => 2 * 0.1 * theta[j] - 2.0 / count * Compare.Sum(count, n => X[n, j] * Residual(n)),
                theta.Grad!
            ),
            1e-12
        );
        row.Gradients("θ", GradientCheck.Run(() => J(theta, X, y, 0.1), ("θ", theta)));

        double[] lambdas = [.. Enumerable.Range(-12, 21).Select(k => Math.Pow(10, k / 4.0))];
        var found = new double[size][];
        for (int j = 0; j < size; j++)
            found[j] = new double[lambdas.Length];
        double worst = 0;
        for (int k = 0; k < lambdas.Length; k++)
        {
            theta.Fill(0);
            var descent = new Sgd<double>([theta], learningRate: 0.4 / (1 + lambdas[k]));
            for (int step = 0; step < 2000; step++)
            {
                JGradient(theta, X, y, lambdas[k]);
                descent.Step();
            }
            double[] closed = Algebra.Ridge(X, y, lambdas[k]);
            for (int j = 0; j < size; j++)
            {
                worst = Math.Max(worst, Math.Abs(closed[j] - theta[j]));
                found[j][k] = theta[j];
            }
        }
        row.AtMost($"descent beside (XᵀX/N + λI)⁻¹Xᵀy/N, {lambdas.Length} values of λ", worst, 1e-9);
        var chart = new Chart
        {
            X = "λ",
            Y = "θ",
            LogX = true,
        };
        for (int j = 0; j < size; j++)
            chart.Line($"θ{j + 1}", lambdas, found[j]);
        row.Draw("The coefficients shrink as λ grows.", chart.ToString());
    }
}
