using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Ascent on the log-likelihood Σ y·log h(x) + (1 − y)·log(1 − h(x)) with h(x) = σ(θᵀx).</summary>
internal static partial class B04LogisticRegression
{
    /// <summary>The mean over some rows. With z = θᵀx a term is y·z − log(1 + eᶻ); the last θ is the bias.</summary>
    [Differentiable]
    public static double LogLikelihood(Tensor theta, [NoGrad] Tensor X, int[] y, int[] rows)
    {
        double sum = 0;
        for (int n = 0; n < rows.Length; n++)
        {
            double z = theta[X.Dim(1)];
            for (int j = 0; j < X.Dim(1); j++)
                z += theta[j] * X[rows[n], j];
            sum += y[rows[n]] * z - Activation.Softplus(z);
        }
        return sum / rows.Length;
    }

    /// <summary>θ ← θ + η·gradient, in batches of a size; the log-likelihood of all rows after each epoch.</summary>
    public static List<double> Ascend(
        Tensor theta,
        Tensor X,
        int[] y,
        int batch,
        double rate,
        int epochs,
        Random random
    )
    {
        int[] all = [.. Enumerable.Range(0, y.Length)];
        var curve = new List<double>();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            foreach (int[] rows in Shuffled.Batches(y.Length, batch, random))
            {
                LogLikelihoodGradient(theta, X, y, rows);
                for (int j = 0; j < theta.Length; j++)
                    theta[j] += rate * theta.Grad![j];
            }
            curve.Add(LogLikelihood(theta, X, y, all));
        }
        return curve;
    }

    /// <summary>Whether σ(θᵀx) is above ½, row by row.</summary>
    public static int[] Answers(Tensor theta, Tensor X) =>
        [
            .. Enumerable
                .Range(0, X.Dim(0))
                .Select(n => Compare.Sum(X.Dim(1), j => theta[j] * X[n, j]) + theta[X.Dim(1)] > 0 ? 1 : 0),
        ];

    public static void Run(Row row)
    {
        var maps = new List<string>();
        foreach ((string gate, int[] y) in new[] { ("OR", Gates.Or), ("AND", Gates.And), ("NAND", Gates.Nand) })
        {
            Tensor theta = Tensor.Parameter(3);
            Ascend(theta, Gates.Inputs, y, batch: 4, rate: 2, epochs: 500, row.NewRandom());
            row.All($"{gate} learned", Judge.Right(Answers(theta, Gates.Inputs), y), 4);
            maps.Add(
                Html.Titled(
                    gate,
                    new Plane(-0.5, 1.5, 150)
                        .Map((a, b) => 2 * Compare.Sigmoid(theta[0] * a + theta[1] * b + theta[2]) - 1)
                        .Points(Gates.Inputs, y)
                        .ToString()
                )
            );
        }
        row.Draw("The probability that each gate's unit gives: white is ½, the decision boundary.", maps);

        Clouds cloud = Clouds.Two(row.NewRandom(), 200, distance: 2);
        Tensor check = Draw.Uniform(row.NewRandom(), 3);
        int[] all = [.. Enumerable.Range(0, cloud.Count)];
        LogLikelihoodGradient(check, cloud.X, cloud.Y, all);
        row.Gradients("θ", GradientCheck.Run(() => LogLikelihood(check, cloud.X, cloud.Y, all), ("θ", check)));

        var chart = new Chart
        {
            X = "epoch",
            Y = "mean log-likelihood",
            LogX = true,
        };
        double best = 0;
        foreach (
            (string name, int batch, double rate) in new[]
            {
                ("batch", 200, 0.5),
                ("minibatch of 20", 20, 0.05),
                ("stochastic", 1, 0.005),
            }
        )
        {
            Tensor theta = Tensor.Parameter(3);
            List<double> curve = Ascend(theta, cloud.X, cloud.Y, batch, rate, 400, row.NewRandom(1));
            chart.Line(name, curve);
            if (batch == 200)
            {
                best = curve[^1];
                LogLikelihoodGradient(theta, cloud.X, cloud.Y, all);
                row.AtMost("batch ascent: the gradient at its end", theta.Grad!.ToArray().Max(Math.Abs), 1e-4);
            }
            else
                row.AtMost($"{name} ascent: what it lacks of the batch's log-likelihood", best - curve[^1], 2e-3);
        }
        row.Draw("Two overlapping clouds: three ways up the same hill.", chart.ToString());
    }
}
