using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Normalization;
using NeuralGen.Generator.Parsing;
using NeuralGen.Generator.Scheduling;

namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>What a page shows of the pipeline: <c>stage normalized DenseSigmoid</c> is a method's body after that stage.</summary>
internal static class Stages
{
    public static string After(CodeBlock block, CSharpCompilation compilation)
    {
        Method method = Parse(block.Word(2), compilation);
        IEnumerable<Statement> body = block.Word(1) switch
        {
            "parsed" => method.Body,
            "normalized" => Normalizer.Normalize(method.Body),
            "differentiated" => Differentiator.Differentiate(method).Adjoint,
            _ => Scheduler.Schedule(Differentiator.Differentiate(method)).Adjoint,
        };
        return string.Join('\n', LecturePrinter.Lines(body));
    }

    private static Method Parse(string name, CSharpCompilation compilation) =>
        compilation
            .SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(syntax => syntax.Identifier.Text == name)
            .Select(syntax =>
            {
                SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
                return MethodParser.Parse(model.GetDeclaredSymbol(syntax)!, syntax, model, default).Method!;
            })
            .Single();
}
