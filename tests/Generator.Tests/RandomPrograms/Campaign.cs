using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.RandomPrograms.Language;
using NeuralGen.Generator.Tests.RandomPrograms.Running;

namespace NeuralGen.Generator.Tests.RandomPrograms;

/// <summary>A program that failed, and the smallest one found to fail by the same oracle.</summary>
internal sealed record Finding(LoopProgram Program, Failure Failure, LoopProgram Minimal, Failure MinimalFailure);

internal sealed record Report(
    Tally Tally,
    ImmutableArray<Finding> Failures,
    ImmutableArray<(LoopProgram Program, string Reason)> Refused
)
{
    public string Describe()
    {
        var text = new StringBuilder().AppendLine(CultureInfoInvariant($"{Failures.Length} programs fail"));
        foreach (Finding finding in Failures)
        {
            text.AppendLine(CultureInfoInvariant($"seed {finding.Program.Seed}: {finding.MinimalFailure.Oracle}"))
                .AppendLine(finding.MinimalFailure.Detail)
                .AppendLine(Batch.Print(finding.Minimal));
        }

        return text.ToString();
    }

    private static string CultureInfoInvariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>Examines many programs and makes the failing ones small.</summary>
internal static class Campaign
{
    private const int BatchSize = 25;
    private static readonly int _shrunkAtMost = Environment.GetEnvironmentVariable("NEURALGEN_SHRINK")
        is { Length: > 0 } text
        ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : 4;

    public static Report Run(IReadOnlyList<LoopProgram> programs)
    {
        var tally = new Tally();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var refused = ImmutableArray.CreateBuilder<(LoopProgram, string)>();
        // Batch by batch on each processor, and in order.
        foreach (
            (LoopProgram[] batch, ImmutableArray<Judgement> judgements, Tally counted) in programs
                .Chunk(BatchSize)
                .AsParallel()
                .AsOrdered()
                .WithMergeOptions(ParallelMergeOptions.NotBuffered)
                .Select(Judged)
        )
        {
            tally.Add(counted);
            foreach ((int i, Judgement judgement) in judgements.Index())
            {
                tally.Programs++;
                if (judgement.Refused is { } reason)
                {
                    tally.Refused++;
                    refused.Add((batch[i], reason));
                }
                else if (judgement.Failure is { } failure)
                {
                    (LoopProgram minimal, Failure smallest) =
                        findings.Count < _shrunkAtMost ? Shrinking.Minimize(batch[i], failure) : (batch[i], failure);
                    findings.Add(new Finding(batch[i], failure, minimal, smallest));
                }
            }
        }

        return new Report(tally, findings.ToImmutable(), refused.ToImmutable());
    }

    private static (LoopProgram[] Batch, ImmutableArray<Judgement> Judgements, Tally Counted) Judged(
        LoopProgram[] batch
    )
    {
        var tally = new Tally();
        return (batch, Judge(batch, tally), tally);
    }

    /// <summary>Compiles the programs in both forms and examines each.</summary>
    public static ImmutableArray<Judgement> Judge(IReadOnlyList<LoopProgram> programs, Tally tally)
    {
        ImmutableArray<Loaded> scheduled = Batch.Compile(programs, Generation.Scheduled);
        ImmutableArray<Loaded> unscheduled = Batch.Compile(programs, Generation.Unscheduled);
        ImmutableArray<OverDuals> duals = Duals.Compile(programs);
        return
        [
            .. programs.Select(
                (p, i) =>
                    unscheduled[i].Error is { } plain ? new Judgement(new Failure("unscheduled code compiles", plain))
                    : scheduled[i].Error is { } error ? new Judgement(new Failure("scheduled code compiles", error))
                    : (scheduled[i].Refused ?? unscheduled[i].Refused) is { } reason
                        ? new Judgement(null) { Refused = reason }
                    : duals[i].Error is { } wrong ? new Judgement(new Failure("a form over dual numbers", wrong))
                    : new Judgement(Examination.Of(p, scheduled[i], unscheduled[i], duals[i], tally))
            ),
        ];
    }
}

/// <summary>What became of a program.</summary>
internal sealed record Judgement(Failure? Failure)
{
    /// <summary>Why it was refused, if it was.</summary>
    public string? Refused { get; init; }
}
