using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    private Condition? Condition(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: bool known })
        {
            return new CompareIndex(known ? Comparison.Equal : Comparison.NotEqual, IndexExpr.Zero, IndexExpr.Zero);
        }

        if (TryNullTest(operation, out Condition? isNull))
        {
            return isNull;
        }

        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Condition(inner.Operand);
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Not } not:
                return Condition(not.Operand) is { } negated ? new Not(negated) : null;
            case IBinaryOperation
            {
                OperatorMethod: null,
                OperatorKind: BinaryOperatorKind.Equals
                    or BinaryOperatorKind.NotEquals
                    or BinaryOperatorKind.ExclusiveOr,
            } binary
                when KnownTypes.IsBoolean(binary.LeftOperand.Type) && KnownTypes.IsBoolean(binary.RightOperand.Type):
                return Condition(binary.LeftOperand) is { } one && Condition(binary.RightOperand) is { } two
                    ? Differ(one, two, binary.OperatorKind != BinaryOperatorKind.Equals)
                    : null;
            case IInvocationOperation { TargetMethod: { Name: "IsNaN", Parameters.Length: 1 } test } isNaN
                when KnownTypes.IsFloating(test.ContainingType):
                return Expression(isNaN.Arguments[0].Value) is { } number
                    ? new Compare(Comparison.NotEqual, number, number)
                    : null;
            case IInvocationOperation { TargetMethod: { Parameters.Length: 1 } test } extent
                when KnownTypes.IsFloating(test.ContainingType) && IsExtentTest(test.Name):
                return Expression(extent.Arguments[0].Value) is { } size ? ExtentTest(test.Name, size) : null;
            case IInvocationOperation
            {
                TargetMethod: { Name: "HasFlag", ContainingType.SpecialType: SpecialType.System_Enum },
                Instance: { } flags,
                Arguments: [{ Value: var wanted }]
            }
                when KnownTypes.IsInteger(flags.Type)
                    && SymbolEqualityComparer.Default.Equals(flags.Type, WithoutConversions(wanted).Type):
                return Index(flags) is { } all && Index(WithoutConversions(wanted)) is { } bits
                    ? new CompareIndex(Comparison.Equal, Bits(IntegerOperation.And, all, bits), bits)
                    : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary
                when IsString(binary.LeftOperand.Type) && IsString(binary.RightOperand.Type):
                return Equal(binary);
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } test:
                return StringTest(test);
            case IBinaryOperation { OperatorMethod: null } binary when Compared(binary.OperatorKind) is { } comparison:
                return Compare(binary, comparison);
            case IBinaryOperation
            {
                OperatorMethod: null,
                OperatorKind: BinaryOperatorKind.ConditionalAnd
                    or BinaryOperatorKind.ConditionalOr
                    or BinaryOperatorKind.And
                    or BinaryOperatorKind.Or,
            } binary
                when KnownTypes.IsBoolean(binary.LeftOperand.Type) && KnownTypes.IsBoolean(binary.RightOperand.Type):
                Condition? left = Condition(binary.LeftOperand);
                bool isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
                bool isLazy = isAnd || binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
                Condition? right = Knowing(
                    isLazy ? left : null,
                    isAnd,
                    () => Where(null, () => Condition(binary.RightOperand))
                );
                return left is null || right is null ? null
                    : binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And
                        ? new And(left, right)
                    : new Or(left, right);
            case IParameterReferenceOperation { Parameter: var parameter } when scope.Condition(parameter) is { } given:
                return given;
            case IInvocationOperation call when TryInline(call, mayWrite: false, Condition, out Condition? result):
                return result;
            case IFieldReferenceOperation or IPropertyReferenceOperation when IsStructMember(operation):
                return TruthMember(operation);
            case IBinaryOperation or IUnaryOperation or IPropertyReferenceOperation when IsStructCode(operation):
                return StructCode(operation, Condition);
            case IParameterReferenceOperation
            or IFieldReferenceOperation
            or IPropertyReferenceOperation { Property.IsIndexer: false } when KnownTypes.IsBoolean(operation.Type):
                return Element(operation) is { } flag ? new Flag(flag) : null;
            case ILocalReferenceOperation { Local: var local }
                when scope.Reference(local) is { Buffer.Element: ScalarType.Bool } named:
                return new Flag(named);
            case ILocalReferenceOperation { Local: var local }
                when scope.Buffer(local) is { Element: ScalarType.Bool } truth:
                return new Flag(new Access(truth, []));
            case IIsPatternOperation pattern:
                return Matches(pattern);
            case ILocalReferenceOperation:
            // Refused where it is declared.
            case IInvalidOperation:
                return Broken<Condition>(operation);
            case IAssignmentOperation:
                return Refuse<Condition>(operation, Rules.NestedAssignment, Text(operation));
            default:
                return Refuse<Condition>(
                    operation,
                    Rules.UnsupportedCondition,
                    Text(operation),
                    operation is IArrayElementReferenceOperation
                        ? "arrays of truth values are not followed. Take an array of integers, and compare its elements with 0."
                        : "compare numbers and strings, and combine comparisons and bool parameters with '&&', '||' and '!'."
                );
        }
    }

    private static bool IsExtentTest(string name) =>
        name is "IsFinite" or "IsInfinity" or "IsPositiveInfinity" or "IsNegativeInfinity";

    /// <summary>Whether a number is infinite, or is not; NaN is neither finite nor infinite.</summary>
    private static Condition ExtentTest(string name, Expr number)
    {
        Expr most = number.Number(double.PositiveInfinity);
        Expr least = number.Number(double.NegativeInfinity);
        return name switch
        {
            "IsFinite" => new And(number.Is(Comparison.Greater, least), number.Is(Comparison.Less, most)),
            "IsPositiveInfinity" => number.Is(Comparison.Equal, most),
            "IsNegativeInfinity" => number.Is(Comparison.Equal, least),
            _ => new Or(number.Is(Comparison.Equal, least), number.Is(Comparison.Equal, most)),
        };
    }

    /// <summary>A condition before which nothing else is evaluated: a call may change what it is given.</summary>
    private Condition? WholeCondition(IOperation operation) =>
        operation switch
        {
            IParenthesizedOperation inner => WholeCondition(inner.Operand),
            IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Not } not => WholeCondition(
                not.Operand
            )
                is { } negated
                ? new Not(negated)
                : null,
            IInvocationOperation call when TryInline(call, mayWrite: true, Condition, out Condition? result) => result,
            _ => Condition(operation),
        };

    private static Condition Differ(Condition left, Condition right, bool wanted)
    {
        Condition differ = new Or(new And(left, new Not(right)), new And(new Not(left), right));
        return wanted ? differ : new Not(differ);
    }

    private Condition? Compare(IBinaryOperation binary, Comparison comparison)
    {
        if (KnownTypes.IsFloating(binary.LeftOperand.Type) && KnownTypes.IsFloating(binary.RightOperand.Type))
        {
            Expr? left = Expression(binary.LeftOperand);
            Expr? right = Expression(binary.RightOperand);
            return left is null || right is null ? null : new Compare(comparison, left, right);
        }

        if (KnownTypes.IsInteger(binary.LeftOperand.Type) && KnownTypes.IsInteger(binary.RightOperand.Type))
        {
            IndexExpr? left = Index(binary.LeftOperand);
            IndexExpr? right = Index(binary.RightOperand);
            if (left is null || right is null)
            {
                return null;
            }

            if (
                comparison is Comparison.Equal or Comparison.NotEqual
                && KnownTypes.ScalarOf(binary.LeftOperand.Type) == ScalarType.Int
                && AreEqualAlike(left, right)
            )
            {
                return new CompareIndex(comparison, left, right);
            }

            bool isGuard = left.AllAtoms().Concat(right.AllAtoms()).Any(a => a is LoopAtom);
            System.Func<IndexExpr, IOperation, IndexExpr> kept = isGuard ? KeptGuard : Kept;
            return new CompareIndex(comparison, kept(left, binary.LeftOperand), kept(right, binary.RightOperand));
        }

        return Refuse<Condition>(
            binary,
            Rules.UnsupportedCondition,
            Text(binary),
            "only numbers of type float, double, int and long, enums and strings are compared; '0 <= i && i < n' for '(uint)i < (uint)n'."
        );
    }

    private static Comparison? Compared(BinaryOperatorKind kind) =>
        kind switch
        {
            BinaryOperatorKind.LessThan => Comparison.Less,
            BinaryOperatorKind.LessThanOrEqual => Comparison.LessOrEqual,
            BinaryOperatorKind.GreaterThan => Comparison.Greater,
            BinaryOperatorKind.GreaterThanOrEqual => Comparison.GreaterOrEqual,
            BinaryOperatorKind.Equals => Comparison.Equal,
            BinaryOperatorKind.NotEquals => Comparison.NotEqual,
            _ => null,
        };
}
