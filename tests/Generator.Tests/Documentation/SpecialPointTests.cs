using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>Each row of the page's tables is so: <c>| `expression in x` | x | dy/dx | why |</c>.</summary>
public partial class SpecialPointTests
{
    private delegate double GradientMethod(double x, out double xGrad);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Derivatives_are_as_the_page_says(string generation)
    {
        List<Match> rows = [.. Row().Matches(Page.Open("docs/special-points.md").Text).Cast<Match>()];
        string methods = string.Concat(
            rows.Select((row, i) => $"[Differentiable] public static double M{i}(double x) => {row.Groups[1].Value};\n")
        );
        Compiled compiled = Compiler.Compile(
            $"using System; using NeuralGen; public static partial class P {{ {methods} }}",
            generation: Enum.Parse<Generation>(generation)
        );
        Assert.True(rows.Count > 10);
        Assert.Equal(
            rows.Select(row => $"{row.Groups[1].Value} at {row.Groups[2].Value}: {row.Groups[3].Value}"),
            rows.Select(
                (row, i) =>
                {
                    var gradient = compiled.Delegate<GradientMethod>("P", $"M{i}Gradient");
                    gradient(Number(row.Groups[2].Value), out double derivative);
                    return $"{row.Groups[1].Value} at {row.Groups[2].Value}: {Text(derivative)}";
                }
            )
        );
    }

    private static double Number(string text) =>
        text switch
        {
            "NaN" => double.NaN,
            "∞" => double.PositiveInfinity,
            "−∞" => double.NegativeInfinity,
            _ => double.Parse(text.Replace('−', '-'), CultureInfo.InvariantCulture),
        };

    private static string Text(double value) =>
        value switch
        {
            double.NaN => "NaN",
            double.PositiveInfinity => "∞",
            double.NegativeInfinity => "−∞",
            0 => "0",
            _ => value.ToString(CultureInfo.InvariantCulture).Replace('-', '−'),
        };

    [GeneratedRegex(@"^\| `([^`]+)` \| (\S+) \| (\S+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
