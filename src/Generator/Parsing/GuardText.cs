using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Parsing;

/// <summary>A statement as it can stand in another file: every name of a type and of a member in full.</summary>
internal sealed class GuardText : CSharpSyntaxRewriter
{
    private readonly SemanticModel _model;
    private bool _isLost;

    private GuardText(SemanticModel model) => _model = model;

    /// <summary>Null where a name would mean something else there.</summary>
    public static string? Of(IOperation operation)
    {
        if (operation.SemanticModel is not { } model)
        {
            return null;
        }

        var text = new GuardText(model);
        SyntaxNode rewritten = text.Visit(operation.Syntax);
        return text._isLost ? null : rewritten.WithoutTrivia().NormalizeWhitespace().ToFullString();
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) => Name(node) ?? node;

    /// <inheritdoc/>
    public override SyntaxNode? VisitGenericName(GenericNameSyntax node) => Name(node) ?? base.VisitGenericName(node);

    /// <inheritdoc/>
    public override SyntaxNode? VisitAliasQualifiedName(AliasQualifiedNameSyntax node)
    {
        // An alias is the file's own; global is everyone's.
        _isLost |= !node.Alias.Identifier.IsKind(SyntaxKind.GlobalKeyword);
        return node;
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node) =>
        node.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }
        && _model.GetConstantValue(node) is { HasValue: true, Value: string name }
            ? SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name))
            : base.VisitInvocationExpression(node);

    // Comments would have to end somewhere.
    /// <inheritdoc/>
    public override SyntaxTrivia VisitTrivia(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)
            ? trivia
            : SyntaxFactory.Space;

    private SyntaxNode? Name(SimpleNameSyntax node)
    {
        bool isQualified =
            node.Parent is MemberAccessExpressionSyntax access && access.Name == node
            || node.Parent is QualifiedNameSyntax qualified && qualified.Right == node
            || node.Parent is MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax;
        if (isQualified)
        {
            return null;
        }

        string? text = _model.GetSymbolInfo(node).Symbol switch
        {
            INamedTypeSymbol type => CSharpText.Type(type.WithNullableAnnotation(NullableAnnotation.None)),
            INamespaceSymbol space => "global::" + CSharpText.Namespace(space),
            IMethodSymbol { MethodKind: not MethodKind.Ordinary } => Lost(),
            IFieldSymbol or IPropertySymbol or IMethodSymbol or IEventSymbol => Member(node),
            _ => null,
        };
        // To the text it is all the same what the name consists of.
        return text is null ? null : SyntaxFactory.IdentifierName(text).WithTriviaFrom(node);
    }

    private string Member(SimpleNameSyntax node)
    {
        ISymbol member = _model.GetSymbolInfo(node).Symbol!;
        return (member.IsStatic ? CSharpText.Type(member.ContainingType) : "this") + "." + node;
    }

    private string? Lost()
    {
        _isLost = true;
        return null;
    }
}
