namespace NeuralGen;

/// <summary>What is done about a value that is missing in a selected column.</summary>
public enum MissingValues
{
    /// <summary>An error names the line and the column.</summary>
    Refuse,

    /// <summary>The row is left out, and counted in <see cref="CsvReader.Skipped"/>.</summary>
    SkipRow,

    /// <summary>A missing number becomes NaN; a missing class is an error.</summary>
    NaN,
}
