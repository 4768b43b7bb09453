using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Which loops can be written on vectors, whatever they were marked as: the emitter's own conditions.</summary>
internal static class LaneConditions
{
    public static bool CanWrite(For loop, PassNames names, LocalBlocks locals)
    {
        if (!loop.Vectorized || loop.Body.IsEmpty)
        {
            return false;
        }

        List<Statement> leaves = Leaves(loop.Body).ToList();
        ScalarType? type = leaves.Count > 0 ? Uses.Written(leaves[0])?.Element : null;
        var assigned = new HashSet<Buffer>();
        foreach (Statement statement in leaves)
        {
            if (statement is not (Assign or Accumulate) || Uses.Written(statement)!.Element != type)
            {
                return false;
            }

            Access target = statement is Assign assign ? assign.Target : ((Accumulate)statement).Target;
            bool isPrivate =
                target.Buffer.Rank == 0 && names.IsLocal(target.Buffer) && locals.IsInside(target.Buffer, loop);
            if (isPrivate && statement is Assign)
            {
                assigned.Add(target.Buffer);
            }

            bool isReduction = !isPrivate && statement is Accumulate && Stride(target, loop.Index) == 0;
            bool isElement = target.Buffer.Rank > 0 && Stride(target, loop.Index) == 1;
            bool isKnown = isPrivate && assigned.Contains(target.Buffer);
            bool isRead = leaves.SelectMany(Loads).Any(a => a.Buffer.Equals(target.Buffer));
            if (!(isElement || isKnown || (isReduction && !isRead)))
            {
                return false;
            }

            if (!Accesses.Of(statement).All(a => !a.IsChecked && Stride(a, loop.Index) is 0 or 1))
            {
                return false;
            }
        }

        return type?.IsFloating() == true && leaves.SelectMany(Values).All(e => IsPrintable(e, loop.Index, type.Value));
    }

    /// <summary>0, 1, or null where a vector cannot be loaded at one go.</summary>
    public static long? Stride(Access access, LoopIndex index) =>
        access.Buffer.Rank == 0 ? 0
        : Layout.Offset(access).Coefficient(index)?.AsConstant() is 0 ? 0
        : Layout.Offset(access).Coefficient(index)?.AsConstant() is 1 ? 1
        : null;

    /// <summary>The integer expressions of a statement, those inside subscripts included.</summary>
    public static IEnumerable<IndexExpr> Integers(Statement statement) =>
        Accesses
            .Of(statement)
            .SelectMany(a => a.Subscripts)
            .Concat(
                Values(statement)
                    .SelectMany(v => v.SelfAndInner())
                    .SelectMany(e =>
                        e switch
                        {
                            FromIndex integer => [integer.Value],
                            Select select => Integers(select.Condition),
                            _ => [],
                        }
                    )
            );

    public static IEnumerable<IndexExpr> Integers(Condition condition) =>
        condition switch
        {
            CompareIndex compare => [compare.Left, compare.Right],
            Not not => Integers(not.Operand),
            And and => Integers(and.Left).Concat(Integers(and.Right)),
            Or or => Integers(or.Left).Concat(Integers(or.Right)),
            Flag flag => flag.Access.Subscripts,
            _ => [],
        };

    private static bool IsPrintable(Expr expr, LoopIndex index, ScalarType type) =>
        expr switch
        {
            Constant or Load => expr.Type == type,
            FromIndex integer => expr.Type == type && integer.Value.Coefficient(index)?.AsConstant() is not null,
            Apply apply => apply.Arguments.All(a => IsPrintable(a, index, type)),
            Select select => IsPrintable(select.Condition, index, type)
                && IsPrintable(select.WhenTrue, index, type)
                && IsPrintable(select.WhenFalse, index, type),
            _ => false,
        };

    private static bool IsPrintable(Condition condition, LoopIndex index, ScalarType type) =>
        condition switch
        {
            Compare compare => IsPrintable(compare.Left, index, type) && IsPrintable(compare.Right, index, type),
            // One side moves against the other by one a lane, or neither moves: not both together (i < i + n).
            CompareIndex compare => (compare.Left - compare.Right).Coefficient(index)?.AsConstant() is -1 or 1
                || (!compare.Left.Mentions(index) && !compare.Right.Mentions(index)),
            Flag flag => flag.Access.Subscripts.All(s => !s.Mentions(index)),
            Not not => IsPrintable(not.Operand, index, type),
            And and => IsPrintable(and.Left, index, type) && IsPrintable(and.Right, index, type),
            Or or => IsPrintable(or.Left, index, type) && IsPrintable(or.Right, index, type),
            _ => false,
        };

    private static IEnumerable<Statement> Leaves(IEnumerable<Statement> block) =>
        block.SelectMany(s => s is WantedBlock wanted ? Leaves(wanted.Then) : [s]);

    private static IEnumerable<Expr> Values(Statement statement) =>
        statement switch
        {
            Assign assign => [assign.Value],
            Accumulate sum => [sum.Value],
            _ => [],
        };

    private static IEnumerable<Access> Loads(Statement statement) => Values(statement).SelectMany(Accesses.Of);
}
