using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    // The loops around the statement at hand, outermost first, and how many of them are around a local's declaration.
    private readonly List<For> _loops = [];
    private readonly Dictionary<Buffer, int> _depths = [];

    /// <summary>An expression that stands as a statement.</summary>
    private void Effect(IOperation operation, List<Statement> output)
    {
        switch (operation)
        {
            case IDeconstructionAssignmentOperation
            or ISimpleAssignmentOperation when TryRebind(operation, output) || TryAssignRow(operation, output):
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment when shapes.Of(assignment.Type) is not null:
                AssignStruct(assignment, output);
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment
                when IsStructMember(assignment.Target) && !KnownTypes.IsFloating(assignment.Type):
                AssignMember(assignment, output);
                break;
            case IDeconstructionAssignmentOperation assignment:
                Deconstruct(assignment, output);
                break;
            case ISimpleAssignmentOperation { Value: ISimpleAssignmentOperation } assignment when IsChain(assignment):
                AssignChain(assignment, output);
                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                Assign(assignment, output);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: not null } assignment
                when shapes.Of(assignment.Type) is not null && IsStructCode(assignment):
                CompoundStruct(assignment, output);
                break;
            case IInvocationOperation call when shapes.Of(call.Type) is not null:
                StructValue(call);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: null } assignment:
                Compound(assignment, output);
                break;
            case IIncrementOrDecrementOperation { OperatorMethod: null } step when !KnownTypes.IsEnum(step.Type):
                if (Target(step.Target) is { } counter)
                {
                    double change = step.Kind == OperationKind.Increment ? 1 : -1;
                    output.Add(new Accumulate(counter, Reduction.Add, new Constant(change, counter.Buffer.Element)));
                }

                break;
            case IInvalidOperation:
                Broken<Statement>(operation);
                break;
            case IThrowOperation thrown:
                Throw(thrown.Exception, thrown, output);
                break;
            case IInvocationOperation call when TryCheck(call, output):
                break;
            case IInvocationOperation call when TryBulk(call, output):
                break;
            case IInvocationOperation call:
                Effect(call);

                break;
            default:
                Refuse<Statement>(operation, Rules.UnsupportedStatement, Text(operation), Advice.For(operation));
                break;
        }
    }

    private void Assign(ISimpleAssignmentOperation assignment, List<Statement> output)
    {
        Access? target = Target(assignment.Target);
        if (target is not null)
        {
            Assign(target, assignment.Value, output);
        }
        else if (KnownTypes.IsFloating(assignment.Type))
        {
            Expression(assignment.Value);
        }
    }

    private void Assign(Access target, IOperation assigned, List<Statement> output)
    {
        // A scalar can't be an element that the call writes.
        bool isLocal = target.Buffer is { Kind: BufferKind.Local or BufferKind.Result, Rank: 0 };
        if (target.Buffer.Element == ScalarType.Bool)
        {
            if ((isLocal ? WholeCondition(assigned) : Condition(assigned)) is { } condition)
            {
                output.Add(new Assign(target, Truths.AsValue(condition)));
            }

            return;
        }

        if (isLocal && Choice(assigned) is { } choice)
        {
            Assign(target, choice, output);
            return;
        }

        Expr? value =
            target.Buffer.Element.IsInteger() ? Integer(assigned, target.Buffer.Element, isLocal)
            : isLocal ? Value(assigned)
            : Expression(assigned);
        if (value is not null)
        {
            output.Add(AsAccumulation(target, value) ?? (Statement)new Assign(target, value));
        }
    }

    /// <summary><c>x = x + e</c>, <c>m = max(m, e)</c> and their kin, where e does not read what is written.</summary>
    private Accumulate? AsAccumulation(Access target, Expr value)
    {
        if (value is not Apply { Arguments: [var left, var right] } apply)
        {
            return null;
        }

        Reduction? reduction = apply.Function switch
        {
            Function.Add or Function.Subtract => Reduction.Add,
            // Elsewhere a tie goes to the first operand, in a reduction to the first position.
            Function.Max when IsReduced(target) => Reduction.Max,
            Function.Min when IsReduced(target) => Reduction.Min,
            _ => null,
        };
        var own = new Load(target);
        bool commutes = apply.Function != Function.Subtract;
        Expr? term =
            left.Equals(own) ? right
            : commutes && right.Equals(own) ? left
            : null;
        return reduction is null || term is null || Reads.MayRead(term, target)
            ? null
            : new Accumulate(target, reduction.Value, commutes ? term : Negated(term));
    }

    /// <summary>Whether some loop around comes back to the same element.</summary>
    private bool IsReduced(Access target) =>
        _loops
            .Skip(_depths.TryGetValue(target.Buffer, out int depth) ? depth : 0)
            .Any(loop => !target.Subscripts.Any(s => s.Mentions(loop.Index)));

    private void Compound(ICompoundAssignmentOperation assignment, List<Statement> output)
    {
        Access? target = Target(assignment.Target);
        if (target is null && !KnownTypes.IsFloating(assignment.Type))
        {
            return;
        }

        if (target?.Buffer.Element == ScalarType.Bool)
        {
            CompoundTruth(target, assignment, output);
            return;
        }

        // C# computes in the target's type: a double does not add to a float without a cast.
        bool isShift = assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift;
        bool isPlain = isShift || SymbolEqualityComparer.Default.Equals(assignment.Value.Type, assignment.Type);
        bool isIntegers =
            KnownTypes.IsInteger(assignment.Type)
            && (
                isShift || assignment.OperatorKind == BinaryOperatorKind.Remainder || IsBitwise(assignment.OperatorKind)
            );
        Function function = Operator(assignment.OperatorKind) ?? Function.Stop;
        if ((function == Function.Stop && !isIntegers) || !isPlain)
        {
            Refuse<Statement>(assignment, Rules.UnsupportedStatement, Text(assignment), Advice.For(assignment));
            return;
        }

        if (target is not null && target.Buffer.Element.IsInteger())
        {
            CompoundInteger(target, assignment, output);
        }
        else if (Expression(assignment.Value) is { } value && target is not null)
        {
            bool isSum = function is Function.Add or Function.Subtract;
            output.Add(
                isSum && !Reads.MayRead(value, target)
                    ? new Accumulate(target, Reduction.Add, function == Function.Subtract ? Negated(value) : value)
                    : new Assign(target, new Apply(function, new Load(target), value))
            );
        }
    }

    /// <summary><c>found |= x[i] > 0</c>: both sides are evaluated, and neither does anything else.</summary>
    private void CompoundTruth(Access target, ICompoundAssignmentOperation assignment, List<Statement> output)
    {
        var own = new Flag(target);
        Condition? both = Condition(assignment.Value) is not { } value
            ? null
            : assignment.OperatorKind switch
            {
                BinaryOperatorKind.And => new And(value, own),
                BinaryOperatorKind.Or => new Or(value, own),
                BinaryOperatorKind.ExclusiveOr => Differ(value, own, wanted: true),
                _ => Refuse<Condition>(
                    assignment,
                    Rules.UnsupportedStatement,
                    Text(assignment),
                    Advice.For(assignment)
                ),
            };
        if (both is not null)
        {
            output.Add(new Assign(target, Truths.AsValue(both)));
        }
    }

    private void CompoundInteger(Access target, ICompoundAssignmentOperation assignment, List<Statement> output)
    {
        if (Index(assignment.Value) is not { } value)
        {
            return;
        }

        bool isLong = target.Buffer.Element == ScalarType.Long;
        IndexExpr operand = NeedsAllDigits(assignment.OperatorKind) ? Kept(value, assignment.Value) : value;
        if (Combined(assignment.OperatorKind, Integer(target), operand, isLong) is { } combined)
        {
            output.Add(new Assign(target, new FromIndex(combined, target.Buffer.Element)));
        }
        else
        {
            Refuse<Statement>(assignment, Rules.UnsupportedStatement, Text(assignment), Advice.For(assignment));
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
