using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// <c>x[i++]</c>: an integer that changes inside an expression. C# evaluates operands from left to right, so the change becomes a
/// statement of its own before the one at hand, and its value a local that nothing changes any more.
/// </summary>
internal sealed partial class BodyParser
{
    // What is evaluated once, as a whole, behind the statements that are collected in _before; and where its last step stands.
    private IOperation? _whole;
    private int _lastStep;

    // What steps change: no function that is called sees it.
    private readonly HashSet<Buffer> _stepping = [];

    /// <summary>From here on the parts of an expression are read that is evaluated exactly once.</summary>
    private void BeginWhole(IOperation? whole)
    {
        _whole = whole;
        _lastStep = -1;
    }

    /// <summary>The value of <c>i++</c>, <c>++i</c>, <c>i--</c> or <c>--i</c>.</summary>
    private IndexExpr? Step(IIncrementOrDecrementOperation step)
    {
        if (
            _isConditional
            || step is not { OperatorMethod: null, IsLifted: false }
            || KnownTypes.IsEnum(step.Type)
            || Ranks.SymbolOf(step.Target) is not { } variable
            || (scope.Reference(variable) is { } other && !IsOnlyReference(variable, other))
            || (scope.Reference(variable)?.Buffer ?? scope.Buffer(variable))
                is not { Kind: BufferKind.Local, Rank: 0, Element: ScalarType.Int or ScalarType.Long } buffer
            || !IsInOrder(step, variable)
        )
        {
            return Refuse<IndexExpr>(step, Rules.NestedAssignment, Text(step));
        }

        _lastStep = step.Syntax.SpanStart;
        if (scope.Reference(variable) is null)
        {
            _stepping.Add(buffer);
        }

        var counter = new Access(buffer, []);
        double change = step.Kind == OperationKind.Increment ? 1 : -1;
        var changed = new Accumulate(counter, Reduction.Add, new Constant(change, buffer.Element));
        if (!step.IsPostfix)
        {
            _before.Add(changed);
        }

        Access now = Local(names.Fresh("position"), buffer.Element, _before);
        _before.Add(new Assign(now, new FromIndex(Integer(counter), buffer.Element)));
        if (step.IsPostfix)
        {
            _before.Add(changed);
        }

        return Integer(now);
    }

    /// <summary>Whether nothing that the expression reads can be the same integer under another name.</summary>
    private static bool IsOnlyReference(ISymbol variable, Access named) =>
        named.Buffer.Element.IsInteger()
        && variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } callee }
        && (callee.IsStatic || !callee.ContainingType.IsValueType)
        && callee.Parameters.Count(p => p.RefKind != RefKind.None && !KnownTypes.IsFloating(p.Type)) == 1;

    /// <summary>
    /// Whether the step may run before the rest of the expression: steps come in the order of the text, nothing that stands before
    /// it reads the variable, and no function that is called there sees it.
    /// </summary>
    private bool IsInOrder(IIncrementOrDecrementOperation step, ISymbol variable)
    {
        SyntaxNode at = step.Syntax;
        ISymbol reading = _callees.Count > 0 ? _callees[_callees.Count - 1] : method;
        return _whole is { Syntax: var whole } evaluated
            && whole.SyntaxTree == at.SyntaxTree
            && whole.Span.Contains(at.Span)
            && at.SpanStart > _lastStep
            && SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, reading)
            && !evaluated
                .DescendantsAndSelf()
                .Any(o =>
                    Is(o, variable)
                    && o.Syntax.SpanStart < at.SpanStart
                    && o.Parent is not IIncrementOrDecrementOperation
                )
            && !IsCaptured(evaluated, variable);
    }

    private static bool IsCaptured(IOperation operation, ISymbol variable)
    {
        IOperation body = operation;
        while (body.Parent is { } outer)
        {
            body = outer;
        }

        return body.DescendantsAndSelf().Any(o => Is(o, variable) && !IsOwn(o, variable.ContainingSymbol));
    }

    /// <summary>Whether the function in which the operation stands is that one.</summary>
    private static bool IsOwn(IOperation operation, ISymbol function)
    {
        for (IOperation? outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation)
            {
                return false;
            }

            if (outer is ILocalFunctionOperation { Symbol: var own })
            {
                return SymbolEqualityComparer.Default.Equals(own, function);
            }
        }

        return true;
    }

    private static bool Is(IOperation operation, ISymbol variable) =>
        Ranks.SymbolOf(operation) is { } named && SymbolEqualityComparer.Default.Equals(named, variable);
}
