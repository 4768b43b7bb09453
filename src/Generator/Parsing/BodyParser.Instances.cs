using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Objects that are known on entry: the instance, parameters of class types, and what fields of these hold. Their methods are read
/// where they are called, and their fields are read once, as the instance's own are.
/// </summary>
internal sealed partial class BodyParser
{
    // Locals, and parameters of callees, that are names of objects.
    private readonly Dictionary<ISymbol, Instance> _instances = new(SymbolEqualityComparer.Default);

    /// <summary>An object that is known on entry.</summary>
    /// <param name="Holder">The way to it; null for the instance itself.</param>
    /// <param name="Type">The type that generated code knows it by.</param>
    /// <param name="Members">The parameter and fields on the way to it.</param>
    private sealed record Instance(Holder? Holder, INamedTypeSymbol Type, IReadOnlyList<ISymbol> Members);

    /// <summary>Whether the type is a class whose objects may be followed.</summary>
    private static bool IsObject(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }
        && KnownTypes.StorageOf(type) is null
        && !type.IsRuntime("Tensor", 1);

    /// <summary>The object on which a method runs; null for a static one, and where the method or the object is not known.</summary>
    private Instance? InstanceOf(IMethodSymbol callee, IOperation? receiver) =>
        callee.MethodKind == MethodKind.LocalFunction ? This()
        : callee.IsStatic || IsChosenAtRunTime(callee, receiver) ? null
        : InstanceOf(receiver);

    /// <summary>Whether another method may run than the one that the call names.</summary>
    private static bool IsChosenAtRunTime(IMethodSymbol callee, IOperation? receiver) =>
        (callee.IsVirtual || callee.IsAbstract || callee is { IsOverride: true, IsSealed: false })
        && !callee.ContainingType.IsSealed
        && receiver?.Type?.IsSealed != true;

    private Instance? This() =>
        _frame is not null ? _frame.This
        : method.IsStatic ? null
        : new Instance(null, method.ContainingType, []);

    /// <summary>The object that an expression stands for; null where it is not known.</summary>
    private Instance? InstanceOf(IOperation? operation)
    {
        switch (operation)
        {
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
                when _this is null:
                return This();
            case IParenthesizedOperation inner:
                return InstanceOf(inner.Operand);
            // To a base class: still the same object.
            case IConversionOperation { IsImplicit: true, OperatorMethod: null, Conversion.IsReference: true } up:
                return InstanceOf(up.Operand);
            case ILocalReferenceOperation { Local: var local }:
                return _instances.TryGetValue(local, out Instance? named) ? named : null;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return _instances.TryGetValue(parameter, out Instance? given) ? given
                    : IsOwnParameter(parameter)
                        ? new Instance(
                            new Holder(parameter.Name, null) { IsParameter = true },
                            (INamedTypeSymbol)parameter.Type,
                            [parameter]
                        )
                    : null;
            case IMemberReferenceOperation { Member: var member } reference
                when IsObject(operation.Type) && Refusal(reference) is null:
                Instance? outer = member.IsStatic ? null : InstanceOf(reference.Instance);
                var holder = new Holder(member.Name, outer?.Holder)
                {
                    Owner = member.IsStatic ? CSharpText.Type(member.ContainingType) : null,
                    IsForeign = member.IsStatic && !IsInScope(member),
                };
                return new Instance(holder, (INamedTypeSymbol)operation.Type!, [.. outer?.Members ?? [], member]);
            default:
                return null;
        }
    }

    private bool IsOwnParameter(IParameterSymbol parameter) =>
        IsObject(parameter.Type)
        && parameter.RefKind == RefKind.None
        && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
        && !IsChanged(parameter);

    /// <summary>An object that is given to a callee, and not known.</summary>
    private object? RefuseInstance(IOperation operation) =>
        IsMemberRefused(operation) ? null : RefuseType<object>(operation);

    /// <summary>Refuses the member because of which an object is not known; false where there is none.</summary>
    private bool IsMemberRefused(IOperation? operation)
    {
        if (operation is not IMemberReferenceOperation reference || Refusal(reference) is not var (reason, instead))
        {
            return false;
        }

        if (!IsObject(reference.Instance?.Type) || !IsMemberRefused(reference.Instance))
        {
            Refuse<Buffer>(operation, Rules.UnsupportedMember, Text(operation), reason, instead);
        }

        return true;
    }

    /// <summary>Whether the operation runs a property with code of an object that is known.</summary>
    private bool IsObjectCode(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } property } reference
        && property.GetMethod is { } getter
        && !IsPlain(property)
        && KnownTypes.ScalarOf(property.Type) is not null
        && property.ContainingType.TypeKind == TypeKind.Class
        && InstanceOf(getter, reference.Instance) is not null
        && CalleeBody.Of(getter, operation.SemanticModel) is not null;
}
