using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// The methods of a compilation that are marked <c>[Derivative]</c>, and those that stand beside their method in another assembly.
/// </summary>
internal sealed class GivenDerivatives
{
    private static readonly ConditionalWeakTable<Compilation, GivenDerivatives> OfCompilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, MethodDeclarationSyntax[]> OfTrees = new();

    private readonly List<(INamedTypeSymbol Type, string Method, IMethodSymbol Derivative)> _all = [];

    private GivenDerivatives(Compilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            MethodDeclarationSyntax[] marked = OfTrees.GetValue(tree, Marked);
            if (marked.Length == 0)
            {
                continue;
            }

#pragma warning disable RS1030 // the attribute may stand in another file than the method that is looked at
            SemanticModel model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            foreach (MethodDeclarationSyntax syntax in marked)
            {
                if (model.GetDeclaredSymbol(syntax) is IMethodSymbol method)
                {
                    _all.AddRange(Of(method).Select(target => (target.Type, target.Method, method)));
                }
            }
        }
    }

    /// <summary>The derivatives given for a method, those of its overloads included.</summary>
    public static IReadOnlyList<IMethodSymbol> Find(IMethodSymbol method, Compilation compilation)
    {
        INamedTypeSymbol type = method.ContainingType.OriginalDefinition;
        bool IsMeant(INamedTypeSymbol of, string name) =>
            name == method.Name && SymbolEqualityComparer.Default.Equals(of.OriginalDefinition, type);
        bool isForeign = !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
        IEnumerable<IMethodSymbol> beside = isForeign
            ? type.GetMembers().OfType<IMethodSymbol>().Where(m => Of(m).Any(t => IsMeant(t.Type, t.Method)))
            : [];
        return OfCompilations
            .GetValue(compilation, c => new GivenDerivatives(c))
            ._all.Where(d => IsMeant(d.Type, d.Method))
            .Select(d => d.Derivative)
            .Concat(beside)
            .ToList();
    }

    /// <summary>What the attributes of a method say that it is the derivative of.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Method)> Of(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (!attribute.AttributeClass.IsRuntime("DerivativeAttribute"))
            {
                continue;
            }

            TypedConstant[] given = [.. attribute.ConstructorArguments];
            INamedTypeSymbol? type = given.Length == 2 ? given[0].Value as INamedTypeSymbol : method.ContainingType;
            if (type is not null && given.Length > 0 && given[given.Length - 1].Value is string name)
            {
                yield return (type, name);
            }
        }
    }

    /// <summary>Whether some attribute is written by another name, under which it would not be found.</summary>
    public static bool HasAlias(IMethodSymbol method) =>
        method
            .GetAttributes()
            .Where(a => a.AttributeClass.IsRuntime("DerivativeAttribute"))
            .Any(a => a.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax syntax && !IsMeant(syntax));

    private static MethodDeclarationSyntax[] Marked(SyntaxTree tree) =>
        [
            .. tree.GetRoot()
                .DescendantNodes(node => node is not (BlockSyntax or ArrowExpressionClauseSyntax))
                .OfType<MethodDeclarationSyntax>()
                .Where(m => m.AttributeLists.Count > 0 && m.AttributeLists.Any(l => l.Attributes.Any(IsMeant))),
        ];

    private static bool IsMeant(AttributeSyntax attribute) =>
        attribute.Name.GetLastToken().ValueText is "Derivative" or "DerivativeAttribute";
}
