using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Checks in the middle of a method: <c>throw</c>, as a statement or where a value is left out, <c>ThrowIf…</c>, <c>Debug.Assert</c>.
/// The forward pass makes them where they stand.
/// </summary>
internal sealed partial class BodyParser
{
    // The conditions under which the expression at hand is evaluated; null where they are not kept.
    private List<Condition>? _path = [];

    // What was asked to be no null, and must therefore be looked at: the checks on entry find it out.
    private readonly List<(SyntaxNode Syntax, Buffer Buffer)> _notNull = [];

    private void Throw(IOperation? exception, IOperation thrown, List<Statement> output)
    {
        if (exception is null)
        {
            Refuse<Statement>(thrown, Rules.UnsupportedStatement, Keyword(thrown), Advice.For(thrown));
            return;
        }

        var text = new ThrowText(this);
        if (text.Write(exception))
        {
            output.Add(text.ToStatement(isCall: false));
        }
    }

    /// <summary>A check of the framework's. False where the call is none.</summary>
    private bool TryCheck(IInvocationOperation call, List<Statement> output)
    {
        if (!GuardClauses.IsCheck(call.TargetMethod))
        {
            return false;
        }

        if (call.TargetMethod.Name == "ThrowIfNull")
        {
            IOperation value = Bare(call.Arguments[0].Value);
            if (KnownTypes.StorageOf(value.Type) is { Form: not BufferForm.Scalar })
            {
                MustBeLookedAt(value);
                return true;
            }
        }

        // It is not there in every build: what it reads is checked only where it is, and what it calls must do no harm.
        bool isOptional = call
            .TargetMethod.GetAttributes()
            .Any(a => a.AttributeClass is { Name: "ConditionalAttribute" });
        (bool isConditional, List<Condition>? path) = (_isConditional, _path);
        (_isConditional, _path) = (isConditional || isOptional, isOptional ? null : path);
        var text = new ThrowText(this);
        bool isWritten = text.Call(call);
        (_isConditional, _path) = (isConditional, path);
        if (isWritten)
        {
            Throw check = text.ToStatement(isCall: true);
            var ownCheck = new AccessSubstitution(a => a.Buffer.Rank > 0 ? a with { IsChecked = true } : a);
            output.Add(isOptional ? check with { Values = check.Values.Map(ownCheck.Expr) } : check);
        }

        return true;
    }

    /// <summary>A <c>throw</c> in the place of a value, perhaps converted; else null.</summary>
    private static IThrowOperation? Thrown(IOperation? operation) =>
        operation switch
        {
            IThrowOperation thrown => thrown,
            IConversionOperation conversion => Thrown(conversion.Operand),
            IParenthesizedOperation inner => Thrown(inner.Operand),
            _ => null,
        };

    /// <summary>Throws before the statement at hand, where the expression is evaluated and the condition holds.</summary>
    /// <returns>False where it is not known when that is.</returns>
    private bool ThrowWhen(Condition? condition, IThrowOperation thrown) =>
        ThrowWhen(condition, thrown, block => Throw(thrown.Exception, thrown, block));

    private bool ThrowWhen(Condition? condition, IOperation thrown, System.Action<List<Statement>> write)
    {
        if (_isConditional && _path is null)
        {
            Refuse<Expr>(
                thrown,
                Rules.UnsupportedExpression,
                Text(thrown),
                "whether it is thrown depends on what is evaluated before. Throw in a statement of its own."
            );
            return false;
        }

        (List<Statement> before, bool isConditional, List<Condition>? path) = (_before, _isConditional, _path);
        var block = new List<Statement>();
        (_before, _isConditional, _path) = (block, false, []);
        write(block);
        (_before, _isConditional, _path) = (before, isConditional, path);
        IEnumerable<Condition> all = (isConditional ? path! : []).Concat(condition is null ? [] : [condition]);
        Condition? when = all.Any() ? all.Aggregate((l, r) => new And(l, r)) : null;
        before.AddRange(when is null ? block : [new If(when, block.ToEquatableArray())]);
        return true;
    }

    /// <summary>Reads an expression that is evaluated only where a condition holds.</summary>
    private T? Where<T>(Condition? condition, System.Func<T?> read)
        where T : class
    {
        (bool isConditional, List<Condition>? path) = (_isConditional, _path);
        _path =
            condition is null || (isConditional && path is null) ? null
            : isConditional ? [.. path!, condition]
            : [condition];
        _isConditional = true;
        T? result = Knowing(condition, true, read);
        (_isConditional, _path) = (isConditional, path);
        return result;
    }

    private void MustBeLookedAt(IOperation value)
    {
        if (Elements(value) is { } view)
        {
            LookAt(value, view);
            _notNull.Add((_call ?? value.Syntax, view.Buffer));
        }
    }

    /// <summary>Refuses to pass over a check for null of what nothing else looks at: no check on entry would find it.</summary>
    private void RequireLooks(IReadOnlyList<Statement> body)
    {
        var use = new Analysis.ShapeUse(body.ToEquatableArray());
        foreach (
            (SyntaxNode syntax, _) in _notNull.Where(n =>
                n.Buffer.Kind == BufferKind.Parameter && !use.IsIndexed(n.Buffer) && !use.IsSized(n.Buffer)
            )
        )
        {
            fence.Report(
                Rules.UnsupportedStatement,
                syntax.Span,
                Text(syntax),
                "it is checked for null and not used. Check it at the start of the method, or in the caller."
            );
        }
    }

    private static IOperation Bare(IOperation operation) =>
        operation switch
        {
            IConversionOperation { IsImplicit: true } conversion => Bare(conversion.Operand),
            IParenthesizedOperation inner => Bare(inner.Operand),
            _ => operation,
        };
}
