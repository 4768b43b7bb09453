using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>Enumerations over IR, in the order of evaluation.</summary>
internal static class Walk
{
    public static IEnumerable<Statement> SelfAndInner(this Statement statement) =>
        statement switch
        {
            For loop => loop.Body.AllStatements().Prepend(loop),
            If branch => branch.Then.Concat(branch.Else).AllStatements().Prepend(branch),
            _ => [statement],
        };

    public static IEnumerable<Statement> AllStatements(this IEnumerable<Statement> block) =>
        block.SelectMany(SelfAndInner);

    public static IEnumerable<Expr> SelfAndInner(this Expr expr)
    {
        yield return expr;
        IEnumerable<Expr> inner = expr switch
        {
            Convert convert => convert.Operand.SelfAndInner(),
            Apply apply => apply.Arguments.SelectMany(SelfAndInner),
            Composite composite => composite.Operands.SelectMany(SelfAndInner),
            FirstPosition search => search.Value.SelfAndInner().Append(new Load(search.Start)),
            Select select => select
                .Condition.Expressions()
                .Concat(select.WhenTrue.SelfAndInner())
                .Concat(select.WhenFalse.SelfAndInner()),
            _ => [],
        };
        foreach (Expr e in inner)
        {
            yield return e;
        }
    }

    public static IEnumerable<Expr> Expressions(this Condition condition) =>
        condition switch
        {
            Compare compare => compare.Left.SelfAndInner().Concat(compare.Right.SelfAndInner()),
            Flag flag => [new Load(flag.Access)],
            Not not => not.Operand.Expressions(),
            And and => and.Left.Expressions().Concat(and.Right.Expressions()),
            Or or => or.Left.Expressions().Concat(or.Right.Expressions()),
            _ => [],
        };

    /// <summary>What an expression reads, integers in subscripts included.</summary>
    public static IEnumerable<Access> Loads(this Expr expr) => expr.SelfAndInner().SelectMany(Own);

    public static IEnumerable<Access> Loads(this Condition condition) =>
        condition.Expressions().SelectMany(Own).Concat(condition.Indices().SelectMany(e => e.Elements()));

    /// <summary>The elements that subscripts are made of.</summary>
    public static IEnumerable<Access> Elements(this Access access) => access.Indices.SelectMany(s => s.Elements());

    private static IEnumerable<Access> Own(Expr expr) =>
        expr switch
        {
            Load load => load.Access.Elements().Append(load.Access),
            FromIndex number => number.Value.Elements(),
            Select select => select.Condition.Indices().SelectMany(e => e.Elements()),
            _ => [],
        };

    private static IEnumerable<IndexExpr> Indices(this Condition condition) =>
        condition switch
        {
            CompareIndex compare => [compare.Left, compare.Right],
            Not not => not.Operand.Indices(),
            And and => and.Left.Indices().Concat(and.Right.Indices()),
            Or or => or.Left.Indices().Concat(or.Right.Indices()),
            _ => [],
        };

    /// <summary>What a statement reads itself (not its body); an accumulation also reads its target.</summary>
    public static IEnumerable<Access> Reads(this Statement statement) =>
        statement switch
        {
            For loop => loop.Lower.Elements().Concat(loop.Upper.Elements()).Concat(loop.While?.Loads() ?? []),
            If branch => branch.Condition.Loads(),
            Assign assign => assign.Value.Loads().Concat(assign.Target.Elements()),
            Accumulate sum => sum.Value.Loads().Concat(sum.Target.Elements()).Append(sum.Target),
            Contraction sum => sum.Scale.Loads().Concat([sum.Left, sum.Right, sum.Target]),
            Push push => push.Value.Loads().Append(new Access(push.Stack, [])),
            Check check => check.Parts.SelectMany(p => p.Elements()),
            Throw thrown => thrown.Values.SelectMany(Loads),
            Pop pop => pop.Target.Elements().Append(new Access(pop.Stack, [])),
            ArrayCall call => call.Integers.SelectMany(i => i.Elements()).Append(call.Arguments),
            ArrayCallAdjoint call => call
                .Integers.SelectMany(i => i.Elements())
                .Concat([call.Arguments, call.Seeds, call.Target])
                .Concat(call.Results is { } results ? [results] : []),
            _ => [],
        };

    /// <summary>The element that a statement writes itself.</summary>
    public static Access? Write(this Statement statement) =>
        statement switch
        {
            Assign assign => assign.Target,
            Accumulate sum => sum.Target,
            Contraction sum => sum.Target,
            Push push => new Access(push.Stack, []),
            Pop pop => pop.Target,
            For loop => loop.Count,
            ArrayCall call => call.Results,
            ArrayCallAdjoint call => call.Target,
            _ => null,
        };

    /// <summary>Every buffer that a statement or its body touches, gradients and filled ones included.</summary>
    public static IEnumerable<Buffer> Buffers(this Statement statement) =>
        statement
            .SelfAndInner()
            .SelectMany(s =>
                s switch
                {
                    Declare local => [local.Buffer],
                    Fill fill => [fill.Buffer],
                    Copy copy => [copy.Target, copy.Source],
                    Rewind rewind => [rewind.Stack],
                    _ => s.Reads().Select(a => a.Buffer).Concat(s.Write() is { } w ? [w.Buffer] : []),
                }
            );
}
