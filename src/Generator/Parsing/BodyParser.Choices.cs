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
