using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Which buffers a piece of IR touches, those inside subscripts, bounds and conditions included.</summary>
internal static class Uses
{
    /// <summary>The buffer that a statement itself writes.</summary>
    public static Buffer? Written(Statement statement) =>
        statement switch
        {
            Assign assign => assign.Target.Buffer,
            Accumulate sum => sum.Target.Buffer,
            Contraction sum => sum.Target.Buffer,
            Fill fill => fill.Buffer,
            Copy copy => copy.Target,
            Pop pop => pop.Target.Buffer,
            Push push => push.Stack,
            For loop => loop.Count?.Buffer,
            ArrayCall call => call.Results.Buffer,
            ArrayCallAdjoint call => call.Target.Buffer,
            _ => null,
        };

    public static EquatableArray<Statement> Inner(Statement statement) =>
        statement switch
        {
            For loop => loop.Body,
            If branch => branch.Then,
            WantedBlock block => block.Then,
            _ => [],
        };

    public static IEnumerable<Statement> SelfAndInner(Statement statement) =>
        Inner(statement).SelectMany(SelfAndInner).Prepend(statement);

    /// <summary>All buffers of a statement and the statements inside.</summary>
    public static IEnumerable<Buffer> Of(Statement statement) => Own(statement).Concat(Inner(statement).SelectMany(Of));

    /// <summary>The buffers of the statement itself.</summary>
    public static IEnumerable<Buffer> Own(Statement statement) =>
        statement switch
        {
            For loop => Of(loop.Lower)
                .Concat(Of(loop.Upper))
                .Concat(loop.While is { } condition ? Of(condition) : [])
                .Concat(loop.Count is { } count ? Of(count) : []),
            Push push => Of(push.Value).Prepend(push.Stack),
            Pop pop => Of(pop.Target).Append(pop.Stack),
            Rewind rewind => [rewind.Stack],
            If branch => Of(branch.Condition),
            WantedBlock block => block.Gradients,
            Assign assign => Of(assign.Target).Concat(Of(assign.Value)),
            Accumulate sum => Of(sum.Target).Concat(Of(sum.Value)),
            ArrayCall call => Of(call.Results).Concat(Of(call.Arguments)).Concat(call.Integers.SelectMany(Of)),
            ArrayCallAdjoint call => Of(call.Target)
                .Concat(Of(call.Arguments))
                .Concat(call.Results is { } results ? Of(results) : [])
                .Concat(Of(call.Seeds))
                .Concat(call.Integers.SelectMany(Of)),
            Fill fill => [fill.Buffer],
            Copy copy => [copy.Target, copy.Source],
            Throw thrown => thrown.Values.SelectMany(Of),
            Check check => check.Parts.SelectMany(Of),
            Contraction sum => Of(sum.Target)
                .Concat(Of(sum.Left))
                .Concat(Of(sum.Right))
                .Concat(Of(sum.Scale))
                .Concat(sum.Axes.SelectMany(a => Of(a.Extent))),
            _ => [],
        };

    public static IEnumerable<Buffer> Of(Expr expr) =>
        expr switch
        {
            Load load => Of(load.Access),
            FromIndex number => Of(number.Value),
            Convert convert => Of(convert.Operand),
            Apply apply => apply.Arguments.SelectMany(Of),
            CallAdjoint call => call.Operands.SelectMany(Of).Concat(Of(call.Position)),
            Composite composite => composite.Operands.SelectMany(Of),
            FirstPosition search => Of(search.Start).Concat(Of(search.Count)).Concat(Of(search.Value)),
            Select select => Of(select.Condition).Concat(Of(select.WhenTrue)).Concat(Of(select.WhenFalse)),
            _ => [],
        };

    public static IEnumerable<Buffer> Of(Condition condition) =>
        condition switch
        {
            Compare compare => Of(compare.Left).Concat(Of(compare.Right)),
            CompareIndex compare => Of(compare.Left).Concat(Of(compare.Right)),
            Flag flag => Of(flag.Access),
            Not not => Of(not.Operand),
            And and => Of(and.Left).Concat(Of(and.Right)),
            Or or => Of(or.Left).Concat(Of(or.Right)),
            _ => [],
        };

    public static IEnumerable<Buffer> Of(Access access) => access.Indices.SelectMany(Of).Prepend(access.Buffer);

    public static IEnumerable<Buffer> Of(IndexExpr expr) =>
        expr.AllAtoms()
            .SelectMany<Atom, Buffer>(a =>
                a switch
                {
                    ElementAtom element => [element.Access.Buffer],
                    ScalarAtom scalar => [scalar.Buffer],
                    _ => [],
                }
            );
}
