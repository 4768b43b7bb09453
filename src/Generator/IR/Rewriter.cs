using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// Rebuilds IR bottom-up. A pass overrides what it changes; integer expressions, accesses, expressions, conditions and
/// statements each have their hook.
/// </summary>
internal abstract class Rewriter
{
    public virtual IndexExpr Index(IndexExpr expr) => expr.MapElements(Access);

    public virtual Access Access(Access access) => access.Map(Index);

    public virtual Expr Expr(Expr expr) =>
        expr switch
        {
            Load load => new Load(Access(load.Access)),
            FromIndex number => number with { Value = Index(number.Value) },
            Convert convert => convert with { Operand = Expr(convert.Operand) },
            Apply apply => apply with { Arguments = apply.Arguments.Map(Expr) },
            CallAdjoint call => call with { Position = Index(call.Position), Operands = call.Operands.Map(Expr) },
            Composite composite => composite with { Operands = composite.Operands.Map(Expr) },
            FirstPosition search => search with
            {
                Start = Access(search.Start),
                Count = Index(search.Count),
                Value = Expr(search.Value),
            },
            Select select => new Select(Condition(select.Condition), Expr(select.WhenTrue), Expr(select.WhenFalse)),
            _ => expr,
        };

    public virtual Condition Condition(Condition condition) =>
        condition switch
        {
            Compare compare => compare with { Left = Expr(compare.Left), Right = Expr(compare.Right) },
            CompareIndex compare => compare with { Left = Index(compare.Left), Right = Index(compare.Right) },
            Flag flag => new Flag(Access(flag.Access)),
            Not not => new Not(Condition(not.Operand)),
            And and => new And(Condition(and.Left), Condition(and.Right)),
            Or or => new Or(Condition(or.Left), Condition(or.Right)),
            _ => condition,
        };

    /// <summary>A statement may become none or several.</summary>
    public virtual IEnumerable<Statement> Statement(Statement statement) =>
        statement switch
        {
            For loop =>
            [
                loop with
                {
                    Lower = Index(loop.Lower),
                    Upper = Index(loop.Upper),
                    While = loop.While is { } condition ? Condition(condition) : null,
                    Count = loop.Count is { } count ? Access(count) : null,
                    Body = Block(loop.Body),
                },
            ],
            If branch =>
            [
                branch with
                {
                    Condition = Condition(branch.Condition),
                    Then = Block(branch.Then),
                    Else = Block(branch.Else),
                },
            ],
            Assign assign => [assign with { Target = Access(assign.Target), Value = Expr(assign.Value) }],
            Accumulate sum => [sum with { Target = Access(sum.Target), Value = Expr(sum.Value) }],
            Push push => [push with { Value = Expr(push.Value) }],
            Throw thrown => [thrown with { Values = thrown.Values.Map(Expr) }],
            Pop pop => [pop with { Target = Access(pop.Target) }],
            SliceCheck slice =>
            [
                slice with
                {
                    Start = Index(slice.Start),
                    Length = Index(slice.Length),
                    Size = Index(slice.Size),
                },
            ],
            IntCheck check => [check with { Value = Index(check.Value) }],
            ArrayCall call =>
            [
                call with
                {
                    Arguments = Access(call.Arguments),
                    Results = Access(call.Results),
                    Integers = call.Integers.Map(Index),
                },
            ],
            ArrayCallAdjoint call =>
            [
                call with
                {
                    Arguments = Access(call.Arguments),
                    Results = call.Results is { } results ? Access(results) : null,
                    Seeds = Access(call.Seeds),
                    Target = Access(call.Target),
                    Integers = call.Integers.Map(Index),
                },
            ],
            _ => [statement],
        };

    public EquatableArray<Statement> Block(EquatableArray<Statement> block) =>
        block.SelectMany(Statement).ToEquatableArray();
}

/// <summary>Replaces loop indices (and other atoms) everywhere.</summary>
internal sealed class AtomSubstitution(Func<Atom, IndexExpr?> replacement) : Rewriter
{
    public AtomSubstitution(LoopIndex index, IndexExpr value)
        : this(a => a is LoopAtom loop && loop.Index.Equals(index) ? value : null) { }

    public override IndexExpr Index(IndexExpr expr) => expr.Substitute(replacement);
}

/// <summary>Replaces accesses to buffers everywhere: by other accesses.</summary>
internal sealed class AccessSubstitution(Func<Access, Access> replacement) : Rewriter
{
    public override Access Access(Access access) => replacement(base.Access(access));
}

/// <summary>Replaces loads: by any expression.</summary>
internal sealed class LoadSubstitution(Func<Load, Expr?> replacement) : Rewriter
{
    public override Expr Expr(Expr expr) => (expr is Load load ? replacement(load) : null) ?? base.Expr(expr);

    public override Condition Condition(Condition condition) =>
        condition is Flag flag && replacement(new Load(flag.Access)) is { } truth
            ? Truths.AsCondition(truth)
            : base.Condition(condition);
}
