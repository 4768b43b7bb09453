using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;
using static NeuralGen.Samples.Lectures.Tools.Compare;
using static NeuralGen.Samples.Lectures.Tools.Draw;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>U[h,i,j] = Σₖ A[h,i,k]·B[h,j,k] and Y = σ(U): loops do not mind a third axis.</summary>
internal static partial class A03HigherOrder
{
    [Differentiable]
    private static void Scores(Tensor A, Tensor B, Tensor Y)
    {
        for (int h = 0; h < A.Dim(0); h++)
        for (int i = 0; i < A.Dim(1); i++)
        for (int j = 0; j < B.Dim(1); j++)
        {
            double U = 0;
            for (int k = 0; k < A.Dim(2); k++)
                U += A[h, i, k] * B[h, j, k];
            Y[h, i, j] = Activation.Sigmoid(U);
        }
    }

    public static void Run(Row row)
    {
        (int heads, int left, int right, int depth) = (3, 5, 9, 7);
        var random = row.NewRandom();
        (Tensor A, Tensor B) = (Uniform(random, heads, left, depth), Uniform(random, heads, right, depth));
        Tensor Y = Output(random, heads, left, right);
        var residuals = new ScoresResiduals();
        ScoresForward(A, B, Y, residuals);
        ScoresBackward(A, B, Y, residuals);

        double Score(int h, int i, int j) => Sigmoid(Sum(depth, k => A[h, i, k] * B[h, j, k]));
        double UGrad(int h, int i, int j) => Y.Grad![h, i, j] * Score(h, i, j) * (1 - Score(h, i, j));
        row.AtMost("Y beside σ(U)", Apart(Score, Y), 1e-12);
        row.AtMost(
            "A.grad beside Σⱼ U.grad[h,i,j]·B[h,j,k]",
            Apart((h, i, k) => Sum(right, j => UGrad(h, i, j) * B[h, j, k]), A.Grad!),
            1e-12
        );
        row.AtMost(
            "B.grad beside Σᵢ U.grad[h,i,j]·A[h,i,k]",
            Apart((h, j, k) => Sum(left, i => UGrad(h, i, j) * A[h, i, k]), B.Grad!),
            1e-12
        );
        Tensor output = new(heads, left, right);
        double Inner()
        {
            Scores(A, B, output);
            return Compare.Inner(output, Y.Grad!);
        }
        row.Gradients("A, B", GradientCheck.Run(Inner, ("A", A), ("B", B)));
        row.Draw(
            "The derived nests, as they stand in the generated file.",
            Html.Lines(string.Join('\n', GeneratedCode.Nests("A03HigherOrder.Scores")))
        );
    }
}
