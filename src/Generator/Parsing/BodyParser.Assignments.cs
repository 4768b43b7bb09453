using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>An expression that stands as a statement.</summary>
    private void Effect(IOperation operation, List<Statement> output)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                Assign(assignment, output);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: null } assignment:
                Compound(assignment, output);
                break;
            case IIncrementOrDecrementOperation { OperatorMethod: null } step:
                if (Target(step.Target) is { } counter)
                {
                    double change = step.Kind == OperationKind.Increment ? 1 : -1;
                    output.Add(new Accumulate(counter, Reduction.Add, new Constant(change, counter.Buffer.Element)));
                }

                break;
            case IInvalidOperation:
                fence.Touch();
                break;
            case IInvocationOperation call:
                RefuseCall(call);
                break;
            default:
                Refuse<Statement>(operation, Rules.UnsupportedStatement, Text(operation), Advice.For(operation));
                break;
        }
    }

    private void Assign(ISimpleAssignmentOperation assignment, List<Statement> output)
    {
        Access? target = Target(assignment.Target);
        if (target is null && !KnownTypes.IsFloating(assignment.Type))
        {
            return;
        }

        Expr? value = Expression(assignment.Value);
        if (target is not null && value is not null)
        {
            output.Add(AsAccumulation(target, value) ?? (Statement)new Assign(target, value));
        }
    }

    /// <summary><c>x = x + e</c>, <c>m = max(m, e)</c> and their kin, where e does not read what is written.</summary>
    private static Accumulate? AsAccumulation(Access target, Expr value)
    {
        if (value is not Apply { Arguments: [var left, var right] } apply)
        {
            return null;
        }

        (Reduction Reduction, bool Commutes)? kind = apply.Function switch
        {
            Function.Add => (Reduction.Add, true),
            Function.Subtract => (Reduction.Add, false),
            Function.Max => (Reduction.Max, true),
            Function.Min => (Reduction.Min, true),
            _ => null,
        };
        var own = new Load(target);
        Expr? term =
            kind is null ? null
            : left.Equals(own) ? right
            : kind.Value.Commutes && right.Equals(own) ? left
            : null;
        return term is null || Reads.MayRead(term, target)
            ? null
            : new Accumulate(target, kind!.Value.Reduction, apply.Function == Function.Subtract ? Negated(term) : term);
    }

    private void Compound(ICompoundAssignmentOperation assignment, List<Statement> output)
    {
        Access? target = Target(assignment.Target);
        if (target is null && !KnownTypes.IsFloating(assignment.Type))
        {
            return;
        }

        // C# computes in the target's type: a double does not add to a float without a cast.
        bool isPlain = SymbolEqualityComparer.Default.Equals(assignment.Value.Type, assignment.Type);
        if (Operator(assignment.OperatorKind) is not { } function || !isPlain)
        {
            Refuse<Statement>(assignment, Rules.UnsupportedStatement, Text(assignment), Advice.For(assignment));
            return;
        }

        if (Expression(assignment.Value) is { } value && target is not null)
        {
            bool isSum = function is Function.Add or Function.Subtract;
            output.Add(
                isSum && !Reads.MayRead(value, target)
                    ? new Accumulate(target, Reduction.Add, function == Function.Subtract ? Negated(value) : value)
                    : new Assign(target, new Apply(function, new Load(target), value))
            );
        }
    }

    private static Expr Negated(Expr value) =>
        value switch
        {
            Constant { Value: not 0 } constant => constant with { Value = -constant.Value },
            Apply { Function: Function.Negate, Arguments: [var operand] } => operand,
            _ => new Apply(Function.Negate, value),
        };
}
