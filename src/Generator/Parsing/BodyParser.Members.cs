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

    /// <summary>A field or auto-property of this instance, or a static readonly one, read once on entry.</summary>
    private Buffer? Member(IOperation operation)
    {
        var reference = (IMemberReferenceOperation)operation;
        ISymbol member = reference.Member;
        bool isOwn = !(reference.Instance is IInstanceReferenceOperation && !IsOwnInstance());
        if (isOwn && scope.Buffer(member) is { } known)
        {
            return known;
        }

        if (reference.Instance is IParameterReferenceOperation && KnownTypes.StorageOf(reference.Instance.Type) is null)
        {
            return RefuseType<Buffer>(reference.Instance);
        }

        (string Reason, string Instead)? refusal =
            KnownTypes.StorageOf(reference.Instance?.Type) is not null
                ? (
                    "is not followed",
                    "Of a tensor, array or span, use elements, Dim(axis) with a constant axis, and Length"
                )
            : !isOwn || reference.Instance is not (null or IInstanceReferenceOperation)
                ? ("belongs to another object", "Pass what it holds as a parameter")
            : member is IPropertySymbol property && !IsAutoProperty(property)
                ? (
                    "runs code of its own, which is not followed",
                    "Use a field or a plain auto-property, or pass the value as a parameter"
                )
            : member.IsStatic && !IsReadOnly(member)
                ? ("is static and may change at any time", "Make it readonly or const, or pass it as a parameter")
            : member.IsStatic && !IsInScope(member) && !IsAccessible(operation, member)
                ? ("belongs to another type, which hides it", "Pass it as a parameter, or make it const")
            : member is IFieldSymbol { IsVolatile: true }
                ? ("is volatile and may change at any time", "Pass it as a parameter")
            : null;
        if (refusal is var (reason, instead))
        {
            return Refuse<Buffer>(operation, Rules.UnsupportedMember, Text(operation), reason, instead);
        }

        if (KnownTypes.StorageOf(operation.Type) is not { } storage)
        {
            return RefuseType<Buffer>(operation);
        }

        int rank = storage.Form switch
        {
            BufferForm.Scalar => 0,
            BufferForm.Tensor => ranks.Of(member),
            _ => storage.Axes,
        };
        Buffer buffer = scope.Declare(
            member,
            member.Name,
            BufferKind.Parameter,
            storage,
            rank,
            storage is { Form: BufferForm.Tensor, IsActive: true } && selection.Includes(member),
            ranks.IsFlat(member),
            KnownTypes.IsEnum(operation.Type)
        );
        _fields.Add(
            new Field(member.Name, buffer)
            {
                Owner = member.IsStatic ? CSharpText.Type(member.ContainingType) : null,
                IsForeign = member.IsStatic && !IsInScope(member),
            }
        );
        return buffer;
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
