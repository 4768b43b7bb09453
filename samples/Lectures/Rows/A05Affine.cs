using NeuralGen.Samples.Lectures.Tools;
using static NeuralGen.Samples.Lectures.Tools.Compare;
using static NeuralGen.Samples.Lectures.Tools.Draw;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>Y = XA + b: its backward pass is three products, each written as the loop that Y was.</summary>
internal static partial class A05Affine
{
    [Differentiable]
    private static void Affine(Tensor X, Tensor A, Tensor b, Tensor Y)
    {
        for (int n = 0; n < X.Dim(0); n++)
        for (int i = 0; i < A.Dim(1); i++)
        {
            Y[n, i] = b[i];
            for (int j = 0; j < A.Dim(0); j++)
                Y[n, i] += X[n, j] * A[j, i];
        }
    }

    public static void Run(Row row)
    {
        var random = row.NewRandom();
        foreach ((int batch, int inputs, int outputs) in new[] { (1, 1, 1), (7, 33, 16), (40, 5, 65) })
        {
            (Tensor X, Tensor A) = (Uniform(random, batch, inputs), Uniform(random, inputs, outputs));
            (Tensor b, Tensor Y) = (Uniform(random, outputs), Output(random, batch, outputs));
            // Y is written and read back: its gradient ends as that of its first value, so a copy is taken.
            Tensor dY = new(batch, outputs);
            dY.CopyFrom(Y.Grad!);
            var residuals = new AffineResiduals();
            AffineForward(X, A, b, Y, residuals);
            AffineBackward(X, A, b, Y, residuals);

            string shape = $"{batch}×{inputs}×{outputs}";
            row.AtMost(
                $"{shape}: X.grad beside Y.grad·Aᵀ",
                Apart((n, j) => Sum(outputs, i => dY[n, i] * A[j, i]), X.Grad!),
                1e-12
            );
            row.AtMost(
                $"{shape}: A.grad beside Xᵀ·Y.grad",
                Apart((j, i) => Sum(batch, n => X[n, j] * dY[n, i]), A.Grad!),
                1e-12
            );
            row.AtMost($"{shape}: b.grad beside Σ Y.grad", Apart(i => Sum(batch, n => dY[n, i]), b.Grad!), 1e-12);
            double Inner()
            {
                Affine(X, A, b, Y);
                return Compare.Inner(Y, dY);
            }
            row.Gradients(shape, GradientCheck.Run(Inner, ("X", X), ("A", A), ("b", b)));
        }
    }
}
