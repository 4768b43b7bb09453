using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>y = σ(Ax + b) as loops over scalars.</summary>
public class A2Layer
{
    private const string Source = """
                [Differentiable]
                public static void Layer(Tensor<float> A, Tensor<float> x, Tensor<float> b, Tensor<float> y)
                {
                    for (int i = 0; i < A.Dim(0); i++)
                    {
                        float u = 0;
                        for (int j = 0; j < A.Dim(1); j++)
                            u += A[i, j] * x[j];
                        y[i] = Activation.Sigmoid(u + b[i]);
                    }
                }
        """;

    [Fact]
    public void Four_derived_nests()
    {
        Compiled row = Verify(Source);
        const int rows = 9;
        const int columns = 17;
        (Tensor<double> A, Tensor<double> x, Tensor<double> b) = (
            Random(1, rows, columns),
            Random(2, columns),
            Random(3, rows)
        );
        Tensor<double> y = Output(4, rows);
        object residuals = row.New("Lectures.Row+LayerResiduals");

        row.Call("Lectures.Row", "LayerForward", A, x, b, y, residuals);
        row.Call("Lectures.Row", "LayerBackward", A, x, b, y, residuals);

        double Y(int i) => Sigmoid(Sum(columns, j => A[i, j] * x[j]) + b[i]);
        double UGrad(int i) => y.Grad![i] * Y(i) * (1 - Y(i));
        Agrees(Y, y);
        Agrees(UGrad, b.Grad!);
        Agrees((i, j) => UGrad(i) * x[j], A.Grad!);
        Agrees(j => Sum(rows, i => UGrad(i) * A[i, j]), x.Grad!);
        Shows(
            row,
            "for i u.grad[i] += y.grad[i] * σ'(u[i] + b[i])",
            "for i b.grad[i] += y.grad[i] * σ'(u[i] + b[i])",
            "for i,j A.grad[i,j] += u.grad[i] * x[j]",
            "for i,j x.grad[j] += u.grad[i] * A[i,j]"
        );
    }
}
