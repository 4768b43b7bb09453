using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NeuralGen.Samples.Lectures.Book;

/// <summary>The file that was generated for a method of this program.</summary>
internal static partial class GeneratedCode
{
    /// <summary>The derived nests in lecture notation, as they stand over the generated loops.</summary>
    /// <param name="method">The type and the method: <c>A02Layer.Layer</c>.</param>
    public static IReadOnlyList<string> Nests(string method) =>
        [
            .. File.ReadLines(Find(method))
                .Select(line => Space().Replace(line.Trim(), " "))
                .Where(line => Derived().IsMatch(line))
                .Select(line => line[3..])
                .Distinct(),
        ];

    /// <summary>The generated text.</summary>
    public static string Text(string method) => File.ReadAllText(Find(method));

    private static string Find(string method)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "generated");
        return Directory.GetFiles(folder, $"*.{method}.g.cs").Single();
    }

    [GeneratedRegex(@"^// (for \S+ )?\w+(\.grad|Delta)(\[[^\]]*\])? (\+|-)?= ")]
    private static partial Regex Derived();

    [GeneratedRegex(" +")]
    private static partial Regex Space();
}
