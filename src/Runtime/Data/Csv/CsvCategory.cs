using System.Collections.Generic;

namespace NeuralGen;

/// <summary>A column of classes: for each row the index of its class.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Indices">The class of each row.</param>
/// <param name="Classes">The names of the classes by index, of all that the reader has met.</param>
public sealed record CsvCategory(string Name, int[] Indices, IReadOnlyList<string> Classes);
