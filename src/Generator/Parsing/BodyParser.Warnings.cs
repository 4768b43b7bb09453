using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What is accepted, but may not mean what its author thinks.</summary>
internal sealed partial class BodyParser
{
    private readonly List<(SyntaxNode Syntax, Condition Condition)> _conditions = [];
    private readonly List<(SyntaxNode Syntax, string Name, Apply Apply)> _cuts = [];

    public void Warn(IReadOnlyList<Statement> body)
    {
        HashSet<Buffer> active = Active(body);
        foreach ((SyntaxNode syntax, Condition condition) in _conditions)
        {
            if (Reads.Differentiably(condition).Any(read => IsActive(read, active)))
            {
                fence.Report(Rules.DataDependentCondition, syntax.Span, Text(syntax));
            }
        }

        foreach ((SyntaxNode syntax, string name, Apply apply) in _cuts)
        {
            if (apply.Arguments.SelectMany(Reads.Differentiably).Any(read => IsActive(read, active)))
            {
                fence.Report(Rules.GradientCut, syntax.Span, name, Text(syntax));
            }
        }
    }

    /// <summary>What differentiated values may flow into, whatever the order.</summary>
    private static HashSet<Buffer> Active(IReadOnlyList<Statement> body)
    {
        var active = new HashSet<Buffer>();
        int known;
        do
        {
            known = active.Count;
            Spread(body, active);
        } while (active.Count > known);
        return active;
    }

    private static void Spread(IEnumerable<Statement> block, HashSet<Buffer> active)
    {
        foreach (Statement statement in block)
        {
            switch (statement)
            {
                case For loop:
                    Spread(loop.Body, active);
                    break;
                case If branch:
                    Spread(branch.Then, active);
                    Spread(branch.Else, active);
                    break;
                case Assign { Target.Buffer: var target, Value: var value } when IsActive(value, active):
                    active.Add(target);
                    break;
                case Accumulate { Target.Buffer: var target, Value: var value } when IsActive(value, active):
                    active.Add(target);
                    break;
            }
        }
    }

    private static bool IsActive(Expr value, HashSet<Buffer> active) =>
        Reads.Differentiably(value).Any(read => IsActive(read, active));

    private static bool IsActive(Access read, HashSet<Buffer> active) =>
        read.Buffer.IsDifferentiated || active.Contains(read.Buffer);
}
