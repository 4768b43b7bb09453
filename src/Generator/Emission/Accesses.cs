using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The elements that expressions and straight-line statements touch.</summary>
internal static class Accesses
{
    public static IEnumerable<Access> Of(Statement statement) =>
        statement switch
        {
            Assign assign => Of(assign.Value).Prepend(assign.Target),
            Accumulate sum => Of(sum.Value).Prepend(sum.Target),
            If branch => Of(branch.Condition).Concat(branch.Then.SelectMany(Of)),
            Push push => Of(push.Value),
            Pop pop => [pop.Target],
            WantedBlock block => block.Then.SelectMany(Of),
            _ => [],
        };

    public static IEnumerable<Access> Of(Expr expr) =>
        expr switch
        {
            Load load => [load.Access],
            Convert convert => Of(convert.Operand),
            Apply apply => apply.Arguments.SelectMany(Of),
            Composite composite => composite.Operands.SelectMany(Of),
            Select select => Of(select.Condition).Concat(Of(select.WhenTrue)).Concat(Of(select.WhenFalse)),
            _ => [],
        };

    public static IEnumerable<Access> Of(Condition condition) =>
        condition switch
        {
            Compare compare => Of(compare.Left).Concat(Of(compare.Right)),
            Not not => Of(not.Operand),
            And and => Of(and.Left).Concat(Of(and.Right)),
            Or or => Of(or.Left).Concat(Of(or.Right)),
            Flag flag => [flag.Access],
            _ => [],
        };
}
