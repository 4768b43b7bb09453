using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Multi-class logistic regression: the mean negative log-likelihood under the softmax, and L2 on the weights.</summary>
internal static partial class B05Softmax
{
    [Differentiable]
    private static double Loss(Tensor W, Tensor b, [NoGrad] Tensor X, int[] labels, [NoGrad] double lambda)
    {
        Tensor scores = new(X.Dim(0), W.Dim(1));
        Matrix.Affine(X, W, b, scores);
        return Matrix.SoftmaxLoss(scores, labels) + lambda * Matrix.SquaredNorm(W);
    }

    public static void Run(Row row) => LinearDigits.Learn(row, Loss, LossGradient, rate: 0.5, lambda: 1e-4, steps: 300);
}
