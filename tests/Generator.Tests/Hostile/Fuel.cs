using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>Lets each iteration and each call burn fuel, so that an edited program that never ends does end.</summary>
internal sealed class Fuel : CSharpSyntaxRewriter
{
    /// <summary>The tank, and what running out of it throws.</summary>
    public const string Source = """
        public sealed class OutOfFuel : System.Exception { }
        public static class Tank
        {
            [System.ThreadStatic] public static int Left;
            public static void Burn()
            {
                System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
                if (--Left < 0) throw new OutOfFuel();
            }
            public static bool Burned() { Burn(); return true; }
        }

        """;

    public static string Rewrite(string body) => new Fuel().Visit(Group.Parse(body)).ToFullString()[1..^1];

    /// <summary>Types and members, whose calls may never end either.</summary>
    public static string RewriteDeclarations(string text) =>
        new Fuel()
            .Visit(CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot())
            .ToFullString();

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        bool isVoid = node.ReturnType.ToString() == "void";
        return visited
            .WithBody(Burning(visited.Body))
            .WithExpressionBody(isVoid ? visited.ExpressionBody : Burning(visited.ExpressionBody));
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        bool isVoid = node.ReturnType.ToString() == "void";
        return visited
            .WithBody(Burning(visited.Body))
            .WithExpressionBody(isVoid ? visited.ExpressionBody : Burning(visited.ExpressionBody));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
        ((ForStatementSyntax)base.VisitForStatement(node)!).WithStatement(Burning(node.Statement));

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
        ((WhileStatementSyntax)base.VisitWhileStatement(node)!).WithStatement(Burning(node.Statement));

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
        ((DoStatementSyntax)base.VisitDoStatement(node)!).WithStatement(Burning(node.Statement));

    private StatementSyntax Burning(StatementSyntax body) =>
        SyntaxFactory.ParseStatement($"{{ Tank.Burn(); {Visit(body)!.ToFullString()} }} ");

    private static BlockSyntax? Burning(BlockSyntax? body) =>
        body?.WithStatements(body.Statements.Insert(0, SyntaxFactory.ParseStatement("Tank.Burn(); ")));

    private static ArrowExpressionClauseSyntax? Burning(ArrowExpressionClauseSyntax? body) =>
        body is { Expression: ThrowExpressionSyntax }
            ? body
            : body?.WithExpression(SyntaxFactory.ParseExpression($" Tank.Burned() ? ({body.Expression}) : default"));
}
