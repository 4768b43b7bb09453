using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Lectures.Book;

/// <summary>Lines and points over two axes, as inline SVG.</summary>
internal sealed class Chart
{
    private const int Left = 46;
    private const int Right = 18;
    private const int Bottom = 34;
    private const int LegendLine = 14;
    private const int LetterWidth = 6;
    private const int MaxPoints = 512;

    private static readonly string[] Palette =
    [
        "#2158a8",
        "#be262e",
        "#16825d",
        "#c77d0a",
        "#7a3fa8",
        "#5b6478",
        "#0e8fa3",
        "#a34b7d",
    ];

    private readonly List<Series> _series = [];
    private readonly List<Series> _faint = [];

    public int Width { get; init; } = 420;

    public int Height { get; init; } = 250;

    private int Top => 20 + LegendLine * Legend().Select(entry => entry.Line).DefaultIfEmpty().Max();

    /// <summary>What the horizontal axis counts.</summary>
    public string X { get; init; } = "";

    /// <summary>What the vertical axis counts.</summary>
    public string Y { get; init; } = "";

    public bool LogX { get; init; }

    public bool LogY { get; init; }

    /// <summary>Adds a line over 1, 2, 3, ….</summary>
    public Chart Line(string name, IReadOnlyList<double> y) =>
        Line(name, [.. Enumerable.Range(1, y.Count).Select(i => (double)i)], y);

    /// <summary>Adds a line.</summary>
    public Chart Line(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        _series.Add(new Series(x, y, name));
        return this;
    }

    /// <summary>Adds a line of a function.</summary>
    public Chart Line(string name, double from, double to, Func<double, double> function)
    {
        double[] x = [.. Enumerable.Range(0, MaxPoints + 1).Select(i => from + (to - from) * i / MaxPoints)];
        return Line(name, x, [.. x.Select(function)]);
    }

    /// <summary>Adds a thin grey line, one of many.</summary>
    public Chart Faint(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        _faint.Add(new Series(x, y));
        return this;
    }

    /// <summary>Adds points.</summary>
    public Chart Points(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        _series.Add(new Series(x, y, name, true));
        return this;
    }

    public override string ToString()
    {
        var across = new Axis(_series.Concat(_faint).SelectMany(s => s.X), LogX, Left, Width - Right);
        var up = new Axis(_series.Concat(_faint).SelectMany(s => s.Y), LogY, Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append($"<svg width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\">");
        Grid(svg, across, up);
        foreach (Series series in _faint)
            Append(svg, series, "#c4cad6", across, up);
        for (int i = 0; i < _series.Count; i++)
            Append(svg, _series[i], Palette[i % Palette.Length], across, up);
        foreach ((string name, string colour, double x, int line) in Legend())
        {
            svg.Append($"<circle cx=\"{x + 4:F1}\" cy=\"{9 + LegendLine * line}\" r=\"4\" fill=\"{colour}\"/>");
            svg.Append($"<text x=\"{x + 12:F1}\" y=\"{12.5 + LegendLine * line}\">{Html.Text(name)}</text>");
        }
        return svg.Append("</svg>").ToString();
    }

    private void Grid(StringBuilder svg, Axis across, Axis up)
    {
        foreach (double tick in up.Ticks())
        {
            double y = up.Place(tick);
            svg.Append($"<path stroke=\"#e3e6ec\" d=\"M{Left} {y:F1}H{Width - Right}\"/>");
            svg.Append($"<text x=\"{Left - 5}\" y=\"{y + 3.5:F1}\" text-anchor=\"end\">{tick:G4}</text>");
        }
        foreach (double tick in across.Ticks())
        {
            double x = across.Place(tick);
            svg.Append($"<path stroke=\"#e3e6ec\" d=\"M{x:F1} {Top}V{Height - Bottom}\"/>");
            svg.Append($"<text x=\"{x:F1}\" y=\"{Height - Bottom + 13}\" text-anchor=\"middle\">{tick:G4}</text>");
        }
        svg.Append($"<text x=\"{Width - Right}\" y=\"{Height - 5}\" text-anchor=\"end\">{Html.Text(X)}</text>");
        svg.Append($"<text x=\"4\" y=\"12.5\">{Html.Text(Y)}</text>");
    }

    private static void Append(StringBuilder svg, Series series, string colour, Axis across, Axis up)
    {
        if (!series.IsPoints)
            svg.Append($"<path fill=\"none\" stroke-width=\"1.6\" stroke=\"{colour}\" d=\"");
        bool drawing = false;
        foreach (int i in series.Shown())
        {
            (double x, double y) = (across.Place(series.X[i]), up.Place(series.Y[i]));
            if (!double.IsFinite(x) || !double.IsFinite(y))
                drawing = false;
            else if (series.IsPoints)
                svg.Append($"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"2.4\" fill=\"{colour}\" fill-opacity=\".8\"/>");
            else
            {
                svg.Append($"{(drawing ? 'L' : 'M')}{x:F1} {y:F1}");
                drawing = true;
            }
        }
        if (!series.IsPoints)
            svg.Append("\"/>");
    }

    /// <summary>The names and where they begin: beside what the vertical axis counts, on as many lines as it takes.</summary>
    private IEnumerable<(string Name, string Colour, double X, int Line)> Legend()
    {
        double first = Y.Length == 0 ? Left : Math.Max(Left, 16 + LetterWidth * Y.Length);
        (double x, int line) = (first, 0);
        for (int i = 0; i < _series.Count; i++)
        {
            string name = _series[i].Name;
            if (name.Length == 0)
                continue;
            int width = 24 + LetterWidth * name.Length;
            if (x > first && x + width > Width)
                (x, line) = (first, line + 1);
            yield return (name, Palette[i % Palette.Length], x, line);
            x += width;
        }
    }

    private sealed record Series(
        IReadOnlyList<double> X,
        IReadOnlyList<double> Y,
        string Name = "",
        bool IsPoints = false
    )
    {
        // More places on a line than pixels show nothing more.
        public IEnumerable<int> Shown()
        {
            int stride = IsPoints ? 1 : Math.Max(1, X.Count / MaxPoints);
            for (int i = 0; i < X.Count - 1; i += stride)
                yield return i;
            if (X.Count > 0)
                yield return X.Count - 1;
        }
    }
}
