using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    // What 'this' stands for in the body of a struct's method that is being read; null: the instance of the method itself.
    private Aggregate? _this;

    /// <summary>The value of a struct or tuple, taken apart. A variable's numbers are the loads of its own elements.</summary>
    private Aggregate? Struct(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Struct(inner.Operand);
            case ILocalReferenceOperation { Local: var local }:
                // Another one has been refused where it is declared.
                return scope.Struct(local) ?? Broken<Aggregate>(operation);
            case IParameterReferenceOperation { Parameter: var parameter } when scope.Struct(parameter) is { } given:
                return given;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                when _this is not null:
                return _this;
            case IFieldReferenceOperation
            or IPropertyReferenceOperation { Property.IsIndexer: false }
                when IsInnerStruct(operation, out Aggregate? part):
                return part;
            case ITupleOperation tuple:
                return Tuple(tuple);
            case IDefaultValueOperation when shapes.Of(operation.Type) is { } shape:
                return Aggregate.Zero(shape);
            case IObjectCreationOperation creation when shapes.Of(creation.Type) is { } shape:
                return Create(creation, shape);
            case IWithOperation with:
                return Struct(with.Operand) is { } original ? Initialize(original, with.Initializer) : null;
            case IConversionOperation { OperatorMethod: null } conversion:
                return StructConversion(conversion);
            case IConditionalOperation { WhenFalse: not null } conditional:
                return StructConditional(conditional);
            case IInvocationOperation call:
                return StructCall(call);
            case IBinaryOperation
            or IUnaryOperation
            or IConversionOperation
            or IPropertyReferenceOperation when IsStructCode(operation):
                return StructCode(operation, Struct);
            case IInvalidOperation:
                return Broken<Aggregate>(operation);
            case IAssignmentOperation or IIncrementOrDecrementOperation:
                return Refuse<Aggregate>(operation, Rules.NestedAssignment, Text(operation));
            default:
                return RefuseStruct(operation);
        }
    }

    private Aggregate? RefuseStruct(IOperation operation) =>
        operation.Type is null or { TypeKind: TypeKind.Error } ? Broken<Aggregate>(operation)
        : shapes.Of(operation.Type) is null ? RefuseType<Aggregate>(operation)
        : Refuse<Aggregate>(
            operation,
            Rules.UnsupportedExpression,
            Text(operation),
            "a struct comes from 'new', a tuple, 'with', another struct or a method whose source is here. Write its members."
        );

    /// <summary>A scalar or the scalars of a struct, whatever the type says.</summary>
    private IReadOnlyList<Component>? Components(IOperation operation) =>
        KnownTypes.ScalarOf(operation.Type) is { } type
            ? type switch
            {
                ScalarType.Bool => Condition(operation) is { } truth ? [new Component.Truth(truth)] : null,
                ScalarType.Int or ScalarType.Long => Index(operation) is { } integer
                    ? [new Component.Integer(integer)]
                    : null,
                _ => Expression(operation) is { } number ? [new Component.Number(number)] : null,
            }
            : Struct(operation)?.Components;

    private Aggregate? Tuple(ITupleOperation tuple)
    {
        List<IReadOnlyList<Component>?> elements = tuple.Elements.Select(Components).ToList();
        return elements.Contains(null) ? null
            : shapes.Of(tuple.Type) is not { } shape ? RefuseStruct(tuple)
            : new Aggregate(shape, elements.SelectMany(e => e!).ToList());
    }

    private Aggregate? StructConversion(IConversionOperation conversion)
    {
        if (shapes.Of(conversion.Type) is not { } shape)
        {
            return RefuseType<Aggregate>(conversion);
        }

        if (conversion.Operand is IDefaultValueOperation)
        {
            return Aggregate.Zero(shape);
        }

        if (Struct(conversion.Operand) is not { } value)
        {
            return null;
        }

        List<ITypeSymbol> types = shape.Scalars().Select(s => s.Type).ToList();
        List<Component?> converted = value.Components.Zip(types, Converted).ToList();
        return types.Count != value.Components.Count || converted.Contains(null)
            ? RefuseType<Aggregate>(conversion)
            : new Aggregate(shape, converted.Select(c => c!).ToList());
    }

    /// <summary>The scalar as an implicit conversion makes it; null where there is none.</summary>
    private static Component? Converted(Component value, ITypeSymbol type) =>
        (value, KnownTypes.ScalarOf(type)) switch
        {
            (Component.Number number, { } to) when to.IsFloating() => new Component.Number(Converted(number.Value, to)),
            (Component.Integer integer, { } to) when to.IsFloating() => new Component.Number(
                integer.Value.AsConstant() is { } constant
                    ? new Constant(to == ScalarType.Float ? (float)constant : (double)constant, to)
                    : new FromIndex(integer.Value, to)
            ),
            (Component.Integer, { } to) when to.IsInteger() => value,
            (Component.Truth, ScalarType.Bool) => value,
            _ => null,
        };

    private Aggregate? StructConditional(IConditionalOperation conditional)
    {
        Condition? condition = Condition(conditional.Condition);
        Condition? not = condition is null ? null : new Not(condition);
        if ((Thrown(conditional.WhenTrue) ?? Thrown(conditional.WhenFalse)) is { } thrown)
        {
            bool isTrue = Thrown(conditional.WhenTrue) is not null;
            IOperation other = isTrue ? conditional.WhenFalse! : conditional.WhenTrue;
            return condition is not null && ThrowWhen(isTrue ? condition : not, thrown) ? Struct(other) : null;
        }

        Aggregate? whenTrue = Where(condition, () => Struct(conditional.WhenTrue));
        Aggregate? whenFalse = Where(not, () => Struct(conditional.WhenFalse!));
        if (condition is null || whenTrue is null || whenFalse is null)
        {
            return null;
        }

        _conditions.Add((_call ?? conditional.Condition.Syntax, condition));
        List<Component?> chosen = whenTrue.Components.Zip(whenFalse.Components, Choose).ToList();
        return chosen.Contains(null)
            ? Refuse<Aggregate>(
                conditional,
                Rules.UnsupportedExpression,
                Text(conditional),
                "its integer members would depend on a condition. Choose each number of its own."
            )
            : new Aggregate(whenTrue.Shape, chosen.Select(c => c!).ToList());

        Component? Choose(Component left, Component right) =>
            (left, right) switch
            {
                (Component.Number l, Component.Number r) => new Component.Number(
                    new Select(condition, l.Value, r.Value)
                ),
                _ when left.Equals(right) => left,
                (Component.Truth l, Component.Truth r) => new Component.Truth(
                    new Or(new And(condition, l.Value), new And(new Not(condition), r.Value))
                ),
                _ => null,
            };
    }
}
