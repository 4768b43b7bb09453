using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>An access and the conditions of the ternaries under which it is evaluated.</summary>
internal sealed record GuardedAccess(Access Access, IReadOnlyList<Condition> Guards)
{
    public static IEnumerable<GuardedAccess> Of(Statement statement)
    {
        // The arguments and results of a call are the generator's own, and as large as they need to be.
        IReadOnlyList<IndexExpr>? integers = statement switch
        {
            ArrayCall call => call.Integers,
            ArrayCallAdjoint call => call.Integers,
            _ => null,
        };
        if (integers is not null)
        {
            return integers.SelectMany(e => Elements(e, []));
        }

        IEnumerable<GuardedAccess> inside = statement switch
        {
            Assign assign => Of(assign.Value, []),
            Accumulate sum => Of(sum.Value, []),
            If branch => Of(branch.Condition, []),
            For loop => Elements(loop.Lower, []).Concat(Elements(loop.Upper, [])),
            Throw thrown => thrown.Values.SelectMany(v => Of(v, [])),
            Check check => check.Parts.SelectMany(e => Elements(e, [])),
            _ => [],
        };
        return statement.Write() is { } target
            ? inside.Concat(Elements(target, [])).Append(new GuardedAccess(target, []))
            : inside;
    }

    private static IEnumerable<GuardedAccess> Of(Expr expr, Condition[] guards) =>
        expr switch
        {
            Load load => Elements(load.Access, guards).Append(new GuardedAccess(load.Access, guards)),
            FromIndex number => Elements(number.Value, guards),
            Convert convert => Of(convert.Operand, guards),
            Apply apply => apply.Arguments.SelectMany(a => Of(a, guards)),
            Composite composite => composite.Operands.SelectMany(a => Of(a, guards)),
            Select select => Of(select.Condition, guards)
                .Concat(Of(select.WhenTrue, [.. guards, select.Condition]))
                .Concat(Of(select.WhenFalse, [.. guards, new Not(select.Condition)])),
            _ => [],
        };

    private static IEnumerable<GuardedAccess> Of(Condition condition, Condition[] guards) =>
        condition switch
        {
            Compare compare => Of(compare.Left, guards).Concat(Of(compare.Right, guards)),
            CompareIndex compare => Elements(compare.Left, guards).Concat(Elements(compare.Right, guards)),
            Flag flag => Elements(flag.Access, guards).Append(new GuardedAccess(flag.Access, guards)),
            Not not => Of(not.Operand, guards),
            And and => Of(and.Left, guards).Concat(Of(and.Right, [.. guards, and.Left])),
            Or or => Of(or.Left, guards).Concat(Of(or.Right, [.. guards, new Not(or.Left)])),
            _ => [],
        };

    /// <summary>Index arrays inside subscripts are read too.</summary>
    private static IEnumerable<GuardedAccess> Elements(Access access, Condition[] guards) =>
        access.Indices.SelectMany(s => Elements(s, guards));

    private static IEnumerable<GuardedAccess> Elements(IndexExpr expr, Condition[] guards) =>
        expr.AllAtoms().OfType<ElementAtom>().Select(e => new GuardedAccess(e.Access, guards));
}
