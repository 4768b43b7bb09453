using System.Collections.Generic;

namespace NeuralGen.Samples.Lectures.Book;

/// <summary>Pictures side by side.</summary>
/// <param name="Caption">What they show.</param>
/// <param name="Pictures">HTML: inline SVG, or a quotation.</param>
internal sealed record Figure(string Caption, IReadOnlyList<string> Pictures);
