using System;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Closed forms to compare with.</summary>
internal static class Algebra
{
    /// <summary>The solution of A x = b, by elimination with pivots.</summary>
    public static double[] Solve(double[,] A, double[] b)
    {
        int n = b.Length;
        (A, b) = ((double[,])A.Clone(), (double[])b.Clone());
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                if (Math.Abs(A[i, k]) > Math.Abs(A[pivot, k]))
                    pivot = i;
            for (int j = 0; j < n; j++)
                (A[k, j], A[pivot, j]) = (A[pivot, j], A[k, j]);
            (b[k], b[pivot]) = (b[pivot], b[k]);
            for (int i = k + 1; i < n; i++)
            {
                double factor = A[i, k] / A[k, k];
                for (int j = k; j < n; j++)
                    A[i, j] -= factor * A[k, j];
                b[i] -= factor * b[k];
            }
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
                b[i] -= A[i, j] * b[j];
            b[i] /= A[i, i];
        }
        return b;
    }

    /// <summary>The θ of the least λ‖θ‖² + (1/N) Σ (y − θᵀx)².</summary>
    public static double[] Ridge(Tensor X, double[] y, double lambda)
    {
        (int count, int size) = (X.Dim(0), X.Dim(1));
        var A = new double[size, size];
        var b = new double[size];
        for (int i = 0; i < size; i++)
        {
            for (int n = 0; n < count; n++)
            {
                b[i] += X[n, i] * y[n] / count;
                for (int j = 0; j < size; j++)
                    A[i, j] += X[n, i] * X[n, j] / count;
            }
            A[i, i] += lambda;
        }
        return Solve(A, b);
    }
}
