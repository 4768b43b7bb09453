using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// What takes the place of buffers where the backward pass runs statements of the forward pass a second time. Until they are
/// scheduled only locals are replaced, by others like them; see <see cref="Rerun"/>.
/// </summary>
/// <param name="names">Makes the buffers.</param>
/// <param name="inPlace">What is not written again.</param>
internal sealed class SecondRun(FreshNames names, IEnumerable<Buffer> inPlace)
{
    private readonly List<Substitute> _locals = [];
    private readonly List<Substitute> _others = [];
    private readonly HashSet<Buffer> _inPlace = [.. inPlace];

    /// <summary>What is neither kept nor computed again: the backward pass reads what the method leaves.</summary>
    public bool IsInPlace(Buffer buffer) => _inPlace.Contains(buffer);

    /// <summary>A local that nothing else uses: it has a new one each time.</summary>
    public void Renew(Buffer local) => _locals.Add(new Substitute(local, names.Another(local)));

    /// <summary>Makes the copy on which the second run works.</summary>
    public Buffer Copy(Buffer buffer)
    {
        EquatableArray<IndexExpr> extents = BufferCopies.Extents(buffer);
        Buffer copy = names.Array(buffer.Name + "Again", BufferKind.Local, buffer.Element, extents);
        (buffer.Kind == BufferKind.Local ? _locals : _others).Add(new Substitute(buffer, copy));
        return copy;
    }

    /// <summary>The second run of a loop.</summary>
    public For Of(For loop) =>
        (For)On(_locals).Block([loop])[0] with
        {
            Rerun = new Rerun(_others.ToEquatableArray(), _inPlace.ToEquatableArray()),
        };

    /// <summary>Statements that read what the second run leaves.</summary>
    public EquatableArray<Statement> After(EquatableArray<Statement> statements) =>
        On([.. _locals, .. _others]).Block(statements);

    private static AccessSubstitution On(List<Substitute> substitutes)
    {
        var copies = substitutes.ToDictionary(s => s.Buffer, s => s.Copy);
        return new AccessSubstitution(a => copies.TryGetValue(a.Buffer, out Buffer own) ? a with { Buffer = own } : a);
    }
}
