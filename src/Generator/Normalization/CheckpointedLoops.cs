using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>
/// Finds the outermost loops that carry a state which their iterations overwrite, and lets them run one iteration after the other,
/// undivided: what is kept of them is their state, now and then.
/// </summary>
internal static class CheckpointedLoops
{
    public static EquatableArray<Statement> Mark(EquatableArray<Statement> body)
    {
        List<Site> sites = Site.All(body);
        return Block(body);

        EquatableArray<Statement> Block(EquatableArray<Statement> block) =>
            block.Map(s =>
                s switch
                {
                    If branch => branch with { Then = Block(branch.Then) },
                    For { IsRecomputed: false } loop when IsCounted(loop) && Carries(sites, loop.Index) => loop with
                    {
                        IsSequential = true,
                    },
                    _ => s,
                }
            );
    }

    /// <summary>An outermost loop with state of which it is not known on entry how often it runs; null where there is none.</summary>
    public static For? FirstUncounted(EquatableArray<Statement> body)
    {
        EquatableArray<Statement> prepared = Normalizer.Prepare(body);
        List<Site> sites = Site.All(prepared);
        return Outermost(prepared).FirstOrDefault(l => !IsCounted(l) && Carries(sites, l.Index));
    }

    /// <summary>Whether it is known on entry how often the loop runs at most.</summary>
    private static bool IsCounted(For loop) => !loop.Upper.IsEndless && !Site.HasHeader(loop);

    private static IEnumerable<For> Outermost(IEnumerable<Statement> block) =>
        block.SelectMany(s =>
            s switch
            {
                For loop => [loop],
                If branch => Outermost(branch.Then),
                _ => Enumerable.Empty<For>(),
            }
        );

    private static bool Carries(IReadOnlyList<Site> sites, LoopIndex loop) => LoopState.Of(sites, loop).State.Count > 0;
}
