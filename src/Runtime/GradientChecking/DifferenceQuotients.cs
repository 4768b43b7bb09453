using System;

namespace NeuralGen;

/// <summary>The numeric derivative of a function along a line, by difference quotients of several steps.</summary>
internal readonly struct DifferenceQuotients
{
    // How much of a loss is taken to be rounding: its terms have rounded too, so some units in the last place.
    private const double Rounding = 64 * 2.22e-16;

    private DifferenceQuotients(double central, double error, double left, double right, bool atKink)
    {
        Central = central;
        Error = error;
        Left = left;
        Right = right;
        AtKink = atKink;
    }

    /// <summary>The central difference that comes closest to the analytic derivative.</summary>
    public double Central { get; }

    /// <summary>Its relative error.</summary>
    public double Error { get; }

    /// <summary>The quotient to the left of the smallest step.</summary>
    public double Left { get; }

    /// <summary>The quotient to the right of the smallest step.</summary>
    public double Right { get; }

    /// <summary>Whether left and right disagree however small the step.</summary>
    public bool AtKink { get; }

    /// <summary>Looks at <paramref name="along"/> around 0.</summary>
    /// <param name="along">The loss at a distance along the line.</param>
    /// <param name="middle">The loss at 0.</param>
    /// <param name="analytic">The derivative at 0 that is claimed.</param>
    /// <param name="floor">The magnitude below which errors count as if the derivative had it.</param>
    /// <param name="scale">What the steps are multiplied with.</param>
    /// <param name="options">The steps and the tolerance.</param>
    public static DifferenceQuotients Measure(
        Func<double, double> along,
        double middle,
        double analytic,
        double floor,
        double scale,
        GradientCheckOptions options
    )
    {
        (double Central, double Error) best = (double.NaN, double.PositiveInfinity);
        double left = double.NaN;
        double right = double.NaN;
        double gap = double.NaN;
        bool atKink = false;
        foreach (double step in options.Steps)
        {
            double h = step * scale;
            double above = along(h);
            double below = along(-h);
            double central = (above - below) / (2 * h);
            double error = RelativeError(analytic, central, floor);
            if (error < best.Error || double.IsNaN(best.Central))
                best = (central, error);

            // The quotients differ by h f″ where there is a second derivative: a tenth of that is left after a step to
            // a tenth. At a kink the difference stays. A step whose rounding would hide it decides nothing, and what
            // the tolerance allows in the derivative is no kink.
            left = (middle - below) / h;
            right = (above - middle) / h;
            double wider = gap;
            gap = Math.Abs(right - left);
            double noise = Rounding * Math.Max(Math.Abs(middle), Math.Max(Math.Abs(above), Math.Abs(below))) / h;
            double slope = Math.Max(Math.Max(Math.Abs(left), Math.Abs(right)), floor);
            if (noise < 0.25 * wider)
                atKink = gap > 0.5 * wider && gap > 2 * options.Tolerance * slope;
        }
        return new DifferenceQuotients(best.Central, best.Error, left, right, atKink);
    }

    private static double RelativeError(double analytic, double numeric, double floor)
    {
        double difference = Math.Abs(analytic - numeric);
        if (difference == 0)
            return 0;
        double error = difference / Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(numeric)), floor);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
