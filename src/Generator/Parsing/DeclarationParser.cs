using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Where the method stands, and whether a derivative can be generated there.</summary>
internal static class DeclarationParser
{
    /// <summary>What generated code is written in.</summary>
    private const LanguageVersion LeastLanguage = LanguageVersion.CSharp12;

    public static Declaration Parse(
        IMethodSymbol method,
        MethodDeclarationSyntax syntax,
        Shapes shapes,
        Compilation compilation,
        Fence fence
    )
    {
        CheckLanguage(method, syntax, fence);
        CheckMethod(method, syntax, fence);
        CheckResult(method, syntax, shapes, compilation, fence);
        CheckTypes(method, syntax, fence);
        IReadOnlyList<IMethodSymbol> overloads = GeneratedNames.Overloads(method);
        GeneratedNames.Check(method, overloads, syntax.Identifier.Span, fence);
        return new Declaration(method.Name, GeneratedNames.Of(method))
        {
            Namespace = CSharpText.Namespace(method.ContainingNamespace),
            Types = Containers(method.ContainingType).Select(Describe).ToEquatableArray(),
            Accessibility = CSharpText.Accessibility(method.DeclaredAccessibility),
            IsStatic = method.IsStatic,
            IsExtension = method.IsExtensionMethod,
            IsDerived =
                method.ContainingType.BaseType
                    is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) },
            ResidualsAccessibility = CSharpText.Accessibility(Widest(overloads)),
            Overload = overloads.TakeWhile(o => !SymbolEqualityComparer.Default.Equals(o, method)).Count(),
            Overloads = overloads.Count,
            Layer = LayerTypeParser.Parse(method),
        };
    }

    private static void CheckLanguage(IMethodSymbol method, MethodDeclarationSyntax syntax, Fence fence)
    {
        if (syntax.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LeastLanguage and var language })
        {
            fence.Report(
                Rules.OldLanguage,
                syntax.Identifier.Span,
                method.Name,
                LeastLanguage.ToDisplayString(),
                language.ToDisplayString()
            );
        }
    }

    private static void CheckMethod(IMethodSymbol method, MethodDeclarationSyntax syntax, Fence fence)
    {
        TextSpan name = syntax.Identifier.Span;
        (string Kind, string Instead)? overridable =
            method.IsAbstract ? ("abstract", "Mark the methods that implement it")
            : method.IsVirtual
                ? ("virtual", "Move the computation into a method that is not, and call that one from here")
            : method is { IsOverride: true, IsSealed: false } && !method.ContainingType.IsSealed
                ? ("an override that may be overridden again", "Declare it 'sealed override'")
            : null;
        if (overridable is var (kind, instead))
        {
            fence.Report(Rules.Overridable, name, method.Name, kind, instead);
        }

        if (method.IsGenericMethod)
        {
            fence.Report(Rules.GenericMethod, syntax.TypeParameterList?.Span ?? name, method.Name);
        }

        string? special =
            method.IsAsync ? "An async method"
            : method.IsPartialDefinition || method.PartialDefinitionPart is not null ? "A partial method"
            : method.ExplicitInterfaceImplementations.Length > 0 ? "An explicit implementation of an interface"
            : syntax is { Body: null, ExpressionBody: null } && !method.IsAbstract ? "A method without a body"
            : null;
        if (special is not null)
        {
            fence.Report(Rules.NotAPlainMethod, name, special);
        }
    }

    private static void CheckResult(
        IMethodSymbol method,
        MethodDeclarationSyntax syntax,
        Shapes shapes,
        Compilation compilation,
        Fence fence
    )
    {
        bool isFollowed =
            (KnownTypes.ScalarOf(method.ReturnType) is not null && !KnownTypes.IsEnum(method.ReturnType))
            || (
                shapes.Of(method.ReturnType) is { } shape
                && StructTypes.Of(shape, method.ContainingType, compilation) is not null
            );
        if (!method.ReturnsVoid && (method.RefKind != RefKind.None || !isFollowed))
        {
            fence.Report(
                Rules.UnsupportedResult,
                syntax.ReturnType.Span,
                method.Name,
                syntax.ReturnType.ToString(),
                Shapes.IsStruct(method.ReturnType)
                    ? shapes.Of(method.ReturnType) is null
                        ? $"Of the struct, {shapes.Refusal(method.ReturnType)}. Return a tuple of numbers"
                        : "The struct cannot be made of its members here. Return a tuple of numbers"
                    : "Pass the result as a parameter that the method writes"
            );
        }
    }

    private static void CheckTypes(IMethodSymbol method, MethodDeclarationSyntax syntax, Fence fence)
    {
        TextSpan name = syntax.Identifier.Span;
        foreach (MemberDeclarationSyntax outer in syntax.Ancestors().OfType<MemberDeclarationSyntax>())
        {
            if (outer is BaseNamespaceDeclarationSyntax)
            {
                break;
            }

            string? unsupported =
                outer is InterfaceDeclarationSyntax ? "an interface"
                : outer is not (ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax)
                    ? "an extension block"
                : outer.Modifiers.Any(SyntaxKind.FileKeyword) ? "a file-local type"
                : outer.Modifiers.Any(SyntaxKind.RefKeyword) ? "a ref struct"
                : null;
            if (unsupported is not null)
            {
                fence.Report(Rules.UnsupportedContainer, name, method.Name, unsupported);
            }
            else if (!outer.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                var type = (TypeDeclarationSyntax)outer;
                fence.Report(
                    Rules.NotPartial,
                    name,
                    type.Identifier.ValueText,
                    method.Name,
                    type is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not 0 } record
                        ? $"{record.Keyword.ValueText} {record.ClassOrStructKeyword.ValueText}"
                        : type.Keyword.ValueText
                );
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol? type) =>
        type is null ? [] : Containers(type.ContainingType).Append(type);

    private static TypeDeclaration Describe(INamedTypeSymbol type) =>
        new(Keyword(type), CSharpText.TypeIdentifier(type.Name))
        {
            TypeParameters = type.TypeParameters.IsEmpty
                ? ""
                : $"<{string.Join(", ", type.TypeParameters.Select(p => CSharpText.TypeIdentifier(p.Name)))}>",
        };

    private static string Keyword(INamedTypeSymbol type) =>
        (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (false, TypeKind.Struct) => "struct",
            _ => "class",
        };

    private static Accessibility Widest(IReadOnlyList<IMethodSymbol> overloads)
    {
        HashSet<Accessibility> all = [.. overloads.Select(o => o.DeclaredAccessibility)];
        return all.Contains(Accessibility.Public) ? Accessibility.Public
            : all.Contains(Accessibility.ProtectedOrInternal)
            || (all.Contains(Accessibility.Protected) && all.Contains(Accessibility.Internal))
                ? Accessibility.ProtectedOrInternal
            : all.Contains(Accessibility.Internal) ? Accessibility.Internal
            : all.Contains(Accessibility.Protected) ? Accessibility.Protected
            : all.Contains(Accessibility.ProtectedAndInternal) ? Accessibility.ProtectedAndInternal
            : Accessibility.Private;
    }
}
