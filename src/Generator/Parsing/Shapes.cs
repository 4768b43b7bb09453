using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Which structs and tuples are followed: those whose whole state is scalars that stand beside each other, and whose declaration is
/// at hand.
/// </summary>
internal sealed class Shapes(IAssemblySymbol assembly)
{
    private readonly Dictionary<ITypeSymbol, (Shape? Shape, string Refusal)> _known = new(
        SymbolEqualityComparer.Default
    );

    private readonly HashSet<SyntaxTree> _sources = [];

    /// <summary>The files that declare the structs: what a member stands for depends on them.</summary>
    public IEnumerable<SyntaxTree> Sources => _sources;

    public Shape? Of(ITypeSymbol? type) => IsStruct(type) ? Known(type!).Shape : null;

    /// <summary>Why a struct is not followed.</summary>
    public string Refusal(ITypeSymbol type) => Known(type).Refusal;

    /// <summary>Whether the type is a struct that could have members of its own, followed or not.</summary>
    public static bool IsStruct(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None }
        && KnownTypes.StorageOf(type) is null
        && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;

    private (Shape? Shape, string Refusal) Known(ITypeSymbol type)
    {
        if (!_known.TryGetValue(type, out (Shape? Shape, string Refusal) known))
        {
            _known[type] = (null, "it contains itself");
            known = Find((INamedTypeSymbol)type);
            _known[type] = known;
        }

        return known;
    }

    private (Shape?, string) Find(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return Join(type, type.TupleElements.Select(e => ((ISymbol)e, e.Type)));
        }

        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly))
        {
            return Foreign(type);
        }

        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
        {
            _sources.Add(declaration.SyntaxTree);
        }

        string? reason =
            type.IsRefLikeType ? "it is a ref struct"
            : type.GetAttributes().Any(a => a.AttributeClass?.Name is "StructLayoutAttribute" or "InlineArrayAttribute")
                ? "the layout of its members in memory is its own"
            : Captured(type) is { } captured ? $"'{captured}' of its constructor is a member without a name"
            : null;
        if (reason is not null)
        {
            return (null, reason);
        }

        var members = new List<(ISymbol, ITypeSymbol)>();
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst))
        {
            if (field.AssociatedSymbol is { } owner and not IPropertySymbol)
            {
                return (null, $"its member '{owner.Name}' is an event");
            }

            if (field.AssociatedSymbol is IPropertySymbol property && !BodyParser.IsAutoProperty(property))
            {
                return (null, $"its property '{property.Name}' stores a value and has code of its own");
            }

            if (field.RefKind != RefKind.None || field.IsVolatile || field.IsFixedSizeBuffer)
            {
                return (null, $"its field '{field.Name}' is no plain value");
            }

            members.Add((field.AssociatedSymbol ?? field, field.Type));
        }

        return Join(type, members);
    }

    /// <summary>A struct of another assembly, where all that it stores can be seen from here.</summary>
    private (Shape?, string) Foreign(INamedTypeSymbol type)
    {
        const string backing = ">k__BackingField";
        if (type.IsRefLikeType || HasOwnLayout(type))
        {
            return (null, "the layout of its members in memory is its own");
        }

        var members = new List<(ISymbol, ITypeSymbol)>();
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst))
        {
            ISymbol? member =
                field.AssociatedSymbol is IPropertySymbol property ? property
                : field.Name.EndsWith(backing, System.StringComparison.Ordinal)
                    ? type.GetMembers(field.Name.Substring(1, field.Name.Length - backing.Length - 1))
                        .OfType<IPropertySymbol>()
                        .FirstOrDefault()
                : field;
            if (
                member is not { DeclaredAccessibility: Accessibility.Public }
                || field.RefKind != RefKind.None
                || field.IsVolatile
                || field.IsFixedSizeBuffer
            )
            {
                return (null, $"it belongs to another project, and its member '{field.Name}' is not public");
            }

            members.Add((member, field.Type));
        }

        return Join(type, members);
    }

    /// <summary>Whether members may share memory.</summary>
    private static bool HasOwnLayout(INamedTypeSymbol type)
    {
        if (type.GetAttributes().Any(a => a.AttributeClass?.Name is "StructLayoutAttribute" or "InlineArrayAttribute"))
        {
            return true;
        }

        return type.MetadataToken != 0
            && type.OriginalDefinition.ContainingModule.GetMetadata() is { } metadata
            && MetadataTokens.EntityHandle(type.MetadataToken) is { Kind: HandleKind.TypeDefinition } handle
            && (
                metadata.GetMetadataReader().GetTypeDefinition((TypeDefinitionHandle)handle).Attributes
                & TypeAttributes.LayoutMask
            ) == TypeAttributes.ExplicitLayout;
    }

    private (Shape?, string) Join(INamedTypeSymbol type, IEnumerable<(ISymbol Symbol, ITypeSymbol Type)> all)
    {
        var members = new List<ShapeMember>();
        foreach ((ISymbol symbol, ITypeSymbol of) in all)
        {
            Shape? inner = Of(of);
            if (inner is null && KnownTypes.ScalarOf(of) is null)
            {
                return (
                    null,
                    IsStruct(of)
                        ? $"of its member '{symbol.Name}', {Refusal(of)}"
                        : $"its member '{symbol.Name}' is of type '{of.ToDisplayString()}'"
                );
            }

            members.Add(new ShapeMember(symbol, of, inner));
        }

        return members.Count == 0 ? (null, "it has no members") : (new Shape(type, members), "");
    }

    /// <summary>A parameter of the type's own parameter list that the body of a member uses: it lives in a field without a name.</summary>
    private static string? Captured(INamedTypeSymbol type)
    {
        IEnumerable<TypeDeclarationSyntax> declarations = type
            .DeclaringSyntaxReferences.Select(r => r.GetSyntax())
            .OfType<TypeDeclarationSyntax>()
            .ToList();
        if (type.IsRecord)
        {
            return null;
        }

        HashSet<string> parameters =
        [
            .. declarations.SelectMany(d => d.ParameterList?.Parameters ?? []).Select(p => p.Identifier.ValueText),
        ];
        return parameters.Count == 0
            ? null
            : declarations
                .SelectMany(d => d.Members)
                .SelectMany(Code)
                .SelectMany(c => c.DescendantNodesAndSelf())
                .OfType<IdentifierNameSyntax>()
                .Select(n => n.Identifier.ValueText)
                .FirstOrDefault(parameters.Contains);
    }

    // Initializers run in the constructor: what they read is not kept.
    private static IEnumerable<SyntaxNode> Code(MemberDeclarationSyntax member) =>
        member switch
        {
            FieldDeclarationSyntax => [],
            PropertyDeclarationSyntax { Initializer: { } initializer } property => property
                .ChildNodes()
                .Where(n => n != initializer),
            _ => [member],
        };
}
