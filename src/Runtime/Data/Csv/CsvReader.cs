using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace NeuralGen;

/// <summary>
/// Reads separated values as RFC 4180 describes them: columns of numbers, and columns of classes, chosen by name.
/// </summary>
/// <remarks>
/// Text is UTF-8, plain or compressed by gzip. Numbers have a decimal point, whatever the culture. Errors are
/// <see cref="InvalidDataException"/>s that name the file, the line and the column. For one thread at a time.
/// </remarks>
/// <example>
/// <code>
/// using CsvReader file = CsvReader.Open(
///     "penguins.csv",
///     new CsvOptions { Numbers = ["bill_length_mm", "body_mass_g"], Categories = ["species"] });
/// Dataset&lt;float&gt; data = file.ReadToEnd().ToDataset(label: "species");
/// </code>
/// </example>
public sealed class CsvReader : IDisposable
{
    private readonly TextReader _reader;
    private readonly string _name;
    private readonly CsvOptions _options;
    private readonly CsvRecords _records;
    private readonly CsvColumns _columns;
    private readonly CsvClasses[] _classes;
    private bool _isRead;
    private bool _failed;

    /// <summary>Reads the names of the columns.</summary>
    /// <param name="reader">The text; it is closed by <see cref="Dispose"/>.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What is read and how; by default all columns, of numbers.</param>
    /// <exception cref="ArgumentNullException">The reader or the name is null.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves, or name columns that are not there.</exception>
    /// <exception cref="InvalidDataException">There is nothing in it, or it is malformed.</exception>
    public CsvReader(TextReader reader, string name, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        _options = options ?? new CsvOptions();
        if (_options.Separator is '"' or '\r' or '\n')
            throw new ArgumentException("A quote or a line end cannot separate values.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxRecordLength, nameof(options));
        (_reader, _name) = (reader, name);
        _records = new CsvRecords(reader, name, _options.Separator, _options.MaxRecordLength);
        if (!_records.Read())
            throw new InvalidDataException($"{name}: there is nothing in it.");
        var names = new string[_records.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = _options.HasHeader ? _records[i].ToString() : (i + 1).ToString(CultureInfo.InvariantCulture);
        _isRead = !_options.HasHeader;
        _columns = new CsvColumns(names, _options, name);
        _classes = Array.ConvertAll(
            _columns.CategoryNames,
            column => new CsvClasses(_options.Classes.GetValueOrDefault(column), column)
        );
    }

    /// <summary>Opens a file and reads the names of its columns.</summary>
    /// <param name="path">The file, plain or compressed by gzip: that is told by its first bytes.</param>
    /// <param name="options">What is read and how; by default all columns, of numbers.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves, or name columns that are not there.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">There is nothing in it, or it is malformed.</exception>
    public static CsvReader Open(string path, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(File.OpenRead(path), Path.GetFileName(path), options);
    }

    /// <summary>Reads the names of the columns from a stream.</summary>
    /// <param name="stream">
    /// The stream, which is closed by <see cref="Dispose"/>, and in case of an error. Compression is recognized where it can
    /// seek; unpack any other.
    /// </param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What is read and how; by default all columns, of numbers.</param>
    /// <exception cref="ArgumentNullException">The stream or the name is null.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves, or name columns that are not there.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">There is nothing in it, or it is malformed.</exception>
    public static CsvReader Open(Stream stream, string name, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            Stream plain = Compression.IsGzip(stream) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return new CsvReader(new StreamReader(plain, utf8), name, options);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The names of all columns of the file.</summary>
    public IReadOnlyList<string> Columns => _columns.Names;

    /// <summary>The rows left out so far for a missing value: see <see cref="MissingValues.SkipRow"/>.</summary>
    public int Skipped { get; private set; }

    /// <summary>Reads the next rows, as many as are wanted or left.</summary>
    /// <param name="count">How many are wanted, 1 or more.</param>
    /// <returns>The rows; 0 of them at the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    /// <exception cref="InvalidDataException">A row is malformed, or has what is refused.</exception>
    /// <exception cref="InvalidOperationException">There was such a row before.</exception>
    public CsvTable ReadRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (_failed)
            throw new InvalidOperationException($"{_name} could not be read before; rows would be left out.");
        _failed = true;
        var numbers = new List<float>();
        var indices = Array.ConvertAll(_classes, _ => new List<int>());
        var row = new float[_columns.Numbers.Length];
        var classes = new string[_classes.Length];
        int rows = 0;
        while (rows < count && ReadRecord())
        {
            if (!TryRead(row, classes))
            {
                Skipped++;
                continue;
            }
            numbers.AddRange(row);
            for (int i = 0; i < classes.Length; i++)
                indices[i].Add(Find(i, classes[i]));
            rows++;
        }
        _failed = false;
        return new CsvTable(
            _columns.NumberNames,
            Tensor<float>.Wrap([.. numbers], rows, row.Length),
            [.. _classes.Select((known, i) => new CsvCategory(_columns.CategoryNames[i], [.. indices[i]], known.Names))]
        );
    }

    /// <summary>The rows that have not been read, some at a time; the file is never in memory as a whole.</summary>
    /// <remarks>The classes of later tables continue those of earlier ones: an index keeps its meaning.</remarks>
    /// <param name="count">The rows of each table but the last, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public IEnumerable<CsvTable> Chunks(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Enumerate();

        IEnumerable<CsvTable> Enumerate()
        {
            while (ReadRows(count) is { Count: > 0 } table)
                yield return table;
        }
    }

    /// <summary>Reads all rows that have not been read.</summary>
    /// <exception cref="InvalidDataException">A row is malformed, or has what is refused.</exception>
    public CsvTable ReadToEnd() => ReadRows(int.MaxValue);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _reader.Dispose();

    // Without a header the first record was read to count the columns.
    private bool ReadRecord()
    {
        if (!_isRead && !_records.Read())
            return false;
        _isRead = false;
        return _records.Count == _columns.Names.Length
            ? true
            : throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{_name}, line {_records.Line}: there are {_records.Count} values, but {_columns.Names.Length} columns."
                )
            );
    }

    // Whether no value is missing, or the missing ones have become NaN.
    private bool TryRead(float[] row, string[] classes)
    {
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = _records[_columns.Categories[i]].ToString();
            if (IsMissing(classes[i], _columns.Categories[i]))
            {
                if (_options.MissingValues == MissingValues.SkipRow)
                    return false;
                throw Error(_columns.Categories[i], "the value is missing");
            }
        }
        for (int i = 0; i < row.Length; i++)
        {
            int column = _columns.Numbers[i];
            ReadOnlySpan<char> text = _records[column];
            if (IsMissing(text, column))
            {
                if (_options.MissingValues == MissingValues.SkipRow)
                    return false;
                row[i] =
                    _options.MissingValues == MissingValues.NaN
                        ? float.NaN
                        : throw Error(column, "the value is missing");
            }
            else if (
                !float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out row[i])
                || !float.IsFinite(row[i])
            )
                throw Error(column, $"'{text}' is no number");
        }
        return true;
    }

    // A class that is given may look like a missing value.
    private bool IsMissing(ReadOnlySpan<char> text, int column)
    {
        foreach (string mark in _options.MissingMarks)
            if (text.SequenceEqual(mark))
                return !(
                    _options.Classes.TryGetValue(_columns.Names[column], out IReadOnlyList<string>? given)
                    && given.Contains(mark)
                );
        return false;
    }

    private int Find(int category, string name)
    {
        int index = _classes[category].Find(name);
        return index >= 0
            ? index
            : throw Error(
                _columns.Categories[category],
                $"'{name}' is none of the classes {string.Join(", ", _classes[category].Names)}"
            );
    }

    private InvalidDataException Error(int column, string what) =>
        new(FormattableString.Invariant($"{_name}, line {_records.Line}, column '{_columns.Names[column]}': {what}."));
}
