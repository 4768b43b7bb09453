using System;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>What NumPy has built in, as loops: their bodies take the place of the calls, and are differentiated there.</summary>
internal static class Matrix
{
    /// <summary>C = A·B.</summary>
    public static void Product(Tensor A, Tensor B, Tensor C)
    {
        for (int n = 0; n < A.Dim(0); n++)
        for (int i = 0; i < B.Dim(1); i++)
        {
            double sum = 0;
            for (int j = 0; j < A.Dim(1); j++)
                sum += A[n, j] * B[j, i];
            C[n, i] = sum;
        }
    }

    /// <summary>C = A·B + b, b being the same for every row.</summary>
    public static void Affine(Tensor A, Tensor B, Tensor b, Tensor C)
    {
        for (int n = 0; n < A.Dim(0); n++)
        for (int i = 0; i < B.Dim(1); i++)
        {
            double sum = b[i];
            for (int j = 0; j < A.Dim(1); j++)
                sum += A[n, j] * B[j, i];
            C[n, i] = sum;
        }
    }

    /// <summary>σ in place.</summary>
    public static void Sigmoid(Tensor U)
    {
        for (int n = 0; n < U.Dim(0); n++)
        for (int i = 0; i < U.Dim(1); i++)
            U[n, i] = Activation.Sigmoid(U[n, i]);
    }

    /// <summary>max(0, u) in place.</summary>
    public static void Relu(Tensor U)
    {
        for (int n = 0; n < U.Dim(0); n++)
        for (int i = 0; i < U.Dim(1); i++)
            U[n, i] = Activation.Relu(U[n, i]);
    }

    /// <summary>Σ (A − B)².</summary>
    public static double SquaredDistance(Tensor A, Tensor B)
    {
        double sum = 0;
        for (int n = 0; n < A.Dim(0); n++)
        for (int i = 0; i < A.Dim(1); i++)
            sum += (A[n, i] - B[n, i]) * (A[n, i] - B[n, i]);
        return sum;
    }

    /// <summary>Σ W².</summary>
    public static double SquaredNorm(Tensor W)
    {
        double sum = 0;
        for (int j = 0; j < W.Dim(0); j++)
        for (int i = 0; i < W.Dim(1); i++)
            sum += W[j, i] * W[j, i];
        return sum;
    }

    /// <summary>The mean of log Σᵢ exp(s[n,i]) − s[n, labels[n]].</summary>
    public static double SoftmaxLoss(Tensor scores, int[] labels)
    {
        double loss = 0;
        for (int n = 0; n < scores.Dim(0); n++)
        {
            double largest = double.NegativeInfinity;
            for (int i = 0; i < scores.Dim(1); i++)
                largest = Math.Max(largest, scores[n, i]);
            double shift = Gradient.Stop(largest);
            double sum = 0;
            for (int i = 0; i < scores.Dim(1); i++)
                sum += Math.Exp(scores[n, i] - shift);
            loss += Math.Log(sum) + shift - scores[n, labels[n]];
        }
        return loss / scores.Dim(0);
    }

    /// <summary>The mean of Σ over j ≠ y of max(0, s[n,j] − s[n,y] + 1).</summary>
    public static double HingeLoss(Tensor scores, int[] labels)
    {
        double loss = 0;
        for (int n = 0; n < scores.Dim(0); n++)
        for (int j = 0; j < scores.Dim(1); j++)
            if (j != labels[n])
                loss += Math.Max(0, scores[n, j] - scores[n, labels[n]] + 1);
        return loss / scores.Dim(0);
    }

    /// <summary>Either loss.</summary>
    public static double Loss(Tensor scores, int[] labels, bool hinge)
    {
        double loss;
        if (hinge)
            loss = HingeLoss(scores, labels);
        else
            loss = SoftmaxLoss(scores, labels);
        return loss;
    }
}
