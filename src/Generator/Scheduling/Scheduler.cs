using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Normalization;
using NeuralGen.Generator.Simplification;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Decides how each pass runs: nests are distributed, contractions go to the runtime's engine, maps and reductions onto
/// vectors, neighbours are fused, and arrays that live in one nest become scalars again.
/// </summary>
internal sealed class Scheduler
{
    private readonly EquatableArray<EntryCheck> _checks;

    private Scheduler(EquatableArray<EntryCheck> checks) => _checks = checks;

    public static Derivative Schedule(Derivative derivative) =>
        derivative with
        {
            Augmented = Pass(derivative, derivative.Augmented, isBackward: false),
            Adjoint = Pass(derivative, derivative.Adjoint, isBackward: true),
            Joint = Pass(derivative, derivative.Joint, isBackward: true),
        };

    private static EquatableArray<Statement> Pass(
        Derivative derivative,
        EquatableArray<Statement> block,
        bool isBackward
    )
    {
        EquatableArray<Statement> distributed = LoopDistribution.Rewrite(ScalarExpansion.Rewrite(block));
        IReadOnlyList<Statement> marked = isBackward
            ? WantedGradients.Mark(FirstAccumulation.Rewrite(distributed), derivative.Roles)
            : distributed;
        List<Statement> scheduled = new Scheduler(derivative.Checks).Block(marked, []);
        return Notes.Write(ArrayContraction.Rewrite(Reruns.Settle(scheduled.ToEquatableArray()), derivative.Residuals));
    }

    private List<Statement> Block(IEnumerable<Statement> block, IReadOnlyList<For> outer) =>
        LoopFusion.Fuse(block.Select(s => Statement(s, outer)), outer);

    private Statement Statement(Statement statement, IReadOnlyList<For> outer)
    {
        if (Nest.Of(statement) is not { } nest)
        {
            return statement is For loop ? loop with { Body = Block(loop.Body, [.. outer, loop]).ToEquatableArray() }
                : statement is If branch ? branch with { Then = Block(branch.Then, outer).ToEquatableArray() }
                : statement;
        }

        Nest ordered = Ascending(nest, outer);
        Statement scheduled =
            ContractionMatch.Match(ordered, outer) as Statement
            ?? OverlapMatch.Match(ordered, outer)
            ?? (PositionSearch.Match(ordered) ?? VectorLoop.Choose(ordered, outer, _checks) ?? ordered).ToStatement();
        return scheduled with { WantedFor = statement.WantedFor };
    }

    /// <summary>Loops whose order does not matter run forwards, also in a backward pass.</summary>
    private static Nest Ascending(Nest nest, IReadOnlyList<For> outer) =>
        nest with
        {
            Loops = nest
                .Loops.Select(
                    (l, i) =>
                        l.Descending && Independence.IsIndependent(nest, outer, i) ? l with { Descending = false } : l
                )
                .ToList(),
        };
}
