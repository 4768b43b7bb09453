using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>U[h,i,j] += A[h,i,k]·B[h,j,k]; Y = σ(U).</summary>
public class A3HigherOrder
{
    private const string Source = """
                [Differentiable]
                public static void Scores(Tensor<float> A, Tensor<float> B, Tensor<float> U, Tensor<float> Y)
                {
                    for (int h = 0; h < A.Dim(0); h++)
                        for (int i = 0; i < A.Dim(1); i++)
                            for (int j = 0; j < B.Dim(1); j++)
                                U[h, i, j] = 0;
                    for (int h = 0; h < A.Dim(0); h++)
                        for (int i = 0; i < A.Dim(1); i++)
                            for (int j = 0; j < B.Dim(1); j++)
                                for (int k = 0; k < A.Dim(2); k++)
                                    U[h, i, j] += A[h, i, k] * B[h, j, k];
                    for (int h = 0; h < A.Dim(0); h++)
                        for (int i = 0; i < A.Dim(1); i++)
                            for (int j = 0; j < B.Dim(1); j++)
                                Y[h, i, j] = Activation.Sigmoid(U[h, i, j]);
                }
        """;

    [Fact]
    public void Three_axes()
    {
        Compiled row = Verify(Source);
        (int heads, int left, int right, int depth) = (3, 5, 9, 7);
        (Tensor<double> A, Tensor<double> B) = (Random(1, heads, left, depth), Random(2, heads, right, depth));
        (Tensor<double> U, Tensor<double> Y) = (new Tensor<double>(heads, left, right), Output(3, heads, left, right));
        object residuals = row.New("Lectures.Row+ScoresResiduals");

        row.Call("Lectures.Row", "ScoresForward", A, B, U, Y, residuals);
        row.Call("Lectures.Row", "ScoresBackward", A, B, U, Y, residuals);

        double Score(int h, int i, int j) => Sigmoid(Sum(depth, k => A[h, i, k] * B[h, j, k]));
        double UGrad(int h, int i, int j) => Y.Grad![h, i, j] * Score(h, i, j) * (1 - Score(h, i, j));
        Agrees(Score, Y);
        Agrees((h, i, k) => Sum(right, j => UGrad(h, i, j) * B[h, j, k]), A.Grad!);
        Agrees((h, j, k) => Sum(left, i => UGrad(h, i, j) * A[h, i, k]), B.Grad!);
        Shows(
            row,
            "for h,i,j U.grad[h,i,j] += Y.grad[h,i,j] * σ'(U[h,i,j])",
            "for h,i,j,k A.grad[h,i,k] += U.grad[h,i,j] * B[h,j,k]",
            "for h,i,j,k B.grad[h,j,k] += U.grad[h,i,j] * A[h,i,k]"
        );
    }
}
