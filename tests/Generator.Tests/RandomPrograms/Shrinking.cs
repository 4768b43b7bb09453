using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;
using NeuralGen.Generator.Tests.RandomPrograms.Running;

namespace NeuralGen.Generator.Tests.RandomPrograms;

/// <summary>Makes a failing program small: tries simpler ones, many a compilation, and goes on from the first that still fails.</summary>
internal static class Shrinking
{
    private const int Rounds = 80;
    private const int CandidatesOfABatch = 16;

    public static (LoopProgram Program, Failure Failure) Minimize(LoopProgram program, Failure failure)
    {
        for (int round = 0; round < Rounds; round++)
        {
            if (Simpler(program, failure) is not { } next)
            {
                break;
            }

            (program, failure) = next;
        }

        return (program, failure);
    }

    private static (LoopProgram, Failure)? Simpler(LoopProgram program, Failure failure)
    {
        IEnumerable<LoopProgram> candidates = Simplification.Of(program).Where(IsRunnable);
        foreach (LoopProgram[] batch in candidates.Chunk(CandidatesOfABatch))
        {
            ImmutableArray<Judgement> judgements = Campaign.Judge(batch, new Tally());
            for (int i = 0; i < batch.Length; i++)
            {
                // The same oracle: else a candidate that C# refuses would pass for a smaller failure.
                if (judgements[i].Failure is { } found && found.Oracle == failure.Oracle && SameError(found, failure))
                {
                    return (batch[i], found);
                }
            }
        }

        return null;
    }

    private static bool IsRunnable(LoopProgram program) =>
        !program.Sizes.IsEmpty && program.Sizes.All(s => Extents.Of(program, s) is not null);

    /// <summary>Compilation failures are the same if their first error codes are.</summary>
    private static bool SameError(Failure left, Failure right) => Code(left) == Code(right);

    private static string Code(Failure failure)
    {
        int at = failure.Detail.IndexOf("error ", StringComparison.Ordinal);
        return failure.Oracle.EndsWith("compiles", StringComparison.Ordinal) && at >= 0
            ? failure.Detail.Substring(at, Math.Min(12, failure.Detail.Length - at))
            : "";
    }
}
