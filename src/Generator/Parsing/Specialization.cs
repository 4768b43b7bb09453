using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// A generic method of numbers as the one that a call means: its text with <c>float</c> or <c>double</c> in the place of its type
/// parameters, as a local function that is bound where the method stands.
/// </summary>
/// <param name="Callee">The local function.</param>
/// <param name="Body">What it does.</param>
internal sealed record Specialization(IMethodSymbol Callee, IBlockOperation Body)
{
    /// <summary>Null where no type parameter is a number, or where other methods would be called than in the generic one.</summary>
    /// <param name="callee">The method with its type arguments.</param>
    /// <param name="model">The model of the file of the call.</param>
    public static Specialization? Of(IMethodSymbol callee, SemanticModel? model)
    {
        Dictionary<ISymbol, ITypeSymbol> numbers = Numbers(callee);
        if (
            numbers.Count == 0
            || model is null
            || !(callee.IsStatic || callee.MethodKind == MethodKind.LocalFunction)
            || callee.DeclaringSyntaxReferences is not [var reference]
            || !model.Compilation.ContainsSyntaxTree(reference.SyntaxTree)
            || Inside(reference.GetSyntax()) is not { } position
        )
        {
            return null;
        }

#pragma warning disable RS1030 // a callee may stand in another file than the analyzed method
        SemanticModel own =
            reference.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(reference.SyntaxTree);
#pragma warning restore RS1030
        var numeric = new NumericText(own, numbers);
        string name = callee.Name + "Of" + string.Concat(numbers.Values.Select(t => t.Name));
        BlockSyntax block = SyntaxFactory.Block(LocalFunction(numeric.Visit(reference.GetSyntax())!, name));
        return
            own.TryGetSpeculativeSemanticModel(position, block, out SemanticModel? specialized)
            && specialized.GetOperation(block) is IBlockOperation { Operations: [ILocalFunctionOperation function] }
            && function is { Body: { } body, Symbol: var symbol }
            && numeric.MeansTheSame(block, specialized)
            ? new Specialization(symbol, body)
            : null;
    }

    /// <summary>A place in the body of a method or local function.</summary>
    private static int? Inside(SyntaxNode syntax) =>
        syntax switch
        {
            MethodDeclarationSyntax { Body: { } block } => block.OpenBraceToken.Span.End,
            MethodDeclarationSyntax { ExpressionBody.Expression: var value } => value.SpanStart,
            LocalFunctionStatementSyntax { Body: { } block } => block.OpenBraceToken.Span.End,
            LocalFunctionStatementSyntax { ExpressionBody.Expression: var value } => value.SpanStart,
            _ => null,
        };

    private static LocalFunctionStatementSyntax LocalFunction(SyntaxNode syntax, string name) =>
        syntax is MethodDeclarationSyntax method
            ? SyntaxFactory.LocalFunctionStatement(
                method.AttributeLists,
                SyntaxFactory.TokenList(method.Modifiers.Where(m => m.IsKind(SyntaxKind.StaticKeyword))),
                method.ReturnType,
                SyntaxFactory.Identifier(name),
                null,
                WithoutThis(method.ParameterList),
                default,
                method.Body,
                method.ExpressionBody,
                method.SemicolonToken
            )
            : ((LocalFunctionStatementSyntax)syntax)
                .WithIdentifier(SyntaxFactory.Identifier(name))
                .WithTypeParameterList(null)
                .WithConstraintClauses(default);

    // Of an extension method.
    private static ParameterListSyntax WithoutThis(ParameterListSyntax list) =>
        list.WithParameters(
            SyntaxFactory.SeparatedList(
                list.Parameters.Select(p =>
                    p.WithModifiers(SyntaxFactory.TokenList(p.Modifiers.Where(m => !m.IsKind(SyntaxKind.ThisKeyword))))
                ),
                list.Parameters.GetSeparators()
            )
        );

    /// <summary>What the type parameters of the method, and of the types around it, stand for where that is a number.</summary>
    private static Dictionary<ISymbol, ITypeSymbol> Numbers(IMethodSymbol callee)
    {
        var numbers = new Dictionary<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        Add(callee.OriginalDefinition.TypeParameters, callee.TypeArguments);
        for (INamedTypeSymbol? type = callee.ContainingType; type is not null; type = type.ContainingType)
        {
            Add(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        }

        return numbers;

        void Add(IEnumerable<ITypeParameterSymbol> parameters, IEnumerable<ITypeSymbol> arguments)
        {
            foreach (
                (ITypeParameterSymbol parameter, ITypeSymbol argument) in parameters.Zip(arguments, (p, a) => (p, a))
            )
            {
                if (KnownTypes.IsFloating(argument))
                {
                    numbers.Add(parameter, argument);
                }
            }
        }
    }
}
