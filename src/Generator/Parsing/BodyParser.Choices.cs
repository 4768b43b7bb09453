using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Choices between values of which one is a call that cannot be part of an expression.</summary>
internal sealed partial class BodyParser
{
    /// <summary>
    /// A choice between two numbers of which one is what a function of arrays computes: it is called, as no part of an expression is,
    /// only where it is chosen.
    /// </summary>
    private IConditionalOperation? Choice(IOperation value) =>
        value switch
        {
            IParenthesizedOperation inner => Choice(inner.Operand),
            IConditionalOperation { WhenFalse: { } other, IsRef: false } choice
                when !_isConditional
                    && new[] { choice.WhenTrue, other }.Any(side =>
                        side.DescendantsAndSelf().OfType<IInvocationOperation>().Any(IsArrayCall)
                    ) => choice,
            _ => null,
        };

    private bool IsArrayCall(IInvocationOperation call) =>
        IsGiven(call)
            ? !DerivativeSignature.IsFunction(Callee(call)!)
            : call.TargetMethod is var callee
                && callee.Attribute("DifferentiableAttribute") is not null
                && !DerivativeSignature.IsFunction(callee)
                && (
                    callee.Attribute("CheckpointAttribute") is not null
                    || SymbolEqualityComparer.Default.Equals(callee.OriginalDefinition, method)
                    || _callees.Contains(callee.OriginalDefinition, SymbolEqualityComparer.Default)
                    || CalleeBody.Of(call) is not { } body
                    || body.Descendants()
                        .OfType<IInvocationOperation>()
                        .Any(inner =>
                            SymbolEqualityComparer.Default.Equals(
                                inner.TargetMethod.OriginalDefinition,
                                callee.OriginalDefinition
                            )
                        )
                );

    /// <summary>
    /// Whether a choice between numbers calls functions with loops, whose bodies are statements: it becomes a branch that runs
    /// before the rest of the expression, which is possible because what is called there writes nothing.
    /// </summary>
    private bool IsBranch(IOperation choice, IEnumerable<IOperation> sides) =>
        !_isConditional
        && KnownTypes.IsFloating(choice.Type)
        && sides.Any(side =>
            side.DescendantsAndSelf()
                .OfType<IInvocationOperation>()
                .Any(call => HasLoops(call, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default)))
        );

    private bool HasLoops(IInvocationOperation call, HashSet<IMethodSymbol> asked) =>
        !IsGiven(call)
        && (
            call.TargetMethod.Attribute("DifferentiableAttribute") is null
            || !DerivativeSignature.IsFunction(call.TargetMethod)
        )
        && asked.Add(call.TargetMethod.OriginalDefinition)
        && CalleeBody.Of(call) is { } body
        && body.Descendants()
            .Any(o => o is ILoopOperation || (o is IInvocationOperation inner && HasLoops(inner, asked)));

    /// <summary>What a choice comes to that becomes a branch.</summary>
    private Access Chosen(IOperation choice) =>
        Local(names.Fresh("chosen"), KnownTypes.ScalarOf(choice.Type)!.Value, _before);

    /// <summary>The choice as a local that each side of a branch assigns.</summary>
    private Load? Branch(IConditionalOperation choice, Condition condition)
    {
        Access chosen = Chosen(choice);
        List<Statement>? then = Knowing(condition, true, () => Side(choice.WhenTrue, chosen));
        List<Statement>? @else = Knowing(condition, false, () => Side(choice.WhenFalse!, chosen));
        if (then is null || @else is null)
        {
            return null;
        }

        _conditions.Add((_call ?? choice.Condition.Syntax, condition));
        _before.Add(new If(condition, then.ToEquatableArray()) { Else = @else.ToEquatableArray() });
        return new Load(chosen);
    }

    /// <summary>What runs where a side is chosen.</summary>
    private List<Statement>? Side(IOperation side, Access chosen)
    {
        List<Statement> before = _before;
        (IOperation? whole, int lastStep) = (_whole, _lastStep);
        var statements = new List<Statement>();
        Stand(statements, before);
        _before = statements;
        BeginWhole(null);
        Expr? value = Expression(side);
        _before = before;
        (_whole, _lastStep) = (whole, lastStep);
        if (value is null)
        {
            return null;
        }

        statements.Add(new Assign(chosen, value));
        return statements;
    }

    private void Assign(Access target, IConditionalOperation choice, List<Statement> output)
    {
        Condition? condition = Condition(choice.Condition);
        var then = new List<Statement>();
        var @else = new List<Statement>();
        _before = then;
        HashSet<Buffer> present = _present;
        _present = [.. present, .. Known(condition, true)];
        Assign(target, choice.WhenTrue, then);
        _before = @else;
        _present = [.. present, .. Known(condition, false)];
        Assign(target, choice.WhenFalse!, @else);
        _before = output;
        _present = present;
        if (condition is not null)
        {
            output.Add(new If(condition, then.ToEquatableArray()) { Else = @else.ToEquatableArray() });
        }
    }
}
