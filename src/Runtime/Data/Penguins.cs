using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace NeuralGen;

/// <summary>
/// The palmerpenguins data set (A. Horst, A. Hill, K. Gorman; CC0): measurements of 344 penguins and their species. It is part
/// of the assembly.
/// </summary>
/// <remarks>Source: https://github.com/allisonhorst/palmerpenguins, https://doi.org/10.5281/zenodo.3960218.</remarks>
public static class Penguins
{
    private const string Resource = "penguins.csv";
    private const string SpeciesColumn = "species";

    /// <summary>The classes, by index.</summary>
    public static IReadOnlyList<string> Species { get; } = ["Adelie", "Chinstrap", "Gentoo"];

    /// <summary>What was measured: bill length and depth and flipper length in millimetres, body mass in grams.</summary>
    public static IReadOnlyList<string> Measurements { get; } =
    ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];

    /// <summary>
    /// The penguins that were measured, 342: inputs [342, 4] in the order of <see cref="Measurements"/>, as they are, and the
    /// species as labels.
    /// </summary>
    public static Dataset<float> Load()
    {
        using CsvReader file = Open(
            new CsvOptions
            {
                Numbers = Measurements,
                Categories = [SpeciesColumn],
                Classes = new Dictionary<string, IReadOnlyList<string>> { [SpeciesColumn] = Species },
                MissingValues = MissingValues.SkipRow,
            }
        );
        return file.ReadToEnd().ToDataset(SpeciesColumn);
    }

    /// <summary>Opens the file: species, island, the four measurements, sex and year.</summary>
    /// <param name="options">What is read and how.</param>
    public static CsvReader Open(CsvOptions options)
    {
        Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        return CsvReader.Open(stream, Resource, options);
    }
}
