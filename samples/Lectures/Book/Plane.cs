using System;
using System.Collections.Generic;
using System.Text;

namespace NeuralGen.Samples.Lectures.Book;

/// <summary>A function of two numbers as a map in colours, with points on it: a decision boundary.</summary>
/// <param name="least">The lower end of both axes.</param>
/// <param name="most">The upper end.</param>
/// <param name="size">The picture's sides.</param>
internal sealed class Plane(double least, double most, int size = 200)
{
    private const int Cells = 56;

    private readonly StringBuilder _map = new();
    private readonly StringBuilder _points = new();

    /// <summary>Colours every place: blue at −1, white at 0, red at 1.</summary>
    public Plane Map(Func<double, double, double> value)
    {
        var paths = new Dictionary<string, StringBuilder>();
        for (int row = 0; row < Cells; row++)
        for (int start = 0, end; start < Cells; start = end)
        {
            string colour = Colour(start);
            for (end = start + 1; end < Cells && Colour(end) == colour; )
                end++;
            if (!paths.TryGetValue(colour, out StringBuilder? path))
                paths.Add(colour, path = new StringBuilder());
            path.Append($"M{start} {row}h{end - start}v1h-{end - start}z");

            string Colour(int column) => Pixels.Colour(0.75 * value(Center(column), Center(Cells - 1 - row)));
        }
        foreach ((string colour, StringBuilder path) in paths)
            _map.Append($"<path fill=\"{colour}\" d=\"{path}\"/>");
        return this;
    }

    /// <summary>Adds points, blue for class 0 and red for class 1.</summary>
    public Plane Points(Tensor points, IReadOnlyList<int> classes)
    {
        for (int n = 0; n < points.Dim(0); n++)
            _points.Append(
                $"<circle cx=\"{Place(points[n, 0]):F2}\" cy=\"{Cells - Place(points[n, 1]):F2}\" r=\".8\" stroke=\"#fff\" stroke-width=\".2\" fill=\"{(classes[n] == 0 ? "#173f7a" : "#8f1a21")}\"/>"
            );
        return this;
    }

    /// <summary>Adds a line through corners.</summary>
    public Plane Polygon(IReadOnlyList<(double X, double Y)> corners)
    {
        _points.Append("<path fill=\"none\" stroke=\"#172033\" stroke-width=\".35\" d=\"");
        for (int i = 0; i <= corners.Count; i++)
        {
            (double x, double y) = corners[i % corners.Count];
            _points.Append($"{(i == 0 ? 'M' : 'L')}{Place(x):F2} {Cells - Place(y):F2}");
        }
        _points.Append("\"/>");
        return this;
    }

    public override string ToString() =>
        $"<svg width=\"{size}\" height=\"{size}\" viewBox=\"0 0 {Cells} {Cells}\" role=\"img\">"
        + $"<g shape-rendering=\"crispEdges\">{_map}</g>{_points}"
        + $"<rect width=\"{Cells}\" height=\"{Cells}\" fill=\"none\" stroke=\"#c9ced8\" stroke-width=\".4\"/></svg>";

    private double Center(int cell) => least + (cell + 0.5) * (most - least) / Cells;

    private double Place(double value) => (value - least) / (most - least) * Cells;
}
