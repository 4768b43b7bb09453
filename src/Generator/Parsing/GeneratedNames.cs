using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>The members that are generated for a method, its overloads, and whom they collide with.</summary>
internal static class GeneratedNames
{
    /// <summary>The name that stands for the method in what is generated.</summary>
    public static string Of(IMethodSymbol method) =>
        method.Attribute("DifferentiableAttribute")?.NamedArguments.FirstOrDefault(a => a.Key == "Name").Value.Value
            as string
        ?? method.Name;

    /// <summary>All methods of the type that share the generated name, in the order of declaration.</summary>
    public static IReadOnlyList<IMethodSymbol> Overloads(IMethodSymbol method)
    {
        string name = Of(method);
        return method
            .ContainingType.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(m => m.Attribute("DifferentiableAttribute") is not null && Of(m) == name)
            .ToList();
    }

    public static void Check(IMethodSymbol method, IReadOnlyList<IMethodSymbol> overloads, TextSpan at, Fence fence)
    {
        string name = Of(method);
        if (method.ExplicitInterfaceImplementations.Length > 0)
        {
            return;
        }

        if (!SyntaxFacts.IsValidIdentifier(name))
        {
            fence.Report(
                Rules.UnknownName,
                at,
                name,
                "cannot be the first part of a member's name",
                "Write an identifier"
            );
            return;
        }

        INamedTypeSymbol type = method.ContainingType;
        bool hasGradient = overloads.Any(ReturnsNumber);
        foreach (string suffix in new[] { "Forward", "Backward", "Gradient", "Residuals" })
        {
            string member = name + suffix;
            if (suffix == "Gradient" && !hasGradient)
            {
                continue;
            }

            if (type.Name == member || type.GetMembers(member).Any(m => !IsGenerated(m)))
            {
                string other =
                    type.Name == member ? "the type itself" : $"the member of the same name in '{type.Name}'";
                fence.Report(Rules.NameCollision, at, member, other);
            }
        }

        foreach (IMethodSymbol other in overloads.Where(o => !SymbolEqualityComparer.Default.Equals(o, method)))
        {
            string? collision =
                Types(other, withGradients: false) == Types(method, withGradients: false) ? "Forward"
                : ReturnsNumber(other)
                && ReturnsNumber(method)
                && Types(other, withGradients: true) == Types(method, withGradients: true)
                    ? "Gradient"
                : BackwardTypes(other) == BackwardTypes(method) ? "Backward"
                : null;
            if (collision is not null)
            {
                fence.Report(
                    Rules.NameCollision,
                    at,
                    name + collision,
                    $"the one of '{other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}', which takes the same parameters"
                );
            }
        }
    }

    private static bool ReturnsNumber(IMethodSymbol method) => KnownTypes.IsFloating(method.ReturnType);

    /// <summary>The parameter types of MForward, or of MGradient.</summary>
    private static string Types(IMethodSymbol method, bool withGradients)
    {
        var selection = new Selection(method.Attribute("DifferentiableAttribute")!);
        IEnumerable<string> gradients = method
            .Parameters.Where(p => withGradients && p.RefKind != RefKind.Out && selection.Includes(p))
            .Select(p => Gradient(p.Type))
            .OfType<string>();
        return string.Join(", ", method.Parameters.Select(TypeOf).Concat(gradients));
    }

    /// <summary>The parameter types of MBackward, residuals left out: what overloads share of them is the same.</summary>
    private static string BackwardTypes(IMethodSymbol method)
    {
        var selection = new Selection(method.Attribute("DifferentiableAttribute")!);
        IEnumerable<string> values = method
            .Parameters.Where(p => p.RefKind != RefKind.Out)
            .Select(p => p.RefKind == RefKind.Ref ? Plain(p) : TypeOf(p));
        IEnumerable<string> seed =
            ReturnsNumber(method) || Shapes.IsStruct(method.ReturnType) ? [CSharpText.Type(method.ReturnType)] : [];
        IEnumerable<string> gradients = method
            .Parameters.Where(p => selection.Includes(p))
            .Select(p => p.RefKind == RefKind.Out ? CSharpText.Type(p.Type) : Gradient(p.Type))
            .OfType<string>();
        return string.Join(", ", [.. values, "residuals", .. seed, .. gradients]);
    }

    private static string? Gradient(ITypeSymbol type) =>
        Shapes.IsStruct(type) ? $"out {CSharpText.Type(type)}"
        : KnownTypes.StorageOf(type) is not { IsActive: true, Form: not BufferForm.Tensor } storage ? null
        : storage.Form == BufferForm.Scalar ? $"out {storage.Element}"
        : storage.Form == BufferForm.Rectangular ? CSharpText.Type(type.WithNullableAnnotation(NullableAnnotation.None))
        : $"Span {storage.Element}";

    // C# tells a reference from a value, but not one kind of reference from another.
    private static string TypeOf(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? "" : "ref ") + Plain(parameter);

    private static string Plain(IParameterSymbol parameter) =>
        KnownTypes.StorageOf(parameter.Type) is { Form: BufferForm.Span, Element: var element }
            ? $"Span {element}"
            : CSharpText.Type(parameter.Type.WithNullableAnnotation(NullableAnnotation.None));

    /// <summary>An analyzer sees what the generator has added.</summary>
    public static bool IsGenerated(ISymbol member) =>
        member.DeclaringSyntaxReferences.Length > 0
        && member.DeclaringSyntaxReferences.All(r =>
            r.SyntaxTree.FilePath.IndexOf(typeof(DifferentiableGenerator).FullName, StringComparison.Ordinal) >= 0
        );
}
