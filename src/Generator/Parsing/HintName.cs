using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Parsing;

/// <summary>The generated file's name: <c>Namespace.Type.Method.g.cs</c>, from the second overload on with a number.</summary>
internal static class HintName
{
    public static string Of(IMethodSymbol method)
    {
        string type = method.ContainingType.ToDisplayString(
            SymbolDisplayFormat
                .FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
                .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None)
        );
        // File names are compared without regard to case, so F and f count as overloads here.
        int number = method
            .ContainingType.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(m =>
                string.Equals(m.Name, method.Name, StringComparison.OrdinalIgnoreCase)
                && m.Attribute("DifferentiableAttribute") is not null
            )
            .TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method))
            .Count();
        string suffix = number == 0 ? "" : $".{number + 1}";
        return $"{type.Replace('<', '{').Replace('>', '}')}{Case(method.ContainingType)}.{method.Name}{suffix}.g.cs";
    }

    /// <summary>
    /// Tells apart types whose full names differ only by case: the place of each part among its namesakes, such as <c>(0-1)</c>;
    /// empty where each is the first.
    /// </summary>
    private static string Case(INamedTypeSymbol type)
    {
        var places = new List<int>();
        for (ISymbol part = type; part.ContainingSymbol is INamespaceOrTypeSymbol outer; part = outer)
        {
            places.Add(
                outer
                    .GetMembers()
                    .Select(m => m.Name)
                    .Where(name => string.Equals(name, part.Name, StringComparison.OrdinalIgnoreCase))
                    .Distinct()
                    .Count(name => string.CompareOrdinal(name, part.Name) < 0)
            );
        }

        places.Reverse();
        return places.All(place => place == 0) ? "" : $"({string.Join("-", places)})";
    }
}
