using NeuralGen.Samples.Lectures.Book;
using static NeuralGen.Samples.Lectures.Tools.Compare;
using static NeuralGen.Samples.Lectures.Tools.Draw;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>A layer for a whole minibatch: the bias is the same for every example, so its gradient is a sum over them.</summary>
internal static partial class A04Minibatch
{
    [Differentiable]
    private static double Loss([NoGrad] Tensor X, [NoGrad] Tensor T, Tensor A, Tensor bias)
    {
        double loss = 0;
        for (int b = 0; b < X.Dim(0); b++)
        for (int i = 0; i < A.Dim(1); i++)
        {
            double U = 0;
            for (int j = 0; j < A.Dim(0); j++)
                U += X[b, j] * A[j, i];
            double Y = Activation.Sigmoid(U + bias[i]);
            loss += 0.5 * (Y - T[b, i]) * (Y - T[b, i]);
        }
        return loss / X.Dim(0);
    }

    public static void Run(Row row)
    {
        (int batch, int inputs, int outputs) = (12, 10, 17);
        var random = row.NewRandom();
        (Tensor X, Tensor T) = (Uniform(random, batch, inputs), Uniform(random, batch, outputs));
        (Tensor A, Tensor bias) = (Uniform(random, inputs, outputs), Uniform(random, outputs));
        LossGradient(X, T, A, bias);

        double Y(int b, int i) => Sigmoid(Sum(inputs, j => X[b, j] * A[j, i]) + bias[i]);
        double UGrad(int b, int i) => (Y(b, i) - T[b, i]) * Y(b, i) * (1 - Y(b, i)) / batch;
        row.AtMost(
            "bias.grad beside Σ over the batch of U.grad",
            Apart(i => Sum(batch, b => UGrad(b, i)), bias.Grad!),
            1e-12
        );
        row.AtMost(
            "A.grad beside Σ over the batch of X[b,j]·U.grad[b,i]",
            Apart((j, i) => Sum(batch, b => X[b, j] * UGrad(b, i)), A.Grad!),
            1e-12
        );

        // One example at a time, and the mean of the gradients.
        Tensor mean = new(inputs, outputs);
        (Tensor one, Tensor own) = (A.Share(), bias.Share());
        for (int b = 0; b < batch; b++)
        {
            LossGradient(X.Rows(b, 1), T.Rows(b, 1), one, own);
            for (int k = 0; k < mean.Length; k++)
                mean.AsSpan()[k] += one.Grad!.AsSpan()[k] / batch;
        }
        row.AtMost("A.grad beside the mean of the single examples' gradients", Apart(mean, A.Grad!), 1e-12);
        row.Gradients("A, bias", GradientCheck.Run(() => Loss(X, T, A, bias), ("A", A), ("bias", bias)));
        row.Draw(
            "The derived nests, as they stand in the generated file.",
            Html.Lines(string.Join('\n', GeneratedCode.Nests("A04Minibatch.Loss")))
        );
    }
}
