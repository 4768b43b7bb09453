using System;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>Points of two classes in the plane.</summary>
/// <param name="X">The points: [count, 2].</param>
/// <param name="Y">Their classes, 0 or 1.</param>
internal sealed record Clouds(Tensor X, int[] Y)
{
    public int Count => Y.Length;

    /// <summary>Two round clouds whose centres are a distance apart.</summary>
    public static Clouds Two(Random random, int count, double distance) =>
        Make(
            count,
            (n, label) =>
                ((label - 0.5) * distance + Draw.Normal(random), (label - 0.5) * 0.6 * distance + Draw.Normal(random))
        );

    /// <summary>Points on either side of a line, none closer to it than a margin.</summary>
    public static Clouds Separable(Random random, int count, double margin)
    {
        return Make(
            count,
            (n, label) =>
            {
                while (true)
                {
                    (double x, double y) = (4 * random.NextDouble() - 2, 4 * random.NextDouble() - 2);
                    double side = (x + 2 * y - 0.5) / Math.Sqrt(5);
                    if (label == 1 ? side > margin : side < -margin)
                        return (x, y);
                }
            }
        );
    }

    /// <summary>Four squares of points around (±1, ±1): class 1 where the signs differ.</summary>
    public static Clouds Xor(Random random, int count) =>
        Make(
            count,
            (n, label) =>
            {
                double side = n / 2 % 2 == 0 ? 1 : -1;
                (double x, double y) = (0.55 + 0.9 * random.NextDouble(), 0.55 + 0.9 * random.NextDouble());
                return (side * x, side * (label == 1 ? -y : y));
            }
        );

    /// <summary>Class 1 is a disc, class 0 a ring around it.</summary>
    public static Clouds Circle(Random random, int count) =>
        Make(
            count,
            (n, label) =>
            {
                double radius = label == 1 ? 0.9 * Math.Sqrt(random.NextDouble()) : 1.4 + 0.5 * random.NextDouble();
                double angle = 2 * Math.PI * random.NextDouble();
                return (radius * Math.Cos(angle), radius * Math.Sin(angle));
            }
        );

    /// <summary>Two arms that wind around each other.</summary>
    public static Clouds Spiral(Random random, int count) =>
        Make(
            count,
            (n, label) =>
            {
                double along = (n / 2 + 0.5) / (count / 2);
                double radius = 0.2 + 1.7 * along;
                double angle = 1.25 * 2 * Math.PI * along + label * Math.PI;
                return (
                    radius * Math.Sin(angle) + 0.05 * Draw.Normal(random),
                    radius * Math.Cos(angle) + 0.05 * Draw.Normal(random)
                );
            }
        );

    private static Clouds Make(int count, Func<int, int, (double X, double Y)> point)
    {
        var cloud = new Clouds(new Tensor(count, 2), new int[count]);
        for (int n = 0; n < count; n++)
        {
            cloud.Y[n] = n % 2;
            (cloud.X[n, 0], cloud.X[n, 1]) = point(n, n % 2);
        }
        return cloud;
    }
}
