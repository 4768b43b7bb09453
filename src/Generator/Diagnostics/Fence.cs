using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Diagnostics;

/// <summary>
/// Collects what is refused in one method. A method that touched the fence gets no derivative; parsing goes on all the
/// same, so that the user sees every finding at once.
/// </summary>
internal sealed class Fence(SyntaxNode method)
{
    private readonly List<Finding> _findings = [];
    private SyntaxNode? _call;
    private (TextSpan At, string Text)? _silent;

    public bool IsTouched { get; private set; }

    public EquatableArray<Finding> Findings =>
        _findings.Distinct().OrderBy(f => f.Start).ThenBy(f => f.Length).ToEquatableArray();

    /// <summary>What is found from here on stands in a callee and is reported at its call; null: in the method itself.</summary>
    public void Redirect(SyntaxNode? call) => _call = call;

    public void Report(DiagnosticDescriptor rule, TextSpan at, params string[] arguments)
    {
        at = _call?.Span ?? at;
        _findings.Add(new Finding(rule.Id, at.Start - method.SpanStart, at.Length, new(arguments)));
        IsTouched |= rule.DefaultSeverity == DiagnosticSeverity.Error;
    }

    /// <summary>The compiler, or a finding elsewhere, says what is wrong here.</summary>
    public void Touch(TextSpan at, string text)
    {
        IsTouched = true;
        _silent ??= (_call?.Span ?? at, text);
    }

    /// <summary>The method was refused, and nothing has been reported: the first place where that happened.</summary>
    public (TextSpan At, string Text)? Silent => IsTouched && !_findings.Any(f => f.IsError) ? _silent : null;
}
