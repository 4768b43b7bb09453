using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// The search for the position of an extreme along neighbouring elements, <c>p[b] = min(p[b], x[b,i] == m[b] ? i : nowhere)</c>
/// for all i, is one call of the runtime, which compares a vector at a time and stops where it finds it.
/// </summary>
internal static class PositionSearch
{
    public static Nest? Match(Nest nest)
    {
        For along = nest.Loops.Last();
        if (
            nest.Body.Count != 1
            || nest.Body[0]
                is not Accumulate
                {
                    Reduction: Reduction.Min,
                    Value: Select
                    {
                        Condition: And
                        {
                            Left: Compare { Comparison: Comparison.Equal, Left: Load element, Right: var extreme },
                            Right: var changed
                        },
                        WhenTrue: FromIndex { Value: var position },
                        WhenFalse: Constant nowhere
                    }
                } search
            || nest.Loops.Count < 2
            || !along.Index.Equals(position.AsIndex())
            || element.Access.IsChecked
            || Layout.Offset(element.Access).Coefficient(along.Index)?.AsConstant() != 1
            || search.Target.Subscripts.Any(s => s.Mentions(along.Index))
        )
        {
            return null;
        }

        // The position was set to nowhere just before: the minimum is what is found.
        var first = new AtomSubstitution(along.Index, IndexExpr.Zero);
        Expr found = new FirstPosition(first.Access(element.Access), along.Upper, extreme, nowhere);
        var assign = new Assign(search.Target, new Select(changed, found, nowhere))
        {
            Note =
                $"{search.Target} = the first {along.Index} at which {element.Access} == {ExpressionPrinter.Print(extreme)}",
            Origin = search.Origin,
        };
        IReadOnlyList<For> around = nest.Loops.Take(nest.Loops.Count - 1).ToList();
        return new Nest(around, [assign]);
    }
}
