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
        Runs(program)
            .Concat(Bodies(program.Body).Where(IsSound).Select(b => program with { Body = b }))
            .Concat(Parameters(program))
            .Concat(SmallerSizes(program));

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

            if (parameter.Form is Form.Span or Form.ReadOnlySpan or Form.Array)
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
        string.Join(' ', program.Body.Select(s => Describe(s)))
            .Contains($"\u0001{name}\u0001", StringComparison.Ordinal);

    private static string Describe(object? node) =>
        node switch
        {
            null => "",
            string s => $"\u0001{s}\u0001",
            System.Collections.IEnumerable items => string.Concat(items.Cast<object>().Select(Describe)),
            Statement or Value or Condition or Integer or Scaled => string.Concat(
                node.GetType()
                    .GetProperties()
                    .Where(p => p.GetIndexParameters().Length == 0)
                    .Select(p => Describe(p.GetValue(node)))
            ),
            _ => "",
        };

    /// <summary>Every local is declared before it is used.</summary>
    private static bool IsSound(ImmutableArray<Statement> body)
    {
        var declared = new HashSet<string>();
        Declared(body, declared);
        var used = new HashSet<string>();
        Used(body, used);
        return used.All(u => !IsLocal(u) || declared.Contains(u));
    }

    private static bool IsLocal(string name) => name == "loss" || (name[0] == 't' && name.Length > 1);

    private static void Declared(IEnumerable<Statement> statements, HashSet<string> names)
    {
        foreach (Statement statement in statements)
        {
            if (statement is Declare declare)
            {
                names.Add(declare.Name);
            }
            else if (statement is Loop loop)
            {
                Declared(loop.Body, names);
            }
        }
    }

    private static void Used(IEnumerable<Statement> statements, HashSet<string> names)
    {
        foreach (string name in string.Concat(statements.Select(Describe)).Split('\u0001'))
        {
            if (name.Length > 0)
            {
                names.Add(name);
            }
        }
    }

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
