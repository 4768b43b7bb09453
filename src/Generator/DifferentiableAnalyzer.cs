using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.Parsing;

namespace NeuralGen.Generator;

/// <summary>Says of every <c>[Differentiable]</c> method why it, or an expression in it, has no derivative.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics
        );
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterOperationAction(AnalyzeParameter, OperationKind.ParameterReference);
        context.RegisterSyntaxNodeAction(AnalyzeMethod, SyntaxKind.MethodDeclaration);
        context.RegisterSyntaxNodeAction(
            AnalyzeOther,
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.SimpleLambdaExpression,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.GetAccessorDeclaration,
            SyntaxKind.SetAccessorDeclaration,
            SyntaxKind.InitAccessorDeclaration,
            SyntaxKind.OperatorDeclaration,
            SyntaxKind.ConversionOperatorDeclaration,
            SyntaxKind.DestructorDeclaration
        );
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        foreach (Diagnostic forgotten in LayerCheck.Of((INamedTypeSymbol)context.Symbol))
        {
            context.ReportDiagnostic(forgotten);
        }
    }

    private static void AnalyzeParameter(OperationAnalysisContext context)
    {
        var reference = (IParameterReferenceOperation)context.Operation;
        if (LayerCheck.OfCaptured(reference, context.ContainingSymbol) is { } forgotten)
        {
            context.ReportDiagnostic(forgotten);
        }
    }

    private static void AnalyzeMethod(SyntaxNodeAnalysisContext context)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;
        if (
            syntax.AttributeLists.Count > 0
            && context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is { } method
        )
        {
            ParseResult result = MethodParser.Parse(method, syntax, context.SemanticModel, context.CancellationToken);
            foreach (Finding finding in result.Findings)
            {
                context.ReportDiagnostic(finding.At(syntax));
            }

            foreach ((string name, string reason) in GivenDerivativeCheck.Of(method))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        Rules.DerivativeSignature,
                        syntax.Identifier.GetLocation(),
                        method.Name,
                        name,
                        reason
                    )
                );
            }
        }
    }

    /// <summary>What the attribute may stand on by the rules of C#, but no derivative is generated for.</summary>
    private static void AnalyzeOther(SyntaxNodeAnalysisContext context)
    {
        (SyntaxList<AttributeListSyntax> attributes, string kind, SyntaxToken at) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, "A local function", local.Identifier),
            LambdaExpressionSyntax lambda => (lambda.AttributeLists, "A lambda", lambda.ArrowToken),
            AccessorDeclarationSyntax accessor => (accessor.AttributeLists, "An accessor", accessor.Keyword),
            BaseMethodDeclarationSyntax member => (
                member.AttributeLists,
                "An operator or finalizer",
                member.ParameterList.GetFirstToken().GetPreviousToken()
            ),
            _ => default,
        };
        foreach (AttributeListSyntax list in attributes)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                ISymbol? constructor = context.SemanticModel.GetSymbolInfo(attribute, context.CancellationToken).Symbol;
                if (constructor?.ContainingType.IsRuntime("DifferentiableAttribute") == true)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Rules.NotAPlainMethod, at.GetLocation(), kind));
                }
            }
        }
    }
}
