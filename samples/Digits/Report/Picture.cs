using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Digits.Report;

/// <summary>8 × 8 pixels as inline SVG: one path per colour.</summary>
internal static class Picture
{
    private const int Levels = 24;

    /// <summary>A digit, dark on light; pixels 0 to 1.</summary>
    public static string Digit(ReadOnlySpan<float> pixels, string title)
    {
        var colours = new string[pixels.Length];
        for (int i = 0; i < colours.Length; i++)
            colours[i] = Mix(255, 255, 255, 23, 32, 51, Math.Round(pixels[i] * 16) / 16);
        return Svg(colours, title);
    }

    /// <summary>Weights: blue below 0, white, red above; <paramref name="full"/> and beyond have the full colour.</summary>
    public static string Weights(ReadOnlySpan<float> weights, float full, string title)
    {
        var colours = new string[weights.Length];
        for (int i = 0; i < colours.Length; i++)
        {
            double share = full > 0 ? Math.Clamp(weights[i] / full, -1, 1) : 0;
            share = Math.Round(share * Levels) / Levels;
            colours[i] = share < 0 ? Mix(247, 248, 250, 33, 88, 168, -share) : Mix(247, 248, 250, 190, 38, 46, share);
        }
        return Svg(colours, title);
    }

    private static string Mix(int r0, int g0, int b0, int r1, int g1, int b1, double share)
    {
        int Channel(int from, int to) => (int)Math.Round(from + (to - from) * share);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Channel(r0, r1):x2}{Channel(g0, g1):x2}{Channel(b0, b1):x2}"
        );
    }

    private static string Svg(string[] colours, string title)
    {
        var svg = new StringBuilder(
            $"<svg viewBox=\"0 0 {UciDigits.Side} {UciDigits.Side}\" shape-rendering=\"crispEdges\" role=\"img\">"
        );
        svg.Append("<title>").Append(title).Append("</title>");
        IEnumerable<IGrouping<string, int>> groups = Enumerable.Range(0, colours.Length).GroupBy(i => colours[i]);
        foreach (IGrouping<string, int> group in groups)
        {
            svg.Append("<path fill=\"").Append(group.Key).Append("\" d=\"");
            foreach (int i in group)
                svg.Append(CultureInfo.InvariantCulture, $"M{i % UciDigits.Side} {i / UciDigits.Side}h1v1h-1z");
            svg.Append("\"/>");
        }
        return svg.Append("</svg>").ToString();
    }
}
