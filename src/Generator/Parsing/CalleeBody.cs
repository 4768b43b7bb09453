using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>The body of a called method, where its source is part of the compilation.</summary>
internal static class CalleeBody
{
    public static IBlockOperation? Of(IInvocationOperation call) => Of(call.TargetMethod, call.SemanticModel);

    /// <param name="callee">The method that runs.</param>
    /// <param name="model">The model of the file of the call.</param>
    public static IBlockOperation? Of(IMethodSymbol callee, SemanticModel? model)
    {
        if (callee.DeclaringSyntaxReferences is not [var reference] || model is null)
        {
            return null;
        }

        // In an editor another project's source can be seen, but not read here.
        if (!model.Compilation.ContainsSyntaxTree(reference.SyntaxTree))
        {
            return null;
        }

        SyntaxNode syntax = reference.GetSyntax();
#pragma warning disable RS1030 // a callee may stand in another file than the analyzed method
        SemanticModel own =
            syntax.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        return (syntax, own.GetOperation(syntax)) switch
        {
            (ConstructorDeclarationSyntax, IConstructorBodyOperation { Initializer: null } operation) =>
                operation.BlockBody ?? operation.ExpressionBody,
            (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax, IMethodBodyOperation operation) =>
                operation.BlockBody ?? operation.ExpressionBody,
            // A property that is an expression.
            (ArrowExpressionClauseSyntax, IBlockOperation block) => block,
            (LocalFunctionStatementSyntax, ILocalFunctionOperation operation) => operation.Body,
            _ => null,
        };
    }
}
