using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Other names of a number or a struct: <c>ref</c> locals, and what a callee is passed by reference.</summary>
internal sealed partial class BodyParser
{
    // The integers that callees may change.
    private readonly HashSet<Buffer> _referred = [];

    /// <summary>What a reference means: an element, or the scalars of a struct.</summary>
    private sealed record Alias(Access? Element, Aggregate? Whole);

    /// <summary><c>ref double r = ref x[i];</c>: from here on the local is the element, whatever its subscripts become.</summary>
    private void DeclareReference(
        IVariableDeclaratorOperation declarator,
        IOperation? initializer,
        List<Statement> output
    )
    {
        ILocalSymbol local = declarator.Symbol;
        bool isFollowed = KnownTypes.IsFloating(local.Type) || shapes.Of(local.Type) is not null;
        if (!isFollowed || initializer is null || !IsPlace(initializer))
        {
            RefuseLocal(declarator, "a reference", "name the element itself where it is used");
            return;
        }

        Refer(local, Referred(initializer, isWritten: local.RefKind == RefKind.Ref, output));
    }

    private void Refer(ISymbol symbol, Alias? alias)
    {
        if (alias?.Whole is { } whole)
        {
            scope.Define(symbol, whole);
        }
        else if (alias?.Element is { } element)
        {
            scope.Refer(symbol, element);
        }
    }

    /// <summary>What an argument that is passed by reference stands for.</summary>
    private object? GivenReference(IOperation value, IParameterSymbol parameter)
    {
        switch (value)
        {
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var local } }:
                return NewVariable(local, local.Type);
            case IDiscardOperation:
                return NewVariable(null, parameter.Type);
        }

        bool isWritten = parameter.RefKind is RefKind.Ref or RefKind.Out;
        bool isNumber = shapes.Of(parameter.Type) is not null || KnownTypes.IsFloating(parameter.Type);
        if (IsPlace(value) && (isNumber || isWritten || Changes(value)))
        {
            return Referred(value, isWritten, _before);
        }

        // A value where a reference is only read is a variable of its own.
        return isWritten ? Element(value)
            : shapes.Of(parameter.Type) is not null ? Struct(value)
            : KnownTypes.IsInteger(parameter.Type) ? Index(value)
            : KnownTypes.IsBoolean(parameter.Type) ? Condition(value)
            : Expression(value);
    }

    /// <summary>Whether an integer or a truth value is kept in a variable of its own, or in an array.</summary>
    private bool Changes(IOperation place) =>
        place switch
        {
            IParenthesizedOperation inner => Changes(inner.Operand),
            ILocalReferenceOperation or IParameterReferenceOperation => Ranks.SymbolOf(place) is { } named
                && (scope.Reference(named) is not null || scope.Buffer(named) is { Kind: BufferKind.Local }),
            _ => true,
        };

    private Alias NewVariable(ILocalSymbol? local, ITypeSymbol type)
    {
        string name = local?.Name ?? names.Fresh("unused");
        if (shapes.Of(type) is { } shape)
        {
            Aggregate whole = NewVariable(name, shape, _before);
            if (local is not null)
            {
                scope.Define(local, whole);
            }

            return new Alias(null, whole);
        }

        if (local is not null && !KnownTypes.IsFloating(type))
        {
            return new Alias(new Access(DeclareScalar(local, KnownTypes.StorageOf(type)!.Value, _before), []), null);
        }

        Access element = Local(name, KnownTypes.ScalarOf(type)!.Value, _before);
        if (local is not null)
        {
            scope.Refer(local, element);
        }

        return new Alias(element, null);
    }

    private Alias? Referred(IOperation value, bool isWritten, List<Statement> output)
    {
        if (shapes.Of(value.Type) is not null)
        {
            Aggregate? whole = isWritten ? StructTarget(value) : Struct(value);
            return whole is null ? null : new Alias(null, whole);
        }

        Access? element = isWritten ? Target(value) : Element(value);
        if (isWritten && element is { Buffer.Element: ScalarType.Int or ScalarType.Long })
        {
            _referred.Add(element.Buffer);
        }

        return element is null ? null : new Alias(Frozen(element, output), null);
    }

    /// <summary>The element with the subscripts that it has now.</summary>
    private Access Frozen(Access element, List<Statement> output) =>
        element.Map(subscript =>
        {
            if (IsFixed(subscript))
            {
                return subscript;
            }

            Access now = Local(names.Fresh("position"), ScalarType.Long, output);
            output.Add(new Assign(now, new FromIndex(subscript, ScalarType.Long)));
            return IndexExpr.Atom(new ElementAtom(now));
        });

    /// <summary>Whether the operation names storage, and not a value.</summary>
    private static bool IsPlace(IOperation operation) =>
        operation switch
        {
            IParenthesizedOperation inner => IsPlace(inner.Operand),
            ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation => true,
            IFieldReferenceOperation { Instance: { } instance } => IsPlace(instance),
            IInstanceReferenceOperation => true,
            IPropertyReferenceOperation { Property: { IsIndexer: true, ReturnsByRef: true } } => true,
            IPropertyReferenceOperation { Property: { IsIndexer: true, ReturnsByRefReadonly: true } } => true,
            _ => false,
        };
}
