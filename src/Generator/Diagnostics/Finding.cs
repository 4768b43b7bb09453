using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Diagnostics;

/// <summary>
/// A diagnostic as a value. <paramref name="Start"/> counts from the method's first character, so that edits elsewhere
/// in the file leave it equal.
/// </summary>
internal sealed record Finding(string Id, int Start, int Length, EquatableArray<string> Arguments)
{
    public bool IsError => Rules.Find(Id).DefaultSeverity == DiagnosticSeverity.Error;

    public Diagnostic At(SyntaxNode method) =>
        Diagnostic.Create(
            Rules.Find(Id),
            Location.Create(method.SyntaxTree, new TextSpan(method.SpanStart + Start, Length)),
            Arguments.ToArray<object>()
        );
}
