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
    private bool IsBranch(IConditionalOperation choice) =>
        !_isConditional
        && KnownTypes.IsFloating(choice.Type)
        && new[] { choice.WhenTrue, choice.WhenFalse! }.Any(side =>
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

    /// <summary>The choice as a local that each side of a branch assigns.</summary>
    private Load? Branch(IConditionalOperation choice, Condition condition)
    {
        List<Statement> before = _before;
        (IOperation? whole, int lastStep) = (_whole, _lastStep);
        Access chosen = Local(names.Fresh("chosen"), KnownTypes.ScalarOf(choice.Type)!.Value, before);
        List<Statement>? then = Side(choice.WhenTrue);
        List<Statement>? @else = Side(choice.WhenFalse!);
        _before = before;
        (_whole, _lastStep) = (whole, lastStep);
        if (then is null || @else is null)
        {
            return null;
        }

        _conditions.Add((_call ?? choice.Condition.Syntax, condition));
        before.Add(new If(condition, then.ToEquatableArray()) { Else = @else.ToEquatableArray() });
        return new Load(chosen);

        List<Statement>? Side(IOperation side)
        {
            var statements = new List<Statement>();
            _before = statements;
            BeginWhole(null);
            if (Expression(side) is not { } value)
            {
                return null;
            }

            statements.Add(new Assign(chosen, value));
            return statements;
        }
    }

    private void Assign(Access target, IConditionalOperation choice, List<Statement> output)
    {
        Condition? condition = Condition(choice.Condition);
        var then = new List<Statement>();
        var @else = new List<Statement>();
        _before = then;
        Assign(target, choice.WhenTrue, then);
        _before = @else;
        Assign(target, choice.WhenFalse!, @else);
        _before = output;
        if (condition is not null)
        {
            output.Add(new If(condition, then.ToEquatableArray()) { Else = @else.ToEquatableArray() });
        }
    }
}
