using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>The body of a called method, where its source is part of the compilation.</summary>
internal static class CalleeBody
{
    public static IBlockOperation? Of(IInvocationOperation call)
    {
        if (call.TargetMethod.DeclaringSyntaxReferences is not [var reference] || call.SemanticModel is not { } model)
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
            (MethodDeclarationSyntax, IMethodBodyOperation operation) => operation.BlockBody
                ?? operation.ExpressionBody,
            (LocalFunctionStatementSyntax, ILocalFunctionOperation operation) => operation.Body,
            _ => null,
        };
    }
}
