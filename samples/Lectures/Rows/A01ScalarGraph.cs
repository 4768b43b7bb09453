using System;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;
using NeuralGen.Samples.Lectures.Tools;

namespace NeuralGen.Samples.Lectures.Rows;

/// <summary>x → y, then y → u and y → v, then u, v → L: what y is worth comes back along both arrows.</summary>
internal static partial class A01ScalarGraph
{
    [Differentiable]
    private static double Loss(double x)
    {
        double y = Math.Sin(x);
        return Rest(y);
    }

    [Differentiable]
    private static double Rest(double y)
    {
        double u = y * y;
        double v = Math.Exp(y);
        return u * v + u;
    }

    public static void Run(Row row)
    {
        double[] points = [.. Enumerable.Range(-60, 121).Select(i => i / 20.0)];
        (double yWorst, double xWorst) = (0, 0);
        foreach (double x in points)
        {
            // The chain rule by hand: L.grad = 1 flows to u and v, and from both to y.
            double y = Math.Sin(x);
            (double u, double v) = (y * y, Math.Exp(y));
            (double uGrad, double vGrad) = (v + 1, u);
            double yGrad = uGrad * (2 * y) + vGrad * v;

            LossGradient(x, out double xGrad);
            RestGradient(y, out double yGradGenerated);
            yWorst = Math.Max(yWorst, Compare.Apart(yGrad, yGradGenerated));
            xWorst = Math.Max(xWorst, Compare.Apart(yGrad * Math.Cos(x), xGrad));
        }
        row.AtMost("y.grad beside u.grad·∂u/∂y + v.grad·∂v/∂y, 121 points", yWorst, 1e-12);
        row.AtMost("x.grad beside y.grad·cos x, 121 points", xWorst, 1e-12);
        row.Gradients("x", GradientCheck.Run(p => Loss(p[0]), [0.7], [Slope(0.7)]));
        row.Draw(
            "The graph as a function of x, and its generated derivative.",
            new Chart { X = "x" }
                .Line("L", points, [.. points.Select(Loss)])
                .Line("x.grad", points, [.. points.Select(Slope)])
                .ToString(),
            Html.Lines(string.Join('\n', GeneratedCode.Nests("A01ScalarGraph.Loss")))
        );
    }

    private static double Slope(double x)
    {
        LossGradient(x, out double xGrad);
        return xGrad;
    }
}
