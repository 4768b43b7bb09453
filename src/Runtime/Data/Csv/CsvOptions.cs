using System.Collections.Generic;

namespace NeuralGen;

/// <summary>How a file of separated values is read.</summary>
public sealed record CsvOptions
{
    /// <summary>What is between two values: a comma by default.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>
    /// Whether the first record holds the names of the columns, as it does by default. Without, they are called "1", "2", …
    /// </summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The columns of numbers, in the order wanted. Null, the default, is all that are no categories.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }

    /// <summary>The columns that hold one of several classes, in the order wanted; none by default.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// The classes of a category, in the order of their indices; any other is an error then. Where they are not given, each
    /// new class gets the next index.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Classes { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What stands for a missing value: nothing and "NA" by default.</summary>
    public IReadOnlyList<string> MissingMarks { get; init; } = ["", "NA"];

    /// <summary>What is done about a missing value: by default it is refused.</summary>
    public MissingValues MissingValues { get; init; }

    /// <summary>
    /// The most characters of a record, 1 048 576 by default: a quote that is never closed does not draw the rest of a large
    /// file into memory.
    /// </summary>
    public int MaxRecordLength { get; init; } = 1 << 20;
}
