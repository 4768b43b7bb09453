using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using static NeuralGen.Samples.Lectures.Tools.Compare;
using static NeuralGen.Samples.Lectures.Tools.Draw;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>y = σ(Ax + b) as loops over scalars, and the four nests that follow from it.</summary>
internal static partial class A02Layer
{
    [Differentiable]
    private static void Layer(Tensor A, Tensor x, Tensor b, Tensor y)
    {
        for (int i = 0; i < A.Dim(0); i++)
        {
            double u = 0;
            for (int j = 0; j < A.Dim(1); j++)
                u += A[i, j] * x[j];
            y[i] = Activation.Sigmoid(u + b[i]);
        }
    }

    public static void Run(Row row)
    {
        (int rows, int columns) = (9, 17);
        var random = row.NewRandom();
        (Tensor A, Tensor x, Tensor b) = (
            Uniform(random, rows, columns),
            Uniform(random, columns),
            Uniform(random, rows)
        );
        Tensor y = Output(random, rows);
        var residuals = new LayerResiduals();
        LayerForward(A, x, b, y, residuals);
        LayerBackward(A, x, b, y, residuals);

        double Y(int i) => Sigmoid(Sum(columns, j => A[i, j] * x[j]) + b[i]);
        double UGrad(int i) => y.Grad![i] * Y(i) * (1 - Y(i));
        row.AtMost("y beside σ(Ax + b)", Apart(Y, y), 1e-12);
        row.AtMost("b.grad beside u.grad = y.grad·σ′", Apart(UGrad, b.Grad!), 1e-12);
        row.AtMost("A.grad beside u.grad·xᵀ", Apart((i, j) => UGrad(i) * x[j], A.Grad!), 1e-12);
        row.AtMost("x.grad beside Aᵀ·u.grad", Apart(j => Sum(rows, i => UGrad(i) * A[i, j]), x.Grad!), 1e-12);

        IReadOnlyList<string> nests = GeneratedCode.Nests("A02Layer.Layer");
        string[] expected =
        [
            "for i u.grad[i] += y.grad[i] * σ'(u[i] + b[i])",
            "for i b.grad[i] += y.grad[i] * σ'(u[i] + b[i])",
            "for i,j A.grad[i,j] += u.grad[i] * x[j]",
            "for i,j x.grad[j] += u.grad[i] * A[i,j]",
        ];
        row.All("derived nests found in the generated file", expected.Count(nests.Contains), expected.Length);
        row.Draw("The derived nests, as they stand in the generated file.", Html.Lines(string.Join('\n', nests)));

        Tensor seed = y.Grad!;
        Tensor output = new(rows);
        row.Gradients(
            "A, x, b",
            GradientCheck.Run(
                () =>
                {
                    Layer(A, x, b, output);
                    return Inner(output, seed);
                },
                ("A", A),
                ("x", x),
                ("b", b)
            )
        );
    }
}
