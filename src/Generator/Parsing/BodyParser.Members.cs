using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    private readonly List<Field> _fields = [];

    public IReadOnlyList<Field> Fields => _fields;

    private bool IsMember(Buffer buffer) => _fields.Any(f => f.Buffer.Equals(buffer));

    // Fields of other objects.
    private readonly Dictionary<(Holder Holder, string Name), Buffer> _held = [];

    /// <summary>A field or auto-property of an object that is known, or a static readonly one, read once on entry.</summary>
    private Buffer? Member(IOperation operation)
    {
        var reference = (IMemberReferenceOperation)operation;
        ISymbol member = reference.Member;
        Instance? instance = member.IsStatic ? null : InstanceOf(reference.Instance);
        Holder? holder = instance?.Holder;
        Buffer? known =
            holder is not null ? (_held.TryGetValue((holder, member.Name), out Buffer? held) ? held : null)
            : instance is not null || member.IsStatic ? scope.Buffer(member)
            : null;
        if (known is not null)
        {
            return known;
        }

        if (
            instance is null
            && reference.Instance is IParameterReferenceOperation
            && KnownTypes.StorageOf(reference.Instance.Type) is null
        )
        {
            return RefuseType<Buffer>(reference.Instance);
        }

        if (IsMemberRefused(operation))
        {
            return null;
        }

        if (KnownTypes.StorageOf(operation.Type) is not { } storage)
        {
            return RefuseType<Buffer>(operation);
        }

        bool isTensor = storage is { Form: BufferForm.Tensor, IsActive: true };
        IReadOnlyList<ISymbol> path = [.. instance?.Members ?? [], member];
        if (
            holder is not null
            && storage.IsActive
            && !isTensor
            && path[0] is IParameterSymbol
            && selection.Includes(path)
        )
        {
            return Refuse<Buffer>(
                operation,
                Rules.UnsupportedMember,
                Text(operation),
                "is part of a parameter, but no gradient is computed for it",
                "Mark it or the parameter [NoGrad], make it a tensor, or pass it as a parameter of its own"
            );
        }

        int rank = storage.Form switch
        {
            BufferForm.Scalar => 0,
            BufferForm.Tensor => ranks.Of(member),
            _ => storage.Axes,
        };
        Buffer buffer = scope.Fresh(
            holder is null ? member.Name : $"{holder.Path}.{member.Name}",
            BufferKind.Parameter,
            storage,
            rank
        ) with
        {
            IsDifferentiated = isTensor && selection.Includes(path),
            IsFlat = ranks.IsFlat(member),
            IsEnum = KnownTypes.IsEnum(operation.Type),
        };
        if (holder is null)
        {
            scope.Declare(member, buffer);
        }
        else
        {
            _held.Add((holder, member.Name), buffer);
        }

        _fields.Add(
            new Field(member.Name, buffer)
            {
                Holder = holder,
                Owner = member.IsStatic ? CSharpText.Type(member.ContainingType) : null,
                IsForeign = member.IsStatic && !IsInScope(member),
                IsNullable =
                    member
                        is IFieldSymbol { NullableAnnotation: NullableAnnotation.Annotated }
                            or IPropertySymbol { NullableAnnotation: NullableAnnotation.Annotated },
            }
        );
        return buffer;
    }

    /// <summary>Why a field or property cannot be read once on entry, and what to write instead; null where it can.</summary>
    private (string Reason, string Instead)? Refusal(IMemberReferenceOperation reference)
    {
        ISymbol member = reference.Member;
        Instance? instance = member.IsStatic ? null : InstanceOf(reference.Instance);
        return KnownTypes.StorageOf(reference.Instance?.Type) is not null
                ? (
                    "is not followed",
                    "Of a tensor, array or span, use elements, Dim(axis) with a constant axis, and Length"
                )
            : !member.IsStatic && instance is null
                ? ("belongs to another object, which is not known on entry", "Pass what it holds as a parameter")
            : member is IPropertySymbol property && !IsPlain(property)
                ? (
                    "runs code of its own, which is not followed",
                    "Use a field or a plain auto-property, or pass the value as a parameter"
                )
            : member.IsStatic && !IsReadOnly(member)
                ? ("is static and may change at any time", "Make it readonly or const, or pass it as a parameter")
            : member.IsStatic && !IsInScope(member) && !IsAccessible(reference, member)
                ? ("belongs to another type, which hides it", "Pass it as a parameter, or make it const")
            : instance is not null && !IsReadable(reference, member, instance)
                ? (
                    $"cannot be read by generated code in '{method.ContainingType.Name}'",
                    "Make it internal, and let its name be the only one of its kind"
                )
            : member is IFieldSymbol { IsVolatile: true }
                ? ("is volatile and may change at any time", "Pass it as a parameter")
            : null;
    }

    /// <summary>Whether the member's name means it, said of an object of this type in the method's type.</summary>
    private bool IsReadable(IOperation operation, ISymbol member, Instance instance)
    {
        INamedTypeSymbol? type = instance.Type;
        while (type is not null && type.GetMembers(member.Name).IsEmpty)
        {
            type = type.BaseType;
        }

        return member.CanBeReferencedByName
            && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, member.ContainingType.OriginalDefinition)
            && operation.SemanticModel?.Compilation.IsSymbolAccessibleWithin(
                member,
                method.ContainingType,
                instance.Type
            ) == true;
    }

    private bool IsAccessible(IOperation operation, ISymbol member) =>
        operation.SemanticModel?.Compilation.IsSymbolAccessibleWithin(member, method.ContainingType) == true;

    private bool IsInScope(ISymbol member)
    {
        for (INamedTypeSymbol? outer = method.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            for (INamedTypeSymbol? type = outer; type is not null; type = type.BaseType)
            {
                // An inner type's member of the same name hides it.
                if (!type.GetMembers(member.Name).IsEmpty)
                {
                    return SymbolEqualityComparer.Default.Equals(type, member.ContainingType);
                }
            }
        }

        return false;
    }

    private static bool IsReadOnly(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    /// <summary>Whether the property does nothing but hold a value; of another assembly the compiler says which accessors it wrote.</summary>
    private static bool IsPlain(IPropertySymbol property) =>
        IsAutoProperty(property)
        || (
            property is { IsVirtual: false, IsAbstract: false, ReturnsByRef: false, GetMethod: { } getter }
            && property.DeclaringSyntaxReferences.IsEmpty
            && getter.GetAttributes().Any(a => a.AttributeClass is { Name: "CompilerGeneratedAttribute" })
        );

    internal static bool IsAutoProperty(IPropertySymbol property) =>
        !property.IsVirtual
        && !property.IsAbstract
        && (!property.IsOverride || property.IsSealed)
        && property.ReturnsByRef == false
        && property.DeclaringSyntaxReferences is [var declaration]
        && declaration.GetSyntax() switch
        {
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors } => accessors.All(
                a => a is { Body: null, ExpressionBody: null }
            ) && !property.IsPartial(),
            // A positional record's.
            ParameterSyntax => true,
            _ => false,
        };
}

internal static class PropertyExtensions
{
    public static bool IsPartial(this IPropertySymbol property) =>
        property.IsPartialDefinition || property.PartialDefinitionPart is not null;
}
