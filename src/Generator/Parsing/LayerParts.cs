using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// What a layer is made of: its fields and auto-properties that are tensors or layers, or arrays or lists of these, and the
/// memory of its passes.
/// </summary>
internal static class LayerParts
{
    /// <summary>The parts that the class declares itself, in order.</summary>
    public static IReadOnlyList<LayerPart> Of(INamedTypeSymbol type) =>
        [.. Members(type).Select(Of).OfType<LayerPart>()];

    /// <summary>The fields and auto-properties of the instance, without what the generator has added.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.GetMembers()
            .Where(m =>
                m switch
                {
                    IFieldSymbol field => !field.IsStatic && !field.IsImplicitlyDeclared,
                    IPropertySymbol property => !property.IsStatic && !property.IsIndexer && IsAuto(property),
                    _ => false,
                } && !GeneratedNames.IsGenerated(m)
            );

    /// <summary>The type of a field or property.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) =>
        member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>What the member is of the layer; null for nothing that is followed.</summary>
    public static LayerPart? Of(ISymbol member)
    {
        ITypeSymbol type = TypeOf(member);
        // The name of an explicit implementation cannot be written.
        return KindOf(type) is { } kind && member.CanBeReferencedByName
            ? new LayerPart(member.Name, kind, CSharpText.Type(type))
            {
                Field = member is IFieldSymbol ? member.Name : $"<{member.Name}>k__BackingField",
                Accessor = LayerTypeParser.Free(member.ContainingType, member.Name + "Field"),
                IsWritable =
                    member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod.IsInitOnly: false },
                IsNullable = type.NullableAnnotation != NullableAnnotation.NotAnnotated,
            }
            : null;
    }

    /// <summary>Whether the type is one of layers, a type parameter that is constrained to one among them.</summary>
    public static bool IsLayer(ITypeSymbol type) =>
        type is ITypeParameterSymbol parameter
            ? parameter.ConstraintTypes.Any(IsLayer)
            : LayerOverrides.IsLayer(type as INamedTypeSymbol);

    private static LayerPartKind? KindOf(ITypeSymbol type) =>
        IsTensor(type) ? LayerPartKind.Tensor
        : IsLayer(type) ? LayerPartKind.Layer
        : IsMemory(type) ? LayerPartKind.Memory
        : ElementOf(type) is not { } element ? null
        : IsTensor(element) ? LayerPartKind.Tensors
        : IsLayer(element) ? LayerPartKind.Layers
        : null;

    private static bool IsTensor(ITypeSymbol type) =>
        type.IsRuntime("Tensor", 1)
        && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Single;

    private static ITypeSymbol? ElementOf(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol { IsSZArray: true } array => array.ElementType,
            INamedTypeSymbol { Name: "List" or "IReadOnlyList", Arity: 1, ContainingType: null } list
                when list.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" => list.TypeArguments[
                0
            ],
            _ => null,
        };

    // Residuals are generated: to the generator their type is but a name that nothing has yet.
    private static bool IsMemory(ITypeSymbol type) =>
        type.IsRuntime("LayerCall")
        || type.IsRuntime("TensorViews")
        || (
            type.Name.EndsWith("Residuals", System.StringComparison.Ordinal)
            && (
                type.TypeKind == TypeKind.Error
                || GeneratedNames.IsGenerated(type)
                || type.GetAttributes().Any(a => a.AttributeClass is { Name: "GeneratedDerivativeAttribute" })
            )
        );

    private static bool IsAuto(IPropertySymbol property) =>
        property
            .ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));
}
