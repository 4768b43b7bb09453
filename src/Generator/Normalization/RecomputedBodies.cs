using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Normalization;

/// <summary>Which bodies of functions marked <c>[Checkpoint]</c> stay together to be computed again.</summary>
internal static class RecomputedBodies
{
    /// <summary>
    /// Those that are in no other one, and in no loop that is computed again itself: what is inside is computed again with the whole.
    /// </summary>
    public static EquatableArray<Statement> Outermost(EquatableArray<Statement> block) => Block(block, isInside: false);

    /// <summary>None: the statements as if they had been written in the place of the call.</summary>
    public static EquatableArray<Statement> Opened(EquatableArray<Statement> block) => Block(block, isInside: true);

    private static EquatableArray<Statement> Block(EquatableArray<Statement> block, bool isInside) =>
        block
            .SelectMany(s =>
                s switch
                {
                    For { IsRecomputed: true } body when isInside => Block(body.Body, isInside),
                    For loop => [loop with { Body = Block(loop.Body, isInside || loop.IsSequential) }],
                    If branch =>
                    [
                        branch with
                        {
                            Then = Block(branch.Then, isInside),
                            Else = Block(branch.Else, isInside),
                        },
                    ],
                    _ => (EquatableArray<Statement>)[s],
                }
            )
            .ToEquatableArray();
}
