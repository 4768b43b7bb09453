using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Normalization;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// A <c>[Differentiable]</c> method → IR that holds no Roslyn type. The generator takes the method, the analyzer the
/// findings: both see the same language.
/// </summary>
internal static class MethodParser
{
    public static ParseResult Parse(
        IMethodSymbol method,
        MethodDeclarationSyntax syntax,
        SemanticModel model,
        CancellationToken cancellation
    ) => Parse(method, syntax, model, out _, cancellation);

    /// <param name="sources">The files of the callees that became part of the method.</param>
    public static ParseResult Parse(
        IMethodSymbol method,
        MethodDeclarationSyntax syntax,
        SemanticModel model,
        out IReadOnlyCollection<SyntaxTree> sources,
        CancellationToken cancellation
    )
    {
        sources = [];
        if (method.Attribute("DifferentiableAttribute") is not { } attribute)
        {
            return new ParseResult(null, []);
        }

        var fence = new Fence(syntax);
        try
        {
            return Parse(method, syntax, model, attribute, fence, out sources, cancellation);
        }
        catch (System.OverflowException)
        {
            // Integer expressions are polynomials with 64-bit coefficients.
            string reason = "its constants do not fit into 64 bits. Use smaller ones.";
            fence.Report(Rules.UnsupportedInteger, syntax.Identifier.Span, method.Name, reason);
            return new ParseResult(null, fence.Findings);
        }
    }

    private static ParseResult Parse(
        IMethodSymbol method,
        MethodDeclarationSyntax syntax,
        SemanticModel model,
        AttributeData attribute,
        Fence fence,
        out IReadOnlyCollection<SyntaxTree> sources,
        CancellationToken cancellation
    )
    {
        sources = [];
        var operation = model.GetOperation(syntax, cancellation) as IMethodBodyOperation;
        IBlockOperation? block = operation?.BlockBody ?? operation?.ExpressionBody;
        var shapes = new Shapes(method.ContainingAssembly);
        Declaration declaration = DeclarationParser.Parse(method, syntax, shapes, model.Compilation, fence);
        var scope = new Scope();
        var ranks = new Ranks(block);
        var selection = new Selection(attribute);
        List<Parameter> parameters = ParameterParser.Parse(
            method,
            syntax,
            model.Compilation,
            scope,
            ranks,
            shapes,
            selection,
            fence
        );
        if (block is null)
        {
            return new ParseResult(null, fence.Findings);
        }

        var guards = new GuardClauses(block);
        var body = new BodyParser(method, scope, ranks, new Names(syntax), shapes, selection, fence, cancellation)
        {
            Guards = guards,
        };
        List<Statement> statements = body.Parse(block);
        sources = [.. body.Sources, .. shapes.Sources];
        body.Warn(statements);
        selection.Check(method, body.Fields, fence);
        if (
            !fence.IsTouched
            && !parameters
                .SelectMany(p => p.Buffers)
                .Concat(body.Fields.Select(f => f.Buffer))
                .Any(b => b.IsDifferentiated)
        )
        {
            fence.Report(Rules.NothingToDifferentiate, syntax.Identifier.Span, method.Name);
        }

        if (fence.Silent is var (at, text) && !IsBroken(model, syntax, sources))
        {
            // No method goes without a derivative and without a word.
            string reason =
                "what it stands for is not known here. Declare it in this block, with a value, before it is used.";
            fence.Report(Rules.UnsupportedExpression, at, text, reason);
        }

        // A function of numbers may run again as a whole.
        if (
            !fence.IsTouched
            && method.Attribute("CheckpointAttribute") is not null
            && !DerivativeSignature.IsFunction(method)
            && CheckpointedLoops.FirstUncounted(statements.ToEquatableArray()) is not null
        )
        {
            fence.Report(
                Rules.Checkpoint,
                syntax.Identifier.Span,
                method.Name,
                "it is not known on entry how often its outermost loop, which carries a state, runs at most. Write 'for (int i = 0; i < n; i++)', and leave it by 'break' where that is too often"
            );
        }

        return new ParseResult(
            fence.IsTouched
                ? null
                : new Method(declaration, parameters.ToEquatableArray(), statements.ToEquatableArray())
                {
                    Fields = body.Fields.ToEquatableArray(),
                    Guards = guards.Text,
                    IsCheckpointed = method.Attribute("CheckpointAttribute") is not null,
                    Callees = body.Called.ToEquatableArray(),
                    ArrayCallees = body.CalledWithArrays.ToEquatableArray(),
                    Result = body.Result,
                    ResultStruct = body.ResultStruct,
                    Outputs = body
                        .ResultParts.Concat(parameters.Select(p => p.Output).OfType<Buffer>())
                        .ToEquatableArray(),
                },
            fence.Findings
        )
        {
            Refused = fence.IsTouched && IsMissed(declaration.Layer) && IsOpen(syntax) ? declaration : null,
        };
    }

    private static bool IsMissed(LayerType? layer) => layer is { NeedsPasses: true } or { NeedsShape: true };

    /// <summary>Whether members can be added to the types around the method.</summary>
    private static bool IsOpen(MethodDeclarationSyntax syntax) =>
        syntax
            .Ancestors()
            .OfType<TypeDeclarationSyntax>()
            .All(t => t.Modifiers.Any(SyntaxKind.PartialKeyword) && !t.Modifiers.Any(SyntaxKind.FileKeyword));

    /// <summary>Whether the compiler has something to say about the method, or about the files that became part of it.</summary>
    private static bool IsBroken(
        SemanticModel model,
        MethodDeclarationSyntax syntax,
        IReadOnlyCollection<SyntaxTree> sources
    ) =>
        model
            .GetDiagnostics(syntax.Span)
            .Concat(
                sources
                    .Where(tree => tree != syntax.SyntaxTree)
#pragma warning disable RS1030 // a callee may stand in another file than the analyzed method
                    .SelectMany(tree => model.Compilation.GetSemanticModel(tree).GetDiagnostics())
#pragma warning restore RS1030
            )
            .Any(d => d.Severity == DiagnosticSeverity.Error);
}
