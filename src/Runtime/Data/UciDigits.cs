using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace NeuralGen;

/// <summary>
/// The UCI data set "Optical Recognition of Handwritten Digits" (E. Alpaydin, C. Kaynak): pictures of 8 × 8 pixels,
/// each 0 to 16, and the digit that they show.
/// </summary>
public static class UciDigits
{
    /// <summary>Pixels along each side of a picture.</summary>
    public const int Side = 8;

    /// <summary>Pixels of a picture.</summary>
    public const int Pixels = Side * Side;

    /// <summary>The number of digits.</summary>
    public const int Classes = 10;

    private const int Brightest = 16;

    /// <summary>Reads a file: a line per picture, 64 pixels row by row and the digit, separated by commas.</summary>
    /// <param name="path">The file, plain or compressed by gzip.</param>
    /// <returns>Inputs [count, 64], the pixels divided by 16, and labels 0 to 9.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is malformed; the message tells which, and where.</exception>
    public static Dataset<float> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream file = File.OpenRead(path);
        return Read(file, Path.GetFileName(path));
    }

    /// <summary>Reads a stream of the same form.</summary>
    /// <param name="stream">
    /// The stream, from where it stands; it stays open. Compression is recognized where it can seek; unpack any other.
    /// </param>
    /// <param name="name">What messages call it.</param>
    /// <returns>Inputs [count, 64], the pixels divided by 16, and labels 0 to 9.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidDataException">A line is malformed; the message tells which, and where.</exception>
    public static Dataset<float> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using Stream? unpacked = Compression.IsGzip(stream)
            ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true)
            : null;
        using var reader = new StreamReader(unpacked ?? stream, leaveOpen: true);

        var inputs = new List<float>();
        var labels = new List<int>();
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0)
                labels.Add(ReadLine(line, inputs, name, number));
        }
        return labels.Count > 0
            ? new Dataset<float>(Tensor<float>.Wrap(inputs.ToArray(), labels.Count, Pixels), labels.ToArray())
            : throw new InvalidDataException($"{name}: there are no pictures in it.");
    }

    // Adds the pixels to the inputs and returns the label.
    private static int ReadLine(ReadOnlySpan<char> line, List<float> inputs, string name, int number)
    {
        int fields = line.Count(',') + 1;
        if (fields != Pixels + 1)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"{name}, line {number}: {fields} values, but {Pixels} pixels and a digit are {Pixels + 1}."
                )
            );
        int field = 0;
        int label = 0;
        foreach (Range range in line.Split(','))
        {
            ReadOnlySpan<char> text = line[range];
            int limit = field < Pixels ? Brightest : Classes - 1;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value > limit)
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{name}, line {number}, value {field + 1}: '{text.ToString()}' is no whole number from 0 to {limit}."
                    )
                );
            if (field < Pixels)
                inputs.Add(value / (float)Brightest);
            else
                label = value;
            field++;
        }
        return label;
    }
}
