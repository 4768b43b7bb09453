using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>U[b,i] += X[b,j]·A[j,i], the bias broadcast over the batch, a loss averaged over it.</summary>
public class A4Minibatch
{
    private const string Source = """
                [Differentiable]
                public static float Loss(Tensor<float> X, Tensor<float> A, Tensor<float> B, [NoGrad] Tensor<float> T, Tensor<float> Y)
                {
                    for (int b = 0; b < X.Dim(0); b++)
                        for (int i = 0; i < A.Dim(1); i++)
                        {
                            float u = 0;
                            for (int j = 0; j < A.Dim(0); j++)
                                u += X[b, j] * A[j, i];
                            Y[b, i] = Activation.Sigmoid(u + B[i]);
                        }
                    float loss = 0;
                    for (int b = 0; b < X.Dim(0); b++)
                        for (int i = 0; i < A.Dim(1); i++)
                            loss += (Y[b, i] - T[b, i]) * (Y[b, i] - T[b, i]);
                    return loss / X.Dim(0);
                }
        """;

    [Fact]
    public void Gradients_are_averaged_over_the_batch()
    {
        Compiled row = Verify(Source);
        (int batch, int inputs, int outputs) = (6, 10, 17);
        (Tensor<double> X, Tensor<double> A, Tensor<double> B) = (
            Random(1, batch, inputs),
            Random(2, inputs, outputs),
            Random(3, outputs)
        );
        (Tensor<double> T, Tensor<double> Y) = (Random(4, batch, outputs), Tensor<double>.Parameter(batch, outputs));
        T.Grad = null;

        object? loss = row.Call("Lectures.Row", "LossGradient", X, A, B, T, Y);

        double Out(int b, int i) => Sigmoid(Sum(inputs, j => X[b, j] * A[j, i]) + B[i]);
        double UGrad(int b, int i) => 2 * (Out(b, i) - T[b, i]) / batch * Out(b, i) * (1 - Out(b, i));
        Close(Sum(batch, b => Sum(outputs, i => (Out(b, i) - T[b, i]) * (Out(b, i) - T[b, i]))) / batch, (double)loss!);
        Agrees(i => Sum(batch, b => UGrad(b, i)), B.Grad!);
        Agrees((j, i) => Sum(batch, b => UGrad(b, i) * X[b, j]), A.Grad!);
        Agrees((b, j) => Sum(outputs, i => UGrad(b, i) * A[j, i]), X.Grad!);
        Shows(
            row,
            "for b,i B.grad[i] += Y.grad[b,i] * σ'(u[b,i] + B[i])",
            "for b,i,j A.grad[j,i] += u.grad[b,i] * X[b,j]",
            "for b,i,j X.grad[b,j] += u.grad[b,i] * A[j,i]"
        );
    }
}
