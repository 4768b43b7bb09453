using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// The derivative of a call of a function of arrays. It needs the arguments, and one that is given what was computed: where a later
/// statement may touch any of these, the forward pass puts all of them on a stack.
/// </summary>
internal sealed class ArrayCallAdjoints(
    AdjointBuffers adjoints,
    Availability availability,
    SavedValues saved,
    FreshNames names
)
{
    /// <summary>What the forward pass does besides the call, and the backward pass.</summary>
    /// <param name="call">The call.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="sites">All sites.</param>
    /// <param name="available">An integer as the backward pass finds it.</param>
    public (List<Statement> After, List<Statement> Adjoint) Of(
        ArrayCall call,
        Site site,
        IReadOnlyList<Site> sites,
        System.Func<IndexExpr, IndexExpr> available
    )
    {
        var after = new List<Statement>();
        var adjoint = new List<Statement>();
        Access arguments = Kept(call.Arguments, availability.IsKept(call.Arguments, site), after, adjoint);
        Access? results = call.Callee.IsGiven
            ? Kept(call.Results, availability.IsKeptAfter(call.Results, site), after, adjoint)
            : null;
        Access seeds = adjoints.Of(call.Results);
        adjoint.Add(
            new ArrayCallAdjoint(
                call.Callee,
                arguments,
                results,
                seeds,
                adjoints.Of(call.Arguments),
                call.Integers.Map(available)
            )
        );
        if (adjoints.MustClear(call.Results, site, sites))
        {
            adjoint.Add(All(seeds, element => new Assign(element, element.Buffer.Element.Zero())));
        }

        return (after, adjoint);
    }

    private Access Kept(Access whole, bool isKept, List<Statement> after, List<Statement> adjoint)
    {
        if (isKept)
        {
            return whole;
        }

        Buffer stack = saved.Stack(whole.Buffer);
        IndexExpr size = whole.Buffer.Extent(whole.Buffer.Rank - 1);
        Buffer then = names.Array(whole.Buffer.Name + "Then", BufferKind.Local, whole.Buffer.Element, [size]);
        var back = new Access(then, [IndexExpr.Whole]);
        after.Add(All(whole, element => new Push(stack, new Load(element))));
        adjoint.Add(((For)All(back, element => new Pop(element, stack))) with { Descending = true });
        return back;
    }

    private Statement All(Access whole, System.Func<Access, Statement> body)
    {
        LoopIndex index = names.Loop("k");
        IndexExpr size = whole.Buffer.Extent(whole.Buffer.Rank - 1);
        return new For(index, IndexExpr.Zero, size, 1, [body(whole.At(IndexExpr.Of(index)))]);
    }
}
