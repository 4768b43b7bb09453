using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>What a member passes to a pass: spans of the user's buffers, private arrays made large enough, and sizes.</summary>
internal sealed class PassArguments(Pass pass, ResidualFields fields, PublicNames names, SourceWriter writer)
{
    private readonly Dictionary<Buffer, string> _spans = [];
    private IReadOnlyDictionary<Buffer, string> _gradients = new Dictionary<Buffer, string>();

    /// <summary>Declares what the call needs: a span for each private array.</summary>
    public void Declare(Dictionary<Buffer, string> gradients)
    {
        _gradients = gradients;
        foreach (PassParameter parameter in pass.Parameters)
        {
            if (parameter.Buffer is { Rank: > 0 } buffer && ResidualFields.IsPrivate(buffer))
            {
                Grow(buffer, parameter);
            }
        }
    }

    public string[] List() => pass.Parameters.Select(Argument).ToArray();

    private void Grow(Buffer buffer, PassParameter parameter)
    {
        string name = names.Scope.Declare(PassNames.Hint(buffer));
        _spans.Add(buffer, name);
        var printer = new IndexPrinter(Integer);
        string length = BufferLength.Of(buffer, printer);
        EquatableArray<Condition> guards = parameter.Guards;
        if (!guards.IsEmpty)
        {
            var conditions = new ScalarPrinter(printer, access => names.Value(access.Buffer));
            length = $"unchecked({conditions.Print(guards.Aggregate((l, r) => new And(l, r)))}) ? {length} : 0";
        }

        string grow = parameter.IsUncertain ? "GrowIfPossible" : "Grow";
        string field = $"{names.Residuals}.{fields[buffer]}";
        writer.Line(
            $"{Forms.Span(buffer)} {name} = global::{GeneratedFile.RuntimeNamespace}.Buffers.{grow}(ref {field}, {length});"
        );
    }

    private string Integer(Atom atom) =>
        atom switch
        {
            ExtentAtom extent => "(nint)" + names.Extent(extent),
            ScalarAtom scalar => "(nint)" + names.Value(scalar.Buffer),
            RootAtom root => Root(root),
            _ => throw new System.NotSupportedException(atom.ToString()),
        };

    private string Root(RootAtom root) =>
        $"global::{GeneratedFile.RuntimeNamespace}.Subscript.Root({new IndexPrinter(Integer).Print(root.Of)})";

    private string Argument(PassParameter parameter)
    {
        switch (parameter)
        {
            case { Integer: ExtentAtom extent }:
                return names.Extent(extent);
            case { Integer: ScalarAtom scalar }:
                string cast = scalar.Buffer.Element == ScalarType.Long ? "(nint)" : "";
                return cast + names.Value(scalar.Buffer);
            case { Integer: RootAtom root }:
                return Root(root);
            case { Buffer: { } buffer }:
                return (parameter.IsRef ? "ref " : "") + Argument(buffer);
            default:
                throw new System.NotSupportedException(parameter.Name);
        }
    }

    private string Argument(Buffer buffer) =>
        buffer.Kind switch
        {
            BufferKind.Parameter => buffer.Form == BufferForm.Scalar ? names.Value(buffer) : names.Span(buffer),
            BufferKind.Gradient => _gradients[buffer.Of!],
            BufferKind.Seed => names.SeedOf(buffer.Of!),
            _ => _spans.TryGetValue(buffer, out string? span) ? span : $"{names.Residuals}.{fields[buffer]}",
        };
}
