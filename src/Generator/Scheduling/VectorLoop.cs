using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Chooses the loop of a nest that runs on vectors, and makes it the innermost: every access has stride 0 or 1 along it, its
/// iterations are independent but for reductions, and everything that it computes is of one floating type.
/// </summary>
internal static class VectorLoop
{
    public static Nest? Choose(Nest nest, IReadOnlyList<For> outer, EquatableArray<EntryCheck> checks)
    {
        if (!IsVectorizable(nest, outer, checks))
        {
            return null;
        }

        int best = Enumerable
            .Range(0, nest.Loops.Count)
            .Where(v => IsCandidate(nest, outer, v))
            .OrderByDescending(v => Score(nest, nest.Loops[v].Index))
            .ThenByDescending(v => v)
            .DefaultIfEmpty(-1)
            .First();
        if (best < 0)
        {
            return null;
        }

        For chosen = nest.Loops[best] with { Vectorized = true, Descending = false };
        return nest with { Loops = [.. nest.Loops.Where((_, i) => i != best), chosen] };
    }

    /// <summary>Whether the loop may be innermost and on vectors.</summary>
    public static bool IsCandidate(Nest nest, IReadOnlyList<For> outer, int loop)
    {
        LoopIndex index = nest.Loops[loop].Index;
        return nest.Loops.Where((_, i) => i > loop).All(l => !l.Upper.Mentions(index))
            && nest.Body.All(s => HasUnitStrides(s, index))
            && Independence.IsIndependent(nest, outer, loop);
    }

    private static int Score(Nest nest, LoopIndex index) =>
        nest.Body.Sum(s => (4 * Stride(s.Write()!, index)) + s.Reads().Sum(a => Stride(a, index)));

    private static int Stride(Access access, LoopIndex index) =>
        Layout.Offset(access).Coefficient(index)!.Equals(IndexExpr.Zero) ? 0 : 1;

    private static bool HasUnitStrides(Statement statement, LoopIndex index)
    {
        bool IsUnit(Access a) => Layout.Offset(a).Coefficient(index)?.AsConstant() is 0 or 1;
        bool IsInvariant(IndexExpr e) => !e.Mentions(index);
        bool Rises(IndexExpr e) => e.Coefficient(index)?.AsConstant() is not null;
        bool RisesByOne(IndexExpr e) => e.Coefficient(index)?.AsConstant() is >= -1 and <= 1;
        return statement.Reads().Append(statement.Write()!).All(IsUnit)
            && Conditions(statement).OfType<CompareIndex>().All(c => RisesByOne(c.Left - c.Right))
            && Conditions(statement).OfType<Flag>().All(f => f.Access.Subscripts.All(IsInvariant))
            && Values(statement).OfType<FromIndex>().All(n => Rises(n.Value))
            && !(
                statement is Accumulate sum
                && Stride(sum.Target, index) == 0
                && sum.Value.Loads().Any(a => a.Buffer.Equals(sum.Target.Buffer))
            );
    }

    private static bool IsVectorizable(Nest nest, IReadOnlyList<For> outer, EquatableArray<EntryCheck> checks)
    {
        ScalarType type = nest.Body[0].Write()!.Buffer.Element;
        List<For> loops = [.. outer, .. nest.Loops];
        return type.IsFloating()
            && nest.Body.All(s =>
                s.Write()!.Buffer.Element == type
                && s.Reads().Append(s.Write()!).All(a => !a.IsChecked)
                && Values(s)
                    .All(e =>
                        (e.Type == type && e is not (Convert or Composite)) || e is Load { Type: ScalarType.Bool }
                    )
                && GuardedAccess.Of(s).Where(a => a.Guards.Count > 0).All(a => IsSafeAlways(a, s, loops, checks))
            );
    }

    /// <summary>On vectors both branches are evaluated: an access of either must be in range whether the branch is taken or not.</summary>
    private static bool IsSafeAlways(
        GuardedAccess guarded,
        Statement statement,
        List<For> loops,
        EquatableArray<EntryCheck> checks
    )
    {
        Access access = guarded.Access;
        if (GuardedAccess.Of(statement).Any(a => a.Guards.Count == 0 && a.Access.Equals(access)))
        {
            return true;
        }

        return ImpliedRanges.Contain(access, loops.SelectMany(Site.Bounds).ToList(), checks);
    }

    private static IEnumerable<Expr> Values(Statement statement) =>
        statement switch
        {
            Assign assign => assign.Value.SelfAndInner(),
            Accumulate sum => sum.Value.SelfAndInner(),
            _ => [],
        };

    private static IEnumerable<Condition> Conditions(Statement statement) =>
        Values(statement).OfType<Select>().SelectMany(s => Inner(s.Condition));

    private static IEnumerable<Condition> Inner(Condition condition) =>
        condition switch
        {
            Not not => Inner(not.Operand),
            And and => Inner(and.Left).Concat(Inner(and.Right)),
            Or or => Inner(or.Left).Concat(Inner(or.Right)),
            _ => [condition],
        };
}
