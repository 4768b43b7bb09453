using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace NeuralGen.Samples.Calibration;

/// <summary>
/// An S-shaped curve of four parameters through the weights of growing onions, by MathNet's Levenberg–Marquardt: the rows of
/// its Jacobian are generated gradients.
/// </summary>
/// <remarks>
/// Data, starting values and certified results: problem Rat43 of NIST's Statistical Reference Datasets,
/// https://www.itl.nist.gov/div898/strd/nls/data/ratkowsky3.shtml, after D. A. Ratkowsky, Nonlinear Regression Modeling, 1983.
/// </remarks>
internal static partial class GrowthCurve
{
    // Dry weight after 1, 2, 3, … units of time.
    private static readonly double[] Weights =
    [
        16.08,
        33.83,
        65.80,
        97.20,
        191.55,
        326.20,
        386.87,
        520.53,
        590.03,
        651.92,
        724.93,
        699.56,
        689.96,
        637.56,
        717.41,
    ];

    private static readonly double[] FarStart = [100, 10, 1, 1];
    private static readonly double[] NearStart = [700, 5, 0.75, 1.3];

    private static readonly double[] Certified = [6.9964151270e2, 5.2771253025, 7.5962938329e-1, 1.2792483859];
    private static readonly double[] CertifiedErrors = [1.6302297817e1, 2.0828735829, 1.9566123451e-1, 6.8761936385e-1];

    [Differentiable]
    private static double Weight([NoGrad] double time, ReadOnlySpan<double> b) =>
        b[0] / Math.Pow(1 + Math.Exp(b[1] - b[2] * time), 1 / b[3]);

    private static Vector<double> Slope(Vector<double> b, double time)
    {
        var slope = new double[b.Count];
        WeightGradient(time, b.ToArray(), slope);
        return Vector<double>.Build.Dense(slope);
    }

    public static void Fit(Checks checks)
    {
        Console.WriteLine("Growth of onions, y = b1 / (1 + exp(b2 - b3 t))^(1 / b4), beside what NIST certifies:");
        double[] times = [.. Enumerable.Range(1, Weights.Length)];
        foreach (double[] start in new[] { FarStart, NearStart })
        {
            IObjectiveModel model = ObjectiveFunction.NonlinearModel(
                (b, time) => Weight(time, b.ToArray()),
                Slope,
                Vector<double>.Build.Dense(times),
                Vector<double>.Build.Dense(Weights)
            );
            var minimizer = new LevenbergMarquardtMinimizer(maximumIterations: 1000);
            NonlinearMinimizationResult fit = minimizer.FindMinimum(model, Vector<double>.Build.Dense(start));
            Console.WriteLine(
                $" from ({string.Join(", ", start)}): {fit.Iterations} iterations of Levenberg-Marquardt, {fit.ReasonForExit}"
            );
            for (int i = 0; i < Certified.Length; i++)
            {
                checks.Equal($"b{i + 1}", fit.MinimizingPoint[i], Certified[i], 1e-7);
                // From the Jacobian at the end: a wrong gradient could end at the right place, but not with these.
                checks.Equal("its standard error", fit.StandardErrors[i], CertifiedErrors[i], 1e-6);
            }
        }
    }
}
