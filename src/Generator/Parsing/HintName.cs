using System;
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
        return $"{type.Replace('<', '{').Replace('>', '}')}.{method.Name}{suffix}.g.cs";
    }
}
