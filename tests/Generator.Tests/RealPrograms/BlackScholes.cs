using System;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// The price of a call with a dividend yield, the normal distribution by West's algorithm, which is exact to double precision: its gradient
/// is the Greeks, and the gradient of the delta and of the vega the second-order ones.
/// </summary>
public class BlackScholes
{
    private const string Source = """
        public static partial class Option
        {
            private static double Cumulative(double x)
            {
                double size = Math.Abs(x);
                double tail;
                if (size > 37)
                {
                    tail = 0;
                }
                else
                {
                    double density = Math.Exp(-size * size / 2);
                    if (size < 7.07106781186547)
                    {
                        double above = 3.52624965998911e-2 * size + 0.700383064443688;
                        above = above * size + 6.37396220353165;
                        above = above * size + 33.912866078383;
                        above = above * size + 112.079291497871;
                        above = above * size + 221.213596169931;
                        above = above * size + 220.206867912376;
                        double below = 8.83883476483184e-2 * size + 1.75566716318264;
                        below = below * size + 16.064177579207;
                        below = below * size + 86.7807322029461;
                        below = below * size + 296.564248779674;
                        below = below * size + 637.333633378831;
                        below = below * size + 793.826512519948;
                        below = below * size + 440.413735824752;
                        tail = density * above / below;
                    }
                    else
                    {
                        double fraction = size + 0.65;
                        fraction = size + 4 / fraction;
                        fraction = size + 3 / fraction;
                        fraction = size + 2 / fraction;
                        fraction = size + 1 / fraction;
                        tail = density / fraction / 2.506628274631;
                    }
                }
                if (x > 0)
                    tail = 1 - tail;
                return tail;
            }

            private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

            private static double Moneyness(double spot, double strike, double rate, double dividend, double volatility, double time) =>
                (Math.Log(spot / strike) + (rate - dividend + volatility * volatility / 2) * time) / (volatility * Math.Sqrt(time));

            [Differentiable]
            public static double Call(double spot, double strike, double rate, double dividend, double volatility, double time)
            {
                double d1 = Moneyness(spot, strike, rate, dividend, volatility, time);
                double d2 = d1 - volatility * Math.Sqrt(time);
                double first = Cumulative(d1);
                double second = Cumulative(d2);
                return spot * Math.Exp(-dividend * time) * first - strike * Math.Exp(-rate * time) * second;
            }

            [Differentiable]
            public static double Delta(double spot, double strike, double rate, double dividend, double volatility, double time)
            {
                double first = Cumulative(Moneyness(spot, strike, rate, dividend, volatility, time));
                return Math.Exp(-dividend * time) * first;
            }

            [Differentiable]
            public static double Vega(double spot, double strike, double rate, double dividend, double volatility, double time)
            {
                double d1 = Moneyness(spot, strike, rate, dividend, volatility, time);
                return spot * Math.Exp(-dividend * time) * Density(d1) * Math.Sqrt(time);
            }

            [Differentiable]
            public static double Book(double[] strikes, double[] amounts, double spot, double rate, double volatility, double time)
            {
                double value = 0;
                for (int i = 0; i < strikes.Length; i++)
                {
                    double d1 = Moneyness(spot, strikes[i], rate, 0, volatility, time);
                    double first = Cumulative(d1);
                    double second = Cumulative(d1 - volatility * Math.Sqrt(time));
                    value += amounts[i] * (spot * first - strikes[i] * Math.Exp(-rate * time) * second);
                }
                return value;
            }
        }
        """;

    [Theory]
    [InlineData(100, 110, 0.03, 0.01, 0.25, 1.5)]
    [InlineData(100, 90, 0.01, 0.00, 0.15, 0.3)]
    [InlineData(100, 230, 0.02, 0.03, 0.10, 1.0)]
    [InlineData(100, 40, 0.02, 0.03, 0.10, 1.0)]
    public void Greeks(double s, double k, double r, double q, double v, double t)
    {
        double d1 = (Math.Log(s / k) + ((r - q + (v * v / 2)) * t)) / (v * Math.Sqrt(t));
        double d2 = d1 - (v * Math.Sqrt(t));
        (double dividends, double discount) = (Math.Exp(-q * t), Math.Exp(-r * t));
        double density = Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
        (double first, double second) = (Normal(d1), Normal(d2));

        RealProgram call = RealProgram.Check(Source, "Call", s, k, r, q, v, t);
        Numbers.Close((s * dividends * first) - (k * discount * second), call.Result, 1e-11);
        Greek(call, "spot", dividends * first);
        Greek(call, "strike", -discount * second);
        Greek(call, "rate", k * t * discount * second);
        Greek(call, "dividend", -t * s * dividends * first);
        Greek(call, "volatility", s * dividends * density * Math.Sqrt(t));
        Greek(
            call,
            "time",
            (s * dividends * density * v / (2 * Math.Sqrt(t)))
                - (q * s * dividends * first)
                + (r * k * discount * second)
        );

        RealProgram delta = RealProgram.Check(Source, "Delta", s, k, r, q, v, t);
        double gamma = dividends * density / (s * v * Math.Sqrt(t));
        double vanna = -dividends * density * d2 / v;
        Greek(delta, "spot", gamma);
        Greek(delta, "volatility", vanna);
        Greek(
            delta,
            "time",
            (-q * dividends * first) + (dividends * density * (((r - q) / (v * Math.Sqrt(t))) - (d2 / (2 * t))))
        );

        RealProgram vega = RealProgram.Check(Source, "Vega", s, k, r, q, v, t);
        Greek(vega, "spot", vanna);
        Greek(vega, "volatility", vega.Result * d1 * d2 / v);
    }

    [Fact]
    public void A_book_of_options()
    {
        double[] strikes = Numbers.Uniform(1, 37, 30, 250);

        RealProgram book = RealProgram.Check(Source, "Book", strikes, Numbers.Uniform(2, 37), 100.0, 0.02, 0.2, 0.7);

        Assert.All(book.Gradient("strikes"), g => Assert.True(double.IsFinite(g)));
    }

    private static void Greek(RealProgram program, string parameter, double expected) =>
        Numbers.Close(expected, program.Gradient(parameter)[0], 1e-9);

    /// <summary>By the series around 0, and by the continued fraction far from it.</summary>
    private static double Normal(double x)
    {
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) > 6)
        {
            double fraction = Math.Abs(x);
            for (int k = 60; k > 0; k--)
            {
                fraction = Math.Abs(x) + (k / fraction);
            }

            return x < 0 ? density / fraction : 1 - (density / fraction);
        }

        (double sum, double term) = (x, x);
        for (int k = 1; k < 150; k++)
        {
            term *= x * x / ((2 * k) + 1);
            sum += term;
        }

        return 0.5 + (density * sum);
    }
}
