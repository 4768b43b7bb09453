using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Brings a method's body into the form that everything later works on: loops from 0 by 1, scalars inside loops as virtual
/// arrays over those loops, and nests distributed as far as dependence allows, so that a contraction that hides behind
/// <c>float u</c> stands alone.
/// </summary>
internal static class Normalizer
{
    /// <param name="body">The body as it was parsed.</param>
    /// <param name="isCheckpointed">Whether outermost loops that carry a state are to keep it only now and then.</param>
    public static EquatableArray<Statement> Normalize(EquatableArray<Statement> body, bool isCheckpointed = false)
    {
        EquatableArray<Statement> prepared = Prepare(body);
        EquatableArray<Statement> marked = isCheckpointed ? CheckpointedLoops.Mark(prepared) : prepared;
        return LoopDistribution.Rewrite(ScalarExpansion.Rewrite(RecomputedBodies.Outermost(marked)));
    }

    /// <summary>Everything but what gives scalars places of their own and splits loops.</summary>
    public static EquatableArray<Statement> Prepare(EquatableArray<Statement> body)
    {
        EquatableArray<Statement> unit = UnitLoops.Rewrite(DeadLocals.Rewrite(body));
        return LocalInlining.Rewrite(Privatization.Rewrite(BranchLowering.Rewrite(unit)));
    }
}
