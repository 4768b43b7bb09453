using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>New buffers, told apart by number.</summary>
internal sealed class FreshNames(int firstId)
{
    // The user's loops have smaller numbers.
    private const int Added = 1 << 18;

    private int _next = firstId;

    public Buffer Local(string name, ScalarType type) => new(name, _next++, BufferKind.Local, type, 0);

    public Buffer Array(string name, BufferKind kind, ScalarType type, EquatableArray<IndexExpr> extents) =>
        new(name, _next++, kind, type, extents.Count) { Extents = extents };

    /// <summary>Room for the gradients of one call, and the index that fills it.</summary>
    public (Buffer Array, LoopIndex Index) Gradients(Callee callee) =>
        (
            Array(callee.Name + "Gradients", BufferKind.Local, callee.GradientType, [IndexExpr.Constant(callee.Count)]),
            new LoopIndex("k", _next++)
        );

    public Buffer Saved(Buffer of, EquatableArray<IndexExpr> extents) => Saved(of, "Saved", extents);

    public Buffer Saved(Buffer of, string how, EquatableArray<IndexExpr> extents) =>
        Array(of.Name + how, BufferKind.Saved, of.Element, extents);

    /// <summary>A second one like it.</summary>
    public Buffer Another(Buffer buffer) => buffer with { Id = _next++ };

    /// <summary>The index of a loop that the generator adds.</summary>
    public LoopIndex Loop(string name) => new(name, Added + _next++);

    /// <summary>Where it is not known on entry how many values there will be.</summary>
    public Buffer Stack(Buffer of) =>
        new(of.Name + "Saved", _next++, BufferKind.Saved, of.Element, 0) { IsStack = true };

    public Buffer Adjoint(Buffer of) =>
        new(of.Name, _next++, BufferKind.Adjoint, of.Element, of.Rank)
        {
            Of = of,
            Extents = Enumerable.Range(0, of.Rank).Select(of.Extent).ToEquatableArray(),
        };
}
