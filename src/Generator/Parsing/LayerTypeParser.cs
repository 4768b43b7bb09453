using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Whether a method is what a layer computes: the only <c>[Differentiable] void M(X, Y)</c> of tensors or spans of float in a class
/// that derives from <c>NeuralGen.Layer</c>.
/// </summary>
internal static class LayerTypeParser
{
    /// <summary>The layer around the method, or null.</summary>
    public static LayerType? Parse(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (
            type.TypeKind != TypeKind.Class
            || !IsLayer(type.BaseType)
            || !IsComputation(method)
            || type.GetMembers().OfType<IMethodSymbol>().Count(IsComputation) > 1
        )
        {
            return null;
        }

        string hint = method.Name.Length == 0 ? "" : char.ToLowerInvariant(method.Name[0]) + method.Name.Substring(1);
        return new LayerType(type.Name)
        {
            Tensors = type.GetMembers().Select(TensorOf).OfType<LayerTensor>().ToEquatableArray(),
            HasBase = !type.BaseType.IsRuntime("Layer"),
            NeedsPasses = !Declares(type, "Forward") && !Declares(type, "Backward"),
            NeedsShape = !Declares(type, "OutputShape"),
            NeedsTensors = !Declares(type, "Tensors"),
            NeedsSeparation = !Declares(type, "Separate"),
            Residuals = Free(type, $"_{hint}Residuals"),
            Call = Free(type, $"_{hint}Call"),
        };
    }

    private static bool IsLayer(INamedTypeSymbol? type) =>
        type is not null && (type.IsRuntime("Layer") || IsLayer(type.BaseType));

    private static bool IsComputation(IMethodSymbol method) =>
        method.Attribute("DifferentiableAttribute") is not null
        && method is { ReturnsVoid: true, Parameters.Length: 2 }
        && method.Parameters.All(p =>
            p.RefKind == RefKind.None
            && KnownTypes.StorageOf(p.Type)
                is { Element: ScalarType.Float, Form: BufferForm.Tensor or BufferForm.Span or BufferForm.ReadOnlySpan }
        );

    private static LayerTensor? TensorOf(ISymbol member)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field => field.Type,
            IPropertySymbol { IsStatic: false, IsIndexer: false } property when IsAuto(property) => property.Type,
            _ => null,
        };
        return
            type is INamedTypeSymbol named
            && named.IsRuntime("Tensor", 1)
            && named.TypeArguments[0].SpecialType == SpecialType.System_Single
            ? new LayerTensor(
                member.Name,
                member is IFieldSymbol ? member.Name : $"<{member.Name}>k__BackingField",
                Free(member.ContainingType, member.Name + "Field"),
                member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod.IsInitOnly: false },
                type.NullableAnnotation == NullableAnnotation.Annotated
            )
            : null;
    }

    private static bool IsAuto(IPropertySymbol property) =>
        property
            .ContainingType.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    // What the generator itself has added does not count, when an analyzer sees it.
    private static bool Declares(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).Any(m => !GeneratedNames.IsGenerated(m));

    private static string Free(INamedTypeSymbol type, string name)
    {
        IEnumerable<string> names = Enumerable
            .Range(2, int.MaxValue - 2)
            .Select(i => name + i.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Prepend(name);
        return names.First(n => !Declares(type, n));
    }
}
