using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// A loop counts evenly only to a bound that its body leaves alone. The integer of a bound may have several names: a parameter by
/// reference, a captured variable, a member of the struct whose method runs.
/// </summary>
internal sealed partial class BodyParser
{
    /// <summary>The storage of what the statements write, or functions inside the method do, whatever its name.</summary>
    private HashSet<Buffer> Changed(IEnumerable<(ISymbol Variable, string? Member)> written) =>
        new(written.Concat(_writtenInside).SelectMany(w => StorageOf(w.Variable, w.Member)));

    private IEnumerable<Buffer> StorageOf(ISymbol variable, string? member)
    {
        // Of the struct whose code is read, its type stands for "this".
        Aggregate? whole = variable is INamedTypeSymbol ? _this : scope.Struct(variable);
        if (whole is not null)
        {
            return Part(whole, member).Select(Place).OfType<Access>().Select(place => place.Buffer);
        }

        return new[] { scope.Reference(variable)?.Buffer, scope.Buffer(variable) }.OfType<Buffer>();
    }

    private static IReadOnlyList<Component> Part(Aggregate whole, string? member) =>
        whole.Shape.Members.FirstOrDefault(m => m.Name == member) is { } named
        && whole.Shape.Find(named.Symbol) is var (part, offset)
            ? whole.Part(part, offset)
            : whole.Components;
}
