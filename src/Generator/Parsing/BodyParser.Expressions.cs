using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>A number. Everything that is not listed is refused where it stands.</summary>
    private Expr? Expression(IOperation operation)
    {
        if (
            operation.ConstantValue is { HasValue: true, Value: { } value }
            && KnownTypes.ScalarOf(operation.Type) is { } type
            && type.IsFloating()
        )
        {
            return Number(System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture), type);
        }

        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Expression(inner.Operand);
            case IConversionOperation when Thrown(operation) is { } thrown:
                // What follows is not reached: any number will do.
                return ThrowWhen(null, thrown) ? KnownTypes.ScalarOf(operation.Type)?.Zero() : null;
            case IConversionOperation { OperatorMethod: null } conversion:
                return Conversion(conversion);
            case IConversionOperation { OperatorMethod: not null } conversion when IsStructCode(conversion):
                return StructCode(conversion, Expression);
            case IConversionOperation { OperatorMethod: not null } conversion:
                return RefuseType<Expr>(conversion.Operand);
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Plus } plus:
                return Expression(plus.Operand);
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Minus } minus:
                return Expression(minus.Operand) is { } negated ? new Apply(Function.Negate, negated) : null;
            case IBinaryOperation { OperatorMethod: null } binary
                when Operator(binary.OperatorKind) is { } function && KnownTypes.IsFloating(binary.Type):
                Expr? left = Expression(binary.LeftOperand);
                Expr? right = Expression(binary.RightOperand);
                return left is null || right is null ? null : new Apply(function, left, right);
            case IConditionalOperation { WhenFalse: not null } conditional:
                return Conditional(conditional, Expression);
            case ISwitchExpressionOperation choice:
                return Switch(choice, Expression);
            case IInvocationOperation call:
                return Call(call);
            case IParameterReferenceOperation { Parameter: var parameter }
                when scope.Expression(parameter) is { } given:
                return given;
            case IFieldReferenceOperation or IPropertyReferenceOperation when IsStructMember(operation):
                return NumberMember(operation);
            case IBinaryOperation or IUnaryOperation or IPropertyReferenceOperation when IsStructCode(operation):
                return StructCode(operation, Expression);
            case IAssignmentOperation or IIncrementOrDecrementOperation:
                return Refuse<Expr>(operation, Rules.NestedAssignment, Text(operation));
            default:
                return Element(operation) is not { } access ? null
                    : access.Buffer.Element.IsFloating() ? new Load(access)
                    : RefuseType<Expr>(operation);
        }
    }

    private Expr? Conversion(IConversionOperation conversion)
    {
        IOperation operand = conversion.Operand;
        if (operand.Type is null or { TypeKind: TypeKind.Error } || conversion.Type is null)
        {
            return Broken<Expr>(conversion);
        }

        if (KnownTypes.ScalarOf(conversion.Type) is not { } type || !type.IsFloating())
        {
            return
                KnownTypes.IsFloating(operand.Type)
                && conversion.Type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
                ? Refuse<Expr>(conversion, Rules.CastToInteger, Text(operand), conversion.Type.ToDisplayString())
                : RefuseType<Expr>(conversion);
        }

        if (KnownTypes.IsFloating(operand.Type))
        {
            return Expression(operand) is { } number ? Converted(number, type) : null;
        }

        return KnownTypes.IsInteger(operand.Type) ? FromInteger(operand, type) : RefuseType<Expr>(operand);
    }

    /// <summary>An integer as a number; also <c>i == j ? 1 : 0</c>, whose type is int before it is converted.</summary>
    private Expr? FromInteger(IOperation operation, ScalarType type)
    {
        IOperation integer = Unwrapped(operation);
        if (integer is IConditionalOperation { WhenFalse: not null, ConstantValue.HasValue: false } conditional)
        {
            return Conditional(conditional, branch => FromInteger(branch, type));
        }

        if (integer is ISwitchExpressionOperation choice)
        {
            return Switch(choice, arm => FromInteger(arm, type));
        }

        if (integer is IInvocationOperation { TargetMethod.Name: "Sign" } sign)
        {
            return Call(sign) is { } direction ? Converted(direction, type) : null;
        }

        return Index(integer) is not { } value ? null
            : value.AsConstant() is { } number
                ? new Constant(type == ScalarType.Float ? (float)number : (double)number, type)
            : new FromIndex(Kept(value, integer), type);
    }

    private Expr? Conditional(IConditionalOperation conditional, System.Func<IOperation, Expr?> branch)
    {
        Condition? condition = Condition(conditional.Condition);
        Condition? not = condition is null ? null : new Not(condition);
        if ((Thrown(conditional.WhenTrue) ?? Thrown(conditional.WhenFalse)) is { } thrown)
        {
            // After it the other side is the value in any case.
            bool isTrue = Thrown(conditional.WhenTrue) is not null;
            IOperation other = isTrue ? conditional.WhenFalse! : conditional.WhenTrue;
            return condition is not null && ThrowWhen(isTrue ? condition : not, thrown) ? branch(other) : null;
        }

        if (IsBranch(conditional, [conditional.WhenTrue, conditional.WhenFalse!]))
        {
            return condition is null ? null : Branch(conditional, condition);
        }

        Expr? whenTrue = Where(condition, () => branch(conditional.WhenTrue));
        Expr? whenFalse = Where(not, () => branch(conditional.WhenFalse!));
        if (condition is null || whenTrue is null || whenFalse is null)
        {
            return null;
        }

        _conditions.Add((_call ?? conditional.Condition.Syntax, condition));
        return new Select(condition, whenTrue, whenFalse);
    }

    // Constants are compared as numbers, and -0 equals 0 there: keep its sign where it shows.
    private static Expr Number(double value, ScalarType type) =>
        value == 0 && double.IsNegativeInfinity(1 / value)
            ? new Apply(Function.Negate, new Constant(0, type))
            : new Constant(value, type);

    private static Function? Operator(BinaryOperatorKind kind) =>
        kind switch
        {
            BinaryOperatorKind.Add => Function.Add,
            BinaryOperatorKind.Subtract => Function.Subtract,
            BinaryOperatorKind.Multiply => Function.Multiply,
            BinaryOperatorKind.Divide => Function.Divide,
            _ => null,
        };

    private static IOperation Unwrapped(IOperation operation) =>
        operation is IParenthesizedOperation inner ? Unwrapped(inner.Operand) : operation;

    private static Expr Converted(Expr value, ScalarType type) => value.Type == type ? value : new Convert(value, type);
}
