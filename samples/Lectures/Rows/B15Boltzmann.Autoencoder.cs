using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

internal static partial class B15Boltzmann
{
    /// <summary>σ after σ: the mean squared error of the pictures that come out of few units, in place of those put in.</summary>
    [Differentiable]
    private static double Reconstruction(Tensor W1, Tensor b1, Tensor W2, Tensor b2, [NoGrad] Tensor X, Tensor Y)
    {
        Tensor h = new(X.Dim(0), W1.Dim(1));
        Matrix.Affine(X, W1, b1, h);
        Matrix.Sigmoid(h);
        Matrix.Affine(h, W2, b2, Y);
        Matrix.Sigmoid(Y);
        return Matrix.SquaredDistance(Y, X) / X.Length;
    }

    /// <summary>A hidden layer of logistic units, and the softmax of ten scores.</summary>
    [Differentiable]
    private static double Classifier(
        Tensor W1,
        Tensor b1,
        Tensor W2,
        Tensor b2,
        [NoGrad] Tensor X,
        int[] labels,
        Tensor scores
    )
    {
        Tensor h = new(X.Dim(0), W1.Dim(1));
        Matrix.Affine(X, W1, b1, h);
        Matrix.Sigmoid(h);
        Matrix.Affine(h, W2, b2, scores);
        return Matrix.SoftmaxLoss(scores, labels);
    }

    /// <summary>What comes out for the held-out digits.</summary>
    private static Tensor Autoencode(Row row, Pictures training, Pictures test)
    {
        const int code = 16;
        var random = row.NewRandom(2);
        (Tensor W1, Tensor b1) = (Draw.Weights(random, 64, code), Tensor.Parameter(code));
        (Tensor W2, Tensor b2) = (Draw.Weights(random, code, 64), Tensor.Parameter(64));
        Pictures few = training.Take([0, 1, 2]);
        Tensor output = Tensor.Parameter(3, 64);
        ReconstructionGradient(W1, b1, W2, b2, few.X, output);
        row.Gradients(
            "autoencoder",
            GradientCheck.Run(
                () => Reconstruction(W1, b1, W2, b2, few.X, new(3, 64)),
                new GradientCheckOptions { MaxComponents = 200 },
                ("W1", W1),
                ("b1", b1),
                ("W2", W2),
                ("b2", b2)
            )
        );
        var descent = new Adam<double>([W1, b1, W2, b2], learningRate: 0.003);
        for (int epoch = 0; epoch < 60; epoch++)
            foreach (Pictures batch in training.Batches(50, random))
            {
                ReconstructionGradient(W1, b1, W2, b2, batch.X, Tensor.Parameter(batch.Count, 64));
                descent.Step();
            }

        Tensor Y = new(test.Count, 64);
        double error = Reconstruction(W1, b1, W2, b2, test.X, Y);
        double[] mean =
        [
            .. Enumerable.Range(0, 64).Select(j => Compare.Sum(training.Count, n => training.X[n, j]) / training.Count),
        ];
        double plain =
            Compare.Sum(test.Count, n => Compare.Sum(64, j => Math.Pow(test.X[n, j] - mean[j], 2))) / test.X.Length;
        row.AtMost(
            $"autoencoder 64-16-64: error on held-out digits (of the mean picture {plain:F3})",
            error,
            0.3 * plain
        );
        return Y;
    }

    /// <summary>With few labels, weights that were learned without any help.</summary>
    private static void Pretrain(Row row, Machine machine, Pictures training, Pictures test)
    {
        const int labelled = 60;
        double plain = 0,
            pretrained = 0;
        const int draws = 5;
        for (int draw = 0; draw < draws; draw++)
        {
            var random = row.NewRandom(10 + draw);
            Pictures few = training.Take([
                .. Enumerable.Range(0, training.Count).OrderBy(_ => random.Next()).Take(labelled),
            ]);
            plain += Learned(few, test, Draw.Weights(random, 64, Units), Tensor.Parameter(Units)) / draws;
            Tensor b = Tensor.Parameter(Units);
            b.CopyFrom(machine.b);
            pretrained += Learned(few, test, Transposed(machine.W), b) / draws;
        }
        row.AtLeast(
            $"{labelled} labels, mean of {draws} draws: accuracy from the machine's weights, by that from random ones ({plain:F3})",
            pretrained,
            plain
        );
    }

    private static double Learned(Pictures few, Pictures test, Tensor W1, Tensor b1)
    {
        (Tensor W2, Tensor b2) = (Tensor.Parameter(Units, 10), Tensor.Parameter(10));
        var descent = new Sgd<double>([W1, b1, W2, b2], learningRate: 0.1, momentum: 0.9);
        for (int step = 0; step < 200; step++)
        {
            ClassifierGradient(W1, b1, W2, b2, few.X, few.Y, Tensor.Parameter(few.Count, 10));
            descent.Step();
        }
        Tensor scores = new(test.Count, 10);
        Classifier(W1, b1, W2, b2, test.X, test.Y, scores);
        return Judge.Accuracy(scores, test.Y);
    }
}
