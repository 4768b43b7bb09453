using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen;

/// <summary>Some rows of a file of separated values.</summary>
/// <param name="Columns">The names of the columns of numbers.</param>
/// <param name="Numbers">The numbers: [rows, columns].</param>
/// <param name="Categories">The columns of classes.</param>
public sealed record CsvTable(
    IReadOnlyList<string> Columns,
    Tensor<float> Numbers,
    IReadOnlyList<CsvCategory> Categories
)
{
    /// <summary>The number of rows.</summary>
    public int Count => Numbers.Dim(0);

    /// <summary>The column of classes that has a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public CsvCategory Category(string name) =>
        Categories.FirstOrDefault(category => category.Name == name)
        ?? throw new ArgumentException(
            $"There is no category '{name}', but: {string.Join(", ", Categories.Select(category => category.Name))}.",
            nameof(name)
        );

    /// <summary>A column of classes as numbers: 1 in the place of a row's class, else 0.</summary>
    /// <remarks>
    /// There is a place for each class that the reader has met: where tables of parts of a file are to be alike, give the
    /// classes by <see cref="CsvOptions.Classes"/>.
    /// </remarks>
    /// <param name="category">The column's name.</param>
    /// <returns>[rows, classes].</returns>
    /// <exception cref="ArgumentException">There is no such category.</exception>
    public Tensor<float> OneHot(string category)
    {
        CsvCategory column = Category(category);
        var numbers = new Tensor<float>(Count, column.Classes.Count);
        for (int row = 0; row < Count; row++)
            numbers[row, column.Indices[row]] = 1;
        return numbers;
    }

    /// <summary>Examples to learn from: the rows as inputs, and the classes of a category as labels.</summary>
    /// <param name="label">The category.</param>
    /// <param name="oneHot">Other categories that become inputs, behind the numbers, as by <see cref="OneHot"/>.</param>
    /// <returns>Inputs [rows, columns] and labels. Without <paramref name="oneHot"/> they are not copied.</returns>
    /// <exception cref="ArgumentException">There is no such category, or the label would be an input.</exception>
    public Dataset<float> ToDataset(string label, params string[] oneHot)
    {
        int[] labels = Category(label).Indices;
        ArgumentNullException.ThrowIfNull(oneHot);
        if (oneHot.Contains(label))
            throw new ArgumentException($"The label '{label}' would be an input, too.", nameof(oneHot));
        if (oneHot.Length == 0)
            return new Dataset<float>(Numbers, labels);
        Tensor<float>[] parts = [Numbers, .. oneHot.Select(OneHot)];
        var inputs = new Tensor<float>(Count, parts.Sum(part => part.Dim(1)));
        for (int row = 0; row < Count; row++)
        {
            Span<float> rest = inputs.Rows(row, 1).AsSpan();
            foreach (Tensor<float> part in parts)
            {
                part.Rows(row, 1).AsSpan().CopyTo(rest);
                rest = rest[part.Dim(1)..];
            }
        }
        return new Dataset<float>(inputs, labels);
    }
}
