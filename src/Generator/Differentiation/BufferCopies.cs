using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;
using Buffer = NeuralGen.Generator.IR.Buffer;

namespace NeuralGen.Generator.Differentiation;

/// <summary>Statements for all elements of a buffer.</summary>
internal static class BufferCopies
{
    public static EquatableArray<IndexExpr> Extents(Buffer buffer) =>
        Enumerable.Range(0, buffer.Rank).Select(buffer.Extent).ToEquatableArray();

    /// <summary>Copies all elements that follow the given subscripts.</summary>
    public static Statement Copied(
        this FreshNames names,
        Buffer target,
        IReadOnlyList<IndexExpr> inTarget,
        Buffer source,
        IReadOnlyList<IndexExpr> inSource
    ) =>
        names.Each(
            Extents(target).Skip(inTarget.Count).ToEquatableArray(),
            own => new Assign(
                new Access(target, inTarget.Concat(own).ToEquatableArray()),
                new Load(new Access(source, inSource.Concat(own).ToEquatableArray()))
            )
        );

    /// <summary>A nest over a box.</summary>
    public static Statement Each(
        this FreshNames names,
        EquatableArray<IndexExpr> extents,
        Func<IReadOnlyList<IndexExpr>, Statement> element,
        bool descending = false
    )
    {
        List<LoopIndex> indices = extents.Select(_ => names.Loop("at")).ToList();
        Statement nest = element(indices.Select(IndexExpr.Of).ToList());
        for (int axis = indices.Count - 1; axis >= 0; axis--)
        {
            nest = new For(indices[axis], IndexExpr.Zero, extents[axis], 1, [nest]) { Descending = descending };
        }

        return nest;
    }
}
