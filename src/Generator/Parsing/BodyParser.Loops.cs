using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// Counting up stays as written. <c>for (i = U; i >= L; i--)</c> becomes a loop that counts k = 0, 1, … with
    /// i = U − k: the same iterations in the same order.
    /// </summary>
    private void Loop(IForLoopOperation loop, List<Statement> output)
    {
        if (
            loop.Before
                is not [
                    IVariableDeclarationGroupOperation
                    {
                        Declarations: [{ Declarators: [{ Initializer: { } initializer } declarator] }],
                    },
                ]
            || !KnownTypes.IsInteger(declarator.Symbol.Type)
        )
        {
            RefuseHeader(loop, Declaration(loop), "it does not declare one integer variable with a first value");
            return;
        }

        ILocalSymbol variable = declarator.Symbol;
        LoopIndex index = scope.FreshLoop(variable.Name);
        IndexExpr? first = Index(initializer.Value);
        long? step = Step(loop, variable);
        scope.Define(variable, IndexExpr.Of(index));
        IndexExpr? end = step is null ? null : End(loop, variable, index, isUp: step > 0);
        if (first is not null && end is not null && step < 0)
        {
            index = scope.FreshLoop(names.Fresh(variable.Name + "Down"));
            scope.Define(variable, first - IndexExpr.Of(index));
            end = first - end;
            first = IndexExpr.Zero;
            step = -step;
        }

        var body = new List<Statement>();
        _loops.Add(index);
        System.Action<IndexExpr>? exchange =
            first is null || step is null
                ? null
                : BeginExchange(loop, Quotient(IndexExpr.Of(index) - first, IndexExpr.Constant(step.Value)));
        Statement(loop.Body, body);
        _loops.RemoveAt(_loops.Count - 1);
        if (first is null || end is null || step is not { } stride)
        {
            return;
        }

        exchange?.Invoke(Trips(end - first, stride));
        if (body.Count > 0)
        {
            output.Add(new For(index, first, end, stride, body.ToEquatableArray()));
        }
    }

    /// <summary>How many iterations there are: none where the length is negative.</summary>
    private static IndexExpr Trips(IndexExpr length, long stride)
    {
        IndexExpr trips =
            stride == 1
                ? length
                : IndexExpr.Atom(
                    new OperationAtom(IntegerOperation.CeilingQuotient, length, IndexExpr.Constant(stride))
                );
        bool isNatural = trips.Terms.All(t => t.Coefficient > 0 && t.Atoms.All(a => a is ExtentAtom));
        return isNatural ? trips
            : trips.AsConstant() is { } known ? IndexExpr.Constant(System.Math.Max(0, known))
            : IndexExpr.Atom(new OperationAtom(IntegerOperation.Maximum, trips, IndexExpr.Zero));
    }

    private long? Step(IForLoopOperation loop, ILocalSymbol variable)
    {
        if (loop.AtLoopBottom is [IExpressionStatementOperation { Operation: var change }])
        {
            long? step = change switch
            {
                IIncrementOrDecrementOperation one when IsVariable(one.Target, variable) => one.Kind
                == OperationKind.Increment
                    ? 1
                    : -1,
                ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum
                    when IsVariable(sum.Target, variable) => ConstantOf(sum.Value),
                ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract } sum
                    when IsVariable(sum.Target, variable) => -ConstantOf(sum.Value),
                ISimpleAssignmentOperation
                {
                    Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum,
                } assignment when IsVariable(assignment.Target, variable) && IsVariable(sum.LeftOperand, variable) =>
                    ConstantOf(sum.RightOperand),
                _ => null,
            };
            if (step is not (null or 0))
            {
                return step;
            }
        }

        RefuseHeader(
            loop,
            (loop.Syntax as ForStatementSyntax)?.Incrementors.Span,
            $"'{variable.Name}' does not change by one constant step"
        );
        return null;
    }

    /// <summary>The first value past the end: of <c>i &lt; end</c> counting up, of <c>i > end</c> counting down.</summary>
    private IndexExpr? End(IForLoopOperation loop, ILocalSymbol variable, LoopIndex index, bool isUp)
    {
        BinaryOperatorKind? comparison =
            loop.Condition is IBinaryOperation { OperatorMethod: null } test
            && KnownTypes.IsInteger(test.LeftOperand.Type)
                ? test.OperatorKind
                : null;
        if (
            comparison
            is not (
                BinaryOperatorKind.LessThan
                or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual
            )
        )
        {
            RefuseHeader(loop, loop.Condition?.Syntax.Span, "its condition is not one comparison with a bound");
            return null;
        }

        var binary = (IBinaryOperation)loop.Condition!;
        IndexExpr? left = Index(binary.LeftOperand);
        IndexExpr? right = Index(binary.RightOperand);
        if (left is null || right is null)
        {
            return null;
        }

        // All four comparisons as "difference < 0" or "difference <= 0".
        bool isLess = comparison is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
        bool isStrict = comparison is BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan;
        IndexExpr difference = isLess ? left - right : right - left;
        long? coefficient = difference.Coefficient(index)?.AsConstant();
        if (coefficient != (isUp ? 1 : -1))
        {
            RefuseHeader(
                loop,
                binary.Syntax.Span,
                coefficient is 1 or -1
                    ? $"'{variable.Name}' counts away from the bound"
                    : $"the condition does not compare '{variable.Name}' with a bound"
            );
            return null;
        }

        // i - end < 0 counting up, end - i < 0 counting down.
        IndexExpr own = IndexExpr.Of(index);
        IndexExpr end = isUp ? own - difference : difference + own;
        return isStrict ? end
            : isUp ? end + IndexExpr.One
            : end - IndexExpr.One;
    }

    private void RefuseHeader(IForLoopOperation loop, TextSpan? part, string reason) =>
        fence.Report(
            Rules.LoopHeader,
            part is { IsEmpty: false } span ? span : loop.Syntax.GetFirstToken().Span,
            reason
        );

    private static TextSpan? Declaration(IForLoopOperation loop) =>
        loop.Syntax is ForStatementSyntax syntax
            ? syntax.Declaration?.Span ?? (syntax.Initializers.Any() ? syntax.Initializers.Span : null)
            : null;

    private static bool IsVariable(IOperation operation, ILocalSymbol variable) =>
        operation is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable);

    private static long? ConstantOf(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: (int or long) and var value }
            ? System.Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
