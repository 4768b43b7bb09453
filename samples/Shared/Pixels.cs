using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace NeuralGen.Samples;

/// <summary>Pictures of few pixels as inline SVG: one path per colour.</summary>
internal static class Pixels
{
    private const int Levels = 24;

    /// <summary>Dark on light; pixels 0 to 1.</summary>
    public static string Gray(ReadOnlySpan<float> pixels, int width, string title, string style = "")
    {
        var colours = new string[pixels.Length];
        for (int i = 0; i < colours.Length; i++)
            colours[i] = Mix(255, 255, 255, 23, 32, 51, Math.Round(Math.Clamp(pixels[i], 0, 1) * 16) / 16);
        return Svg(colours, width, title, style);
    }

    /// <summary>Weights: blue below 0, white, red above; <paramref name="full"/> and beyond have the full colour.</summary>
    public static string Signed(ReadOnlySpan<float> weights, int width, float full, string title, string style = "")
    {
        var colours = new string[weights.Length];
        for (int i = 0; i < colours.Length; i++)
            colours[i] = Colour(full > 0 ? weights[i] / full : 0);
        return Svg(colours, width, title, style);
    }

    /// <summary>The colour of a share: blue at −1 and below, white at 0, red at 1 and above.</summary>
    public static string Colour(double share)
    {
        share = Math.Round(Math.Clamp(share, -1, 1) * Levels) / Levels;
        return share < 0 ? Mix(247, 248, 250, 33, 88, 168, -share) : Mix(247, 248, 250, 190, 38, 46, share);
    }

    private static string Mix(int r0, int g0, int b0, int r1, int g1, int b1, double share)
    {
        int Channel(int from, int to) => (int)Math.Round(from + (to - from) * share);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Channel(r0, r1):x2}{Channel(g0, g1):x2}{Channel(b0, b1):x2}"
        );
    }

    private static string Svg(string[] colours, int width, string title, string style)
    {
        var svg = new StringBuilder("<svg ");
        if (style.Length > 0)
            svg.Append(CultureInfo.InvariantCulture, $"class=\"{style}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {width} {colours.Length / width}\" ");
        svg.Append("shape-rendering=\"crispEdges\" role=\"img\">");
        svg.Append("<title>").Append(WebUtility.HtmlEncode(title)).Append("</title>");
        IEnumerable<IGrouping<string, int>> groups = Enumerable.Range(0, colours.Length).GroupBy(i => colours[i]);
        foreach (IGrouping<string, int> group in groups)
        {
            svg.Append("<path fill=\"").Append(group.Key).Append("\" d=\"");
            foreach (int i in group)
                svg.Append(CultureInfo.InvariantCulture, $"M{i % width} {i / width}h1v1h-1z");
            svg.Append("\"/>");
        }
        return svg.Append("</svg>").ToString();
    }
}
