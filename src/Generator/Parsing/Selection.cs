using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What the method is differentiated for: what the attribute names, or without names all that is active.</summary>
internal sealed class Selection
{
    private readonly AttributeData? _attribute;
    private readonly HashSet<string> _names;

    private Selection() => _names = [];

    public Selection(AttributeData attribute)
    {
        _attribute = attribute;
        _names =
        [
            .. attribute
                .ConstructorArguments.SelectMany(a =>
                    a.IsNull ? []
                    : a.Kind == TypedConstantKind.Array ? a.Values
                    : [a]
                )
                .Select(a => a.Value)
                .OfType<string>(),
        ];
    }

    /// <summary>For a method without the attribute.</summary>
    public static Selection Everything { get; } = new();

    public bool Includes(ISymbol symbol) => !symbol.IsNoGrad() && (_names.Count == 0 || _names.Contains(symbol.Name));

    /// <summary>Of a member of another object: one of the names on the way to it is enough.</summary>
    public bool Includes(IReadOnlyCollection<ISymbol> path) =>
        !path.Any(s => s.IsNoGrad()) && (_names.Count == 0 || path.Any(s => _names.Contains(s.Name)));

    /// <summary>Refuses names of what has no gradient, which would otherwise be missing without a word.</summary>
    public void Check(IMethodSymbol method, IEnumerable<Field> fields, Fence fence)
    {
        var read = new HashSet<string>(fields.Where(f => f.Buffer.IsDifferentiated).SelectMany(f => f.Names));
        foreach (string name in _names)
        {
            IParameterSymbol? parameter = method.Parameters.FirstOrDefault(p => p.Name == name);
            (string Reason, string Instead)? refusal = parameter is null
                ? read.Contains(name)
                    ? null
                    : (
                        "is neither a parameter nor a tensor field that the method reads",
                        "Name one of these, as in nameof(x)"
                    )
                : parameter.IsNoGrad()
                    ? ("is marked [NoGrad] as well", "Remove one of the two")
                    : KnownTypes.StorageOf(parameter.Type) is not { IsActive: true }
                    && KnownTypes.JaggedOf(parameter.Type)?.IsFloating() != true
                    && !read.Contains(name)
                        ? (
                            $"is of type '{parameter.Type.ToDisplayString()}', which has no gradient",
                            "Name parameters of float, double, or tensors, arrays and spans of these"
                        )
                        : null;
            if (refusal is var (reason, instead))
            {
                fence.Report(Rules.UnknownName, Position(name), name, reason, instead);
            }
        }
    }

    private TextSpan Position(string name)
    {
        var syntax = (AttributeSyntax)_attribute!.ApplicationSyntaxReference!.GetSyntax();
        AttributeArgumentSyntax? argument = syntax.ArgumentList?.Arguments.FirstOrDefault(a =>
            a.NameEquals is null && a.Expression.DescendantTokens().Any(t => t.ValueText == name)
        );
        return argument?.Span ?? syntax.Span;
    }
}
