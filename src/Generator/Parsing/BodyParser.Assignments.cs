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

    /// <summary>
    /// <c>float f; f += d</c> with a double d: C# adds in double and rounds once, the accumulation rounds d first. Both are
    /// within rounding, and a sum stays a sum.
    /// </summary>
    private void Compound(ICompoundAssignmentOperation assignment, List<Statement> output)
    {
        Access? target = Target(assignment.Target);
        Function? function = Operator(assignment.OperatorKind);
        if (target is null && !KnownTypes.IsFloating(assignment.Type))
        {
            return;
        }

        if (function is null || !KnownTypes.IsFloating(assignment.Value.Type))
        {
            Refuse<Statement>(assignment, Rules.UnsupportedStatement, Text(assignment), Advice.For(assignment));
            return;
        }

        Expr? value = Expression(assignment.Value);
        if (target is null || value is null)
        {
            return;
        }

        ScalarType type = target.Buffer.Element;
        bool isSum = function is Function.Add or Function.Subtract;
        output.Add(
            isSum && !Reads.MayRead(value, target)
                ? new Accumulate(
                    target,
                    Reduction.Add,
                    Converted(function == Function.Subtract ? Negated(value) : value, type)
                )
                : new Assign(
                    target,
                    Converted(new Apply(function.Value, Converted(new Load(target), value.Type), value), type)
                )
        );
    }

    private static Expr Negated(Expr value) =>
        value switch
        {
            Constant { Value: not 0 } constant => constant with { Value = -constant.Value },
            Apply { Function: Function.Negate, Arguments: [var operand] } => operand,
            _ => new Apply(Function.Negate, value),
        };

    private static Expr Converted(Expr value, ScalarType type) => value.Type == type ? value : new Convert(value, type);
}
