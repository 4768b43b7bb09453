using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;

namespace NeuralGen.Samples.Lectures.Rows;

internal static partial class B16Universal
{
    /// <summary>The corners of a regular polygon, counterclockwise.</summary>
    private static (double X, double Y)[] Regular(int corners, double x, double y, double radius, double turn) =>
        [
            .. Enumerable
                .Range(0, corners)
                .Select(k => turn + 2 * Math.PI * k / corners)
                .Select(angle => (x + radius * Math.Cos(angle), y + radius * Math.Sin(angle))),
        ];

    /// <summary>One hidden unit for each side, 1 on its inner side; the output is their AND.</summary>
    private static double Inside((double X, double Y)[] corners, double x, double y)
    {
        double Side(int k)
        {
            ((double ax, double ay), (double bx, double by)) = (corners[k], corners[(k + 1) % corners.Length]);
            return Unit([ay - by, bx - ax], [x, y], (ay - by) * ax + (bx - ax) * ay);
        }
        return And([.. Enumerable.Range(0, corners.Length).Select(Side)]);
    }

    /// <summary>Whether a ray to the right crosses the outline an odd number of times: the textbook's other way.</summary>
    private static bool Crosses((double X, double Y)[] corners, double x, double y)
    {
        bool inside = false;
        for (int k = 0; k < corners.Length; k++)
        {
            ((double ax, double ay), (double bx, double by)) = (corners[k], corners[(k + 1) % corners.Length]);
            if (ay > y != by > y && x < ax + (y - ay) / (by - ay) * (bx - ax))
                inside = !inside;
        }
        return inside;
    }

    private static void Polygons(Row row)
    {
        (double X, double Y)[] pentagon = Regular(5, 0, 0, 0.8, 0.3);
        (double X, double Y)[][] several =
        [
            Regular(3, -0.45, 0.4, 0.45, 0.1),
            Regular(4, 0.45, 0.35, 0.45, 0.4),
            Regular(6, 0, -0.45, 0.5, 0),
        ];
        double Union(double x, double y) => Or([.. several.Select(corners => Inside(corners, x, y))]);
        (int one, int union) = (0, 0);
        for (int i = 0; i < 200; i++)
        for (int j = 0; j < 200; j++)
        {
            (double x, double y) = ((i - 99.53) / 100, (j - 99.47) / 100);
            if (Inside(pentagon, x, y) == 1 == Crosses(pentagon, x, y))
                one++;
            if (Union(x, y) == 1 == several.Any(corners => Crosses(corners, x, y)))
                union++;
        }
        row.All("a pentagon, one hidden layer of 5: points of a grid right", one, 40000);
        row.All("a union of three polygons, hidden layers of 13 and 3: points right", union, 40000);
        row.Draw(
            "An AND of five half-planes, and an OR of three such ANDs.",
            new Plane(-1, 1).Map((x, y) => 2 * Inside(pentagon, x, y) - 1).Polygon(pentagon).ToString(),
            several
                .Aggregate(
                    new Plane(-1, 1).Map((x, y) => 2 * Union(x, y) - 1),
                    (plane, corners) => plane.Polygon(corners)
                )
                .ToString()
        );
    }

    /// <summary>|u| of two rectified units.</summary>
    private static double Fold(double u) => Activation.Relu(u) + Activation.Relu(-u);

    private static void Folding(Row row)
    {
        // x ← |2x − 1|, again and again, folds [0, 1] onto itself: each layer of two units doubles the pieces.
        static double Folded(double x, int layers)
        {
            for (int layer = 0; layer < layers; layer++)
                x = Fold(2 * x - 1);
            return x;
        }
        var (depths, pieces) = (new List<double>(), new List<double>());
        bool doubles = true;
        for (int layers = 1; layers <= 8; layers++)
        {
            const int cells = 4096;
            int count = 1;
            for (int i = 1; i < cells; i++)
                if (
                    Math.Sign(Folded((i + 1.0) / cells, layers) - Folded(i / (double)cells, layers))
                    != Math.Sign(Folded(i / (double)cells, layers) - Folded((i - 1.0) / cells, layers))
                )
                    count++;
            doubles &= count == 1 << layers;
            depths.Add(layers);
            pieces.Add(count);
        }
        row.Holds("linear pieces of k layers of two |x| units: 2ᵏ for k = 1 to 8", doubles);

        // In the plane: one line, seen through folds along both axes and the diagonals.
        static double Star(double x, double y)
        {
            (x, y) = (Fold(x), Fold(y));
            (x, y) = (Fold(x - y) / Math.Sqrt(2), (x + y) / Math.Sqrt(2));
            return 0.55 - 0.9 * x - 0.3 * Fold(y - 0.5);
        }
        int equal = 0;
        for (int i = -50; i <= 50; i++)
        for (int j = -50; j <= 50; j++)
        {
            double[] seen =
            [
                Star(i, j),
                Star(-i, j),
                Star(i, -j),
                Star(-i, -j),
                Star(j, i),
                Star(-j, i),
                Star(j, -i),
                Star(-j, -i),
            ];
            if (seen.Max() - seen.Min() < 1e-12)
                equal++;
        }
        row.All("a boundary folded three times is the same in eight parts of the plane: points", equal, 101 * 101);
        row.Draw(
            "Folding: three layers and six; the pieces by depth; a line that was folded in the plane.",
            new Chart { Width = 300, X = "3 layers" }
                .Line("", 0, 1, x => Folded(x, 3))
                .ToString(),
            new Chart { Width = 300, X = "6 layers" }
                .Line("", 0, 1, x => Folded(x, 6))
                .ToString(),
            new Chart
            {
                Width = 300,
                X = "layers",
                Y = "pieces",
                LogY = true,
            }
                .Line("", depths, pieces)
                .ToString(),
            new Plane(-1.4, 1.4).Map((x, y) => 4 * Star(x, y)).ToString()
        );
    }
}
