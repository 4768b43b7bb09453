using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>The three products of an affine layer: X.grad = Y.grad·Aᵀ, A.grad = Xᵀ·Y.grad, b.grad = Σ Y.grad.</summary>
public class A5Affine
{
    private const string Source = """
                [Differentiable]
                public static void Affine(Tensor<float> X, Tensor<float> A, Tensor<float> b, Tensor<float> Y)
                {
                    for (int n = 0; n < X.Dim(0); n++)
                        for (int i = 0; i < A.Dim(1); i++)
                        {
                            Y[n, i] = b[i];
                            for (int j = 0; j < A.Dim(0); j++)
                                Y[n, i] += X[n, j] * A[j, i];
                        }
                }
        """;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 33, 16)]
    [InlineData(0, 3, 4)]
    [InlineData(40, 5, 65)]
    public void Three_products(int batch, int inputs, int outputs)
    {
        Compiled row = Verify(Source);
        (Tensor<double> X, Tensor<double> A, Tensor<double> b) = (
            Random(1, batch, inputs),
            Random(2, inputs, outputs),
            Random(3, outputs)
        );
        Tensor<double> Y = Output(4, batch, outputs);
        object residuals = row.New("Lectures.Row+AffineResiduals");

        row.Call("Lectures.Row", "AffineForward", X, A, b, Y, residuals);
        row.Call("Lectures.Row", "AffineBackward", X, A, b, Y, residuals);

        Agrees((n, i) => b[i] + Sum(inputs, j => X[n, j] * A[j, i]), Y);
        Agrees((n, j) => Sum(outputs, i => Y.Grad![n, i] * A[j, i]), X.Grad!);
        Agrees((j, i) => Sum(batch, n => X[n, j] * Y.Grad![n, i]), A.Grad!);
        Agrees(i => Sum(batch, n => Y.Grad![n, i]), b.Grad!);
    }
}
