using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Parsing;

/// <summary>Writes <c>float</c> or <c>double</c> for type parameters: <c>T.Exp(x)</c> becomes <c>double.Exp(x)</c>.</summary>
/// <param name="model">The model of the file of the generic method.</param>
/// <param name="numbers">What the type parameters stand for.</param>
internal sealed class NumericText(SemanticModel model, IReadOnlyDictionary<ISymbol, ITypeSymbol> numbers)
    : CSharpSyntaxRewriter
{
    private const string Counterpart = "counterpart";

    // What calls something, or may: by the number that its counterpart is annotated with.
    private readonly List<SyntaxNode> _calls = [];

    private bool _asksForTypes;

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        _asksForTypes |= AsksForType(node);
        SyntaxNode? written = base.Visit(node);
        bool mayCall =
            node
            is InvocationExpressionSyntax
                or BinaryExpressionSyntax
                or PrefixUnaryExpressionSyntax
                or PostfixUnaryExpressionSyntax
                or AssignmentExpressionSyntax
                or CastExpressionSyntax
                or BaseObjectCreationExpressionSyntax
                or ElementAccessExpressionSyntax
                or MemberAccessExpressionSyntax;
        // A constant or conversion of the interface's has become a cast.
        if (!mayCall || written is null or ParenthesizedExpressionSyntax)
        {
            return written;
        }

        _calls.Add(node!);
        string number = (_calls.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return written.WithAdditionalAnnotations(new SyntaxAnnotation(Counterpart, number));
    }

    // The local function that is made of the method has none.
    public override SyntaxNode? VisitTypeParameterConstraintClause(TypeParameterConstraintClauseSyntax node) => node;

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        Number(node) is { } type ? type.WithTriviaFrom(node) : base.VisitIdentifierName(node);

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        // Numbers implement these explicitly: double.One is no C#.
        int? value = node.Name.Identifier.Text switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            _ => null,
        };
        return value is { } known && Number(node.Expression) is { } type
            ? Cast(
                type,
                SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(known))
            )
            : base.VisitMemberAccessExpression(node);
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node) =>
        node
            is {
                Expression: MemberAccessExpressionSyntax
                {
                    Expression: var type,
                    Name.Identifier.Text: "CreateChecked" or "CreateSaturating" or "CreateTruncating"
                },
                ArgumentList.Arguments: [{ Expression: var value }]
            }
        && Number(type) is { } number
        && IsPrimitive(value)
            ? Cast(number, (ExpressionSyntax)Visit(value)!)
            : base.VisitInvocationExpression(node);

    /// <summary>
    /// Whether the text calls the same methods as the generic one, which chose overloads for any number: operators and functions
    /// of numbers where that had those of an interface, and everything else as it was. Of a pattern that is never known: of any
    /// number <c>x is 0</c> asks whether it is an int.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="specialized">Its model.</param>
    public bool MeansTheSame(SyntaxNode text, SemanticModel specialized) =>
        !_asksForTypes
        && text.GetAnnotatedNodes(Counterpart)
            .SelectMany(n =>
                n.GetAnnotations(Counterpart).Select(a => (Written: n, Original: _calls[int.Parse(a.Data!)]))
            )
            .All(pair =>
                IsSame(model.GetSymbolInfo(pair.Original).Symbol, specialized.GetSymbolInfo(pair.Written).Symbol)
            );

    private bool AsksForType(SyntaxNode? node) =>
        node switch
        {
            PatternSyntax => IsNumber(node),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression } test =>
                IsNumber(test.Left) || IsNumber(test.Right),
            SwitchStatementSyntax choice => IsNumber(choice.Expression),
            _ => false,
        };

    private bool IsNumber(SyntaxNode node) => model.GetTypeInfo(node).Type is { } type && numbers.ContainsKey(type);

    private static bool IsSame(ISymbol? original, ISymbol? written) =>
        original is { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface }
            ? written?.ContainingType is { } type && KnownTypes.IsFloating(type)
            : SymbolEqualityComparer.Default.Equals(original?.OriginalDefinition, written?.OriginalDefinition);

    private static ExpressionSyntax Cast(PredefinedTypeSyntax type, ExpressionSyntax value) =>
        SyntaxFactory.ParenthesizedExpression(
            SyntaxFactory.CastExpression(type, SyntaxFactory.ParenthesizedExpression(value))
        );

    private bool IsPrimitive(ExpressionSyntax value) =>
        model.GetTypeInfo(value).Type is { } type
        && (KnownTypes.IsFloating(type) || KnownTypes.IsInteger(type) || numbers.ContainsKey(type));

    private PredefinedTypeSyntax? Number(ExpressionSyntax node) =>
        node is IdentifierNameSyntax
        && model.GetSymbolInfo(node).Symbol is ITypeParameterSymbol parameter
        && numbers.TryGetValue(parameter, out ITypeSymbol? number)
            ? SyntaxFactory.PredefinedType(
                SyntaxFactory.Token(
                    number.SpecialType == SpecialType.System_Single ? SyntaxKind.FloatKeyword : SyntaxKind.DoubleKeyword
                )
            )
            : null;
}
