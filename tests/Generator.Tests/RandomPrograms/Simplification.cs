using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms;

/// <summary>Programs one step simpler than a given one, the largest steps first.</summary>
internal static class Simplification
{
    public static IEnumerable<LoopProgram> Of(LoopProgram program) =>
        Plain(program)
            .Concat(Runs(program))
            .Concat(Bodies(program.Body).Where(IsSound).Select(b => program with { Body = b }))
            .Concat(Parameters(program))
            .Concat(SmallerSizes(program));

    private static IEnumerable<LoopProgram> Plain(LoopProgram program) =>
        program.IsCheckpointed ? [program with { IsCheckpointed = false }] : [];

    /// <summary>One run instead of several.</summary>
    private static IEnumerable<LoopProgram> Runs(LoopProgram program) =>
        program.Sizes.Length == 1 ? [] : program.Sizes.Select(s => program with { Sizes = [s] });

    private static IEnumerable<LoopProgram> SmallerSizes(LoopProgram program) =>
        from run in program.Sizes.Take(program.Sizes.Length == 1 ? 1 : 0)
        from name in run.Keys
        from smaller in new[] { 0, 1, 2, 3, run[name] - 1 }
        where smaller >= 0 && smaller < run[name]
        select program with
        {
            Sizes = [run.SetItem(name, smaller)],
        };

    private static IEnumerable<LoopProgram> Parameters(LoopProgram program)
    {
        foreach ((int i, Parameter parameter) in program.Parameters.Index())
        {
            LoopProgram without = program with { Parameters = program.Parameters.RemoveAt(i) };
            bool stillSpelled = program.Sizes[0].Keys.All(s => without.Spellings(s).Count > 0 || !Mentions(program, s));
            if (stillSpelled && !Mentions(program, parameter.Name))
            {
                yield return without;
            }

            if (parameter.Slack > 0)
            {
                yield return program with
                {
                    Parameters = program.Parameters.SetItem(i, parameter with { Slack = 0 }),
                };
            }

            if (parameter.Wide)
            {
                yield return program with
                {
                    Parameters = program.Parameters.SetItem(i, parameter with { Wide = false }),
                };
            }

            if (parameter.Form is Form.Span or Form.ReadOnlySpan or Form.Array or Form.Grid or Form.Rows)
            {
                yield return program with
                {
                    Parameters = program.Parameters.SetItem(i, parameter with { Form = Form.Tensor }),
                };
            }
        }
    }

    /// <summary>Whether the text names it; more names than there are do no harm.</summary>
    private static bool Mentions(LoopProgram program, string name) =>
        Nodes.In(program.Body).Any(n => n is string text && text == name);

    /// <summary>Every local is declared before it is used.</summary>
    private static bool IsSound(ImmutableArray<Statement> body) => !FreeNames.In(body).Any(IsLocal);

    private static bool IsLocal(string name) =>
        name == "loss" || (name[0] is 't' or 'u' or 'p' or 'c' or 'b' && name.Length > 1);

    private static IEnumerable<ImmutableArray<Statement>> Bodies(ImmutableArray<Statement> body)
    {
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] is not Return)
            {
                yield return body.RemoveAt(i);
            }
        }

        for (int i = 0; i < body.Length; i++)
        {
            foreach (ImmutableArray<Statement> replacement in StatementSimplification.Of(body[i], Bodies))
            {
                yield return [.. body[..i], .. replacement, .. body[(i + 1)..]];
            }
        }
    }
}
