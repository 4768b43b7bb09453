using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralGen.Generator.Parsing;

/// <summary>Symbols as the C# text that generated code repeats, whatever its usings are.</summary>
internal static class CSharpText
{
    private static readonly SymbolDisplayFormat TypeFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        );

    private static readonly SymbolDisplayFormat NamespaceFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static string Type(ITypeSymbol type) => type.ToDisplayString(TypeFormat);

    public static string? Namespace(INamespaceSymbol? symbol) =>
        symbol is null or { IsGlobalNamespace: true } ? null : symbol.ToDisplayString(NamespaceFormat);

    /// <summary>A type's name, which may not be a contextual keyword (<c>record</c>) either.</summary>
    public static string TypeIdentifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;

    public static string Accessibility(Accessibility accessibility) =>
        accessibility switch
        {
            Microsoft.CodeAnalysis.Accessibility.Public => "public",
            Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
            Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
            Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
            Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
            _ => "private",
        };

    /// <summary><c>" = 1f"</c>, or nothing where the parameter has no default value.</summary>
    public static string Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return "";
        }

        string value = Literal(parameter.ExplicitDefaultValue);
        bool isEnum = parameter.Type.TypeKind == TypeKind.Enum && parameter.ExplicitDefaultValue is not null;
        return isEnum ? $" = ({Type(parameter.Type)})({value})" : $" = {value}";
    }

    /// <summary>A constant as C#.</summary>
    public static string Literal(object? value) =>
        value switch
        {
            null => "default",
            bool flag => flag ? "true" : "false",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            float.NaN => "float.NaN",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            float single => single.ToString("R", CultureInfo.InvariantCulture) + "f",
            double.NaN => "double.NaN",
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            long number => number.ToString(CultureInfo.InvariantCulture) + "L",
            ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
            uint number => number.ToString(CultureInfo.InvariantCulture) + "u",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "default",
        };
}
