using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    private const long LargestExact = 1L << 53;

    /// <summary>An integer: a size, bound or subscript. Nothing in it changes while the method runs but loop indices.</summary>
    private IndexExpr? Index(IOperation operation)
    {
        bool isKnown = KnownTypes.IsInteger(operation.Type) && operation.ConstantValue.HasValue;
        if (isKnown && operation.ConstantValue.Value is { } value)
        {
            return IndexExpr.Constant(System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }

        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Index(inner.Operand);
            case IConversionOperation { OperatorMethod: null } conversion:
                return IntegerConversion(conversion);
            case ILocalReferenceOperation { Local: var local } when KnownTypes.IsInteger(local.Type):
                // An unknown local has been refused where it is declared.
                return scope.Integer(local)
                    ?? (
                        scope.Reference(local) is { } named ? Integer(named)
                        : scope.Buffer(local) is { } changing ? Integer(new Access(changing, []))
                        : Broken<IndexExpr>(operation)
                    );
            case IParameterReferenceOperation { Parameter: var parameter } when scope.Integer(parameter) is { } given:
                return given;
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Plus } plus:
                return Index(plus.Operand);
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Minus } minus:
                return Index(minus.Operand) is { } negated ? Unchecked(Subtracted(0, negated, minus), minus) : null;
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.BitwiseNegation } not
                when KnownTypes.IsSigned(not.Type):
                return Index(not.Operand) is { } inverted ? Subtracted(-1, inverted, not) : null;
            case IBinaryOperation { OperatorMethod: null } binary
                when KnownTypes.IsInteger(binary.Type)
                    && (!KnownTypes.IsEnum(binary.Type) || IsBitwise(binary.OperatorKind)):
                return IntegerOperator(binary);
            case IInvocationOperation call:
                return IntegerCall(call);
            case IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Length" }, Instance: { } instance }
                when KnownTypes.StorageOf(instance.Type) is { Form: not BufferForm.Scalar }:
                return Length(operation, instance);
            case IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Length" }, Instance: { } instance }
                when KnownTypes.JaggedOf(instance.Type) is not null:
                return RowsOf(instance)?.Count;
            case IFieldReferenceOperation or IPropertyReferenceOperation when IsStructMember(operation):
                return IntegerMember(operation);
            case IBinaryOperation or IUnaryOperation or IPropertyReferenceOperation when IsStructCode(operation):
                return StructCode(operation, Index);
            case IIncrementOrDecrementOperation step:
                return Step(step);
            case IAssignmentOperation:
                return Refuse<IndexExpr>(operation, Rules.NestedAssignment, Text(operation));
            case IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Rank" }, Instance: { } instance }
                when KnownTypes.StorageOf(instance.Type) is { Form: not BufferForm.Scalar }:
                return RefuseInteger(operation);
            case IConditionalOperation { WhenFalse: not null } or ISwitchExpressionOperation when !_isConditional:
                return Held(operation);
            default:
                return Element(operation) is not { } access ? null
                    : !access.Buffer.Element.IsInteger() ? RefuseInteger(operation)
                    : Integer(access);
        }
    }

    /// <summary>What an integer scalar or element holds.</summary>
    private static IndexExpr Integer(Access access) =>
        IndexExpr.Atom(
            access.Buffer is { Kind: BufferKind.Parameter, Rank: 0 }
                ? new ScalarAtom(access.Buffer)
                : new ElementAtom(access)
        );

    /// <summary>An integer that is no polynomial, computed into a local of its own before the statement at hand.</summary>
    private IndexExpr? Held(IOperation operation)
    {
        ScalarType type = KnownTypes.ScalarOf(operation.Type) ?? ScalarType.Int;
        List<Statement> before = _before;
        if (Integer(operation, type) is not { } value)
        {
            return null;
        }

        var local = new Access(FreshLocal("position", type), []);
        before.Add(new Declare(local.Buffer));
        before.Add(new Assign(local, value));
        return Integer(local);
    }

    /// <summary>An integer as the value of a local: it may also be chosen, or cut from a number.</summary>
    private Expr? Integer(IOperation operation, ScalarType type, bool isWhole = false)
    {
        IOperation integer = Unwrapped(operation);
        if (integer is IConditionalOperation { WhenFalse: not null, ConstantValue.HasValue: false } conditional)
        {
            return Conditional(conditional, branch => Integer(branch, type));
        }

        if (integer is ISwitchExpressionOperation choice)
        {
            return Switch(choice, value => Integer(value, type));
        }

        if (IsCut(integer))
        {
            return Cut((IConversionOperation)integer, type);
        }

        return (isWhole ? WholeIndex(integer) : Index(integer)) is not { } value ? null
            // Constants are doubles, which do not have all digits of a long.
            : value.AsConstant() is { } known and >= -LargestExact and <= LargestExact ? new Constant(known, type)
            : new FromIndex(value, type);
    }

    private IR.Convert? Cut(IConversionOperation cast, ScalarType type)
    {
        if (Expression(cast.Operand) is not { } number)
        {
            return null;
        }

        _cuts.Add((_call ?? cast.Syntax, $"({cast.Type!.ToDisplayString()})", new Apply(Function.Truncate, number)));
        return new IR.Convert(number, type);
    }

    /// <summary>A cast of a number to an integer.</summary>
    private static bool IsCut(IOperation operation) =>
        Unwrapped(operation) is IConversionOperation { OperatorMethod: null } conversion
        && KnownTypes.IsInteger(conversion.Type)
        && KnownTypes.IsFloating(conversion.Operand.Type)
        && !conversion.ConstantValue.HasValue;

    private IndexExpr? IntegerConversion(IConversionOperation conversion)
    {
        ITypeSymbol? from = conversion.Operand.Type;
        if (IsCut(conversion) && !_isConditional)
        {
            return Held(conversion);
        }

        if (KnownTypes.IsFloating(from))
        {
            return Refuse<IndexExpr>(
                conversion,
                Rules.CastToInteger,
                Text(conversion.Operand),
                conversion.Type?.ToDisplayString() ?? "int"
            );
        }

        bool isWidening =
            KnownTypes.IsInteger(from)
            && KnownTypes.IsInteger(conversion.Type)
            && (conversion.Conversion.IsImplicit || KnownTypes.Fits(from, conversion.Type));
        return isWidening ? Widened(conversion)
            : IsNarrowing(conversion) ? Narrowed(conversion)
            : from is null or { TypeKind: TypeKind.Error } ? Broken<IndexExpr>(conversion)
            : KnownTypes.IsInteger(from)
                ? Refuse<IndexExpr>(
                    conversion,
                    Rules.UnsupportedInteger,
                    Text(conversion),
                    "the cast may lose digits. Declare the value as int where it comes from."
                )
            : RefuseType<IndexExpr>(conversion.Operand);
    }

    /// <summary>A long of which the last 32 digits are taken.</summary>
    private static bool IsNarrowing(IConversionOperation conversion) =>
        conversion.Type?.SpecialType == SpecialType.System_Int32
        && conversion.Operand.Type?.SpecialType == SpecialType.System_Int64;

    private IndexExpr? Narrowed(IConversionOperation conversion)
    {
        if (Index(conversion.Operand) is not { } value)
        {
            return null;
        }

        if (!conversion.IsChecked)
        {
            return Cut(value);
        }

        // What is computed of it is computed in ints: a constant beyond them has to stay inside.
        IndexExpr whole = value.Equals(value.Modulo32()) ? value : Cut(value);
        if (Fits(value))
        {
            return whole;
        }

        if (!MayBeChecked(value))
        {
            return Refuse<IndexExpr>(
                conversion,
                Rules.UnsupportedInteger,
                Text(conversion),
                "it throws where digits are lost. Write 'unchecked((int)…)', or declare the value as int where it comes from."
            );
        }

        _before.Add(new IntCheck(value));
        return whole;
    }

    private IndexExpr? Widened(IConversionOperation conversion) =>
        Index(conversion.Operand) is not { } value ? null
        : KnownTypes.ScalarOf(conversion.Type) == ScalarType.Long ? Kept(value, conversion.Operand)
        : value;

    /// <summary>An integer of which nothing else is evaluated before: a call may change what it is given.</summary>
    private IndexExpr? WholeIndex(IOperation operation) =>
        Unwrapped(operation) is IInvocationOperation { ConstantValue.HasValue: false } call
            ? IntegerCall(call, mayWrite: true)
            : Index(operation);

    private IndexExpr? IntegerCall(IInvocationOperation call, bool mayWrite = false)
    {
        IMethodSymbol target = call.TargetMethod;
        if (
            target is { Name: "Dim", Parameters.Length: 1 }
            && call.Instance is { } tensor
            && KnownTypes.StorageOf(tensor.Type) is { Form: BufferForm.Tensor }
        )
        {
            return Dim(call, tensor);
        }

        if (
            target is { Name: "GetLength" or "GetUpperBound" or "GetLowerBound", Parameters.Length: 1 }
            && call.Instance is { Type: IArrayTypeSymbol } array
            && KnownTypes.StorageOf(array.Type) is not null
        )
        {
            IndexExpr? size = Dim(call, array);
            return target.Name switch
            {
                _ when size is null => null,
                "GetLength" => size,
                "GetUpperBound" => size - IndexExpr.One,
                _ => IndexExpr.Zero,
            };
        }

        IntegerOperation? operation = target switch
        {
            { Name: "Max", Parameters.Length: 2 } => IntegerOperation.Maximum,
            { Name: "Min", Parameters.Length: 2 } => IntegerOperation.Minimum,
            _ => null,
        };
        bool isMath =
            (target.ContainingType.IsSystem("Math") || KnownTypes.IsInteger(target.ContainingType))
            && target.Parameters.All(p => KnownTypes.IsInteger(p.Type));
        if (isMath && target is { Name: "Abs", Parameters.Length: 1 })
        {
            return Magnitude(call);
        }

        if (isMath && target is { Name: "Clamp", Parameters.Length: 3 })
        {
            return IntegerClamp(call);
        }

        if (operation is null || !isMath)
        {
            if (!TryInline(call, mayWrite, Index, out IndexExpr? result))
            {
                RefuseCall(call);
            }

            return result;
        }

        if (Index(call.Arguments[0].Value) is not { } left || Index(call.Arguments[1].Value) is not { } right)
        {
            return null;
        }

        return Extreme(operation.Value, Kept(left, call.Arguments[0].Value), Kept(right, call.Arguments[1].Value));
    }

    private IndexExpr? Dim(IInvocationOperation call, IOperation tensor)
    {
        if (call.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: int axis } || axis < 0)
        {
            return Refuse<IndexExpr>(
                call,
                Rules.UnsupportedInteger,
                Text(call),
                "which axis is meant must be known. Write a constant axis, as in 'X.Dim(0)'."
            );
        }

        if (Elements(tensor) is not { } view)
        {
            return null;
        }

        LookAt(tensor, view);
        return axis < view.Rank
            ? view.Extent(axis)
            : Refuse<IndexExpr>(
                call,
                Rules.RankMismatch,
                $"'{Text(call)}' asks for axis {axis}, but elements have {view.Rank} subscripts",
                view.Buffer.Name,
                "Count axes from 0"
            );
    }

    private IndexExpr? Length(IOperation operation, IOperation container)
    {
        if (Elements(container) is not { } view)
        {
            return null;
        }

        LookAt(container, view);
        if (
            KnownTypes.StorageOf(container.Type) is { Form: BufferForm.Tensor }
            && view.Buffer.Kind == BufferKind.Parameter
            && !ranks.HasElements(container)
        )
        {
            return Refuse<IndexExpr>(
                operation,
                Rules.RankMismatch,
                $"No element of '{view.Buffer.Name}' is used",
                view.Buffer.Name,
                "Write the product of the sizes that are meant, as in 'X.Dim(0) * X.Dim(1)'"
            );
        }

        return view.Count;
    }

    private IndexExpr? RefuseInteger(IOperation operation) =>
        operation.Type is { TypeKind: TypeKind.Error }
            ? Broken<IndexExpr>(operation)
            : Refuse<IndexExpr>(
                operation,
                Rules.UnsupportedInteger,
                Text(operation),
                "use loop indices, integer parameters, sizes and elements of index arrays, with + - * / %, & | ^ ~ << >>, Math.Min and Math.Max."
            );
}
