using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Brings a method's body into the form that everything later works on: loops from 0 by 1, scalars inside loops as virtual
/// arrays over those loops, and nests distributed as far as dependence allows, so that a contraction that hides behind
/// <c>float u</c> stands alone.
/// </summary>
internal static class Normalizer
{
    public static EquatableArray<Statement> Normalize(EquatableArray<Statement> body)
    {
        EquatableArray<Statement> unit = UnitLoops.Rewrite(DeadLocals.Rewrite(body));
        EquatableArray<Statement> inlined = LocalInlining.Rewrite(Privatization.Rewrite(BranchLowering.Rewrite(unit)));
        EquatableArray<Statement> expanded = ScalarExpansion.Rewrite(inlined);
        return LoopDistribution.Rewrite(expanded);
    }
}
