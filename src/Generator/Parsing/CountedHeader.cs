using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// The head of a loop that declares one integer, changes it by a constant step, and compares it with something:
/// <c>for (int i = First; Test [&amp;&amp; Also]; i += Step)</c>.
/// </summary>
internal sealed record CountedHeader(ILocalSymbol Variable, IBinaryOperation Test, IOperation? Also, long Step)
{
    private IOperation? _first;

    /// <summary>The first value, where the head declares the variable.</summary>
    public IOperation First => _first!;

    public bool IsLess => Test.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;

    /// <summary>Whether one side of the test is the variable itself.</summary>
    public bool ComparesVariable => IsVariable(Test.LeftOperand) || IsVariable(Test.RightOperand);

    public bool IsStrict => Test.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan;

    /// <summary>The variable and whatever its end depends on: if the body changes one of them, the loop does not count evenly.</summary>
    public ISet<ISymbol> Symbols => new HashSet<ISymbol>(Named(), SymbolEqualityComparer.Default);

    private bool IsVariable(IOperation side) =>
        side switch
        {
            IConversionOperation { OperatorMethod: null, IsImplicit: true } widened => IsVariable(widened.Operand),
            ILocalReferenceOperation { Local: var local } => SymbolEqualityComparer.Default.Equals(local, Variable),
            _ => false,
        };

    private IEnumerable<ISymbol> Named() =>
        Test.DescendantsAndSelf()
            .Select(o =>
                o switch
                {
                    ILocalReferenceOperation local => (ISymbol)local.Local,
                    IParameterReferenceOperation parameter => parameter.Parameter,
                    _ => null,
                }
            )
            .OfType<ISymbol>()
            .Append(Variable);

    public static CountedHeader? Of(IForLoopOperation loop)
    {
        if (
            loop.Before
                is not [
                    IVariableDeclarationGroupOperation
                    {
                        Declarations: [{ Declarators: [{ Initializer: { } initializer, Symbol: var variable }] }],
                    },
                ]
            || !KnownTypes.IsInteger(variable.Type)
            || KnownTypes.IsEnum(variable.Type)
            || loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: var change }]
            || StepOf(change, variable) is not { } step
            || step == 0
        )
        {
            return null;
        }

        return Of(loop.Condition, variable, step) is { } header ? header with { _first = initializer.Value } : null;
    }

    /// <summary>A loop's test and the only change of its variable, which is declared elsewhere; there is no other condition.</summary>
    public static CountedHeader? Of(IOperation? test, IOperation change)
    {
        ILocalSymbol? variable = change
            .ChildOperations.OfType<ILocalReferenceOperation>()
            .Select(target => target.Local)
            .FirstOrDefault();
        return
            variable is not null
            && KnownTypes.IsInteger(variable.Type)
            && StepOf(change, variable) is { } step
            && step != 0
            && Of(test, variable, step) is { Also: null } header
            ? header
            : null;
    }

    private static CountedHeader? Of(IOperation? condition, ILocalSymbol variable, long step)
    {
        IOperation? also = null;
        while (
            condition is IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.ConditionalAnd } both
        )
        {
            if (also is not null)
            {
                return null; // more than two: as any other loop
            }

            (condition, also) = (both.LeftOperand, both.RightOperand);
        }

        return
            condition
                is IBinaryOperation
                {
                    OperatorMethod: null,
                    OperatorKind: BinaryOperatorKind.LessThan
                        or BinaryOperatorKind.LessThanOrEqual
                        or BinaryOperatorKind.GreaterThan
                        or BinaryOperatorKind.GreaterThanOrEqual
                } test
            && KnownTypes.IsInteger(test.LeftOperand.Type)
            ? new CountedHeader(variable, test, also, step)
            : null;
    }

    private static long? StepOf(IOperation change, ILocalSymbol variable) =>
        change switch
        {
            IIncrementOrDecrementOperation one when Is(one.Target, variable) => one.Kind == OperationKind.Increment
                ? 1
                : -1,
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum when Is(sum.Target, variable) =>
                ConstantOf(sum.Value),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract } sum
                when Is(sum.Target, variable) => -ConstantOf(sum.Value),
            ISimpleAssignmentOperation
            {
                Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum,
            } assignment when Is(assignment.Target, variable) && Is(sum.LeftOperand, variable) => ConstantOf(
                sum.RightOperand
            ),
            _ => null,
        };

    private static bool Is(IOperation operation, ILocalSymbol variable) =>
        operation is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable);

    private static long? ConstantOf(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: (int or long) and var value }
            ? System.Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
