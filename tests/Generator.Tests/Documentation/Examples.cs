using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Tests.Harness;

namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>The code of a page as programs: statements in a method, types beside it, and the first sample for all.</summary>
internal static class Examples
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing NeuralGen;\n";

    private const string Sample = "samples/FirstGradient/Neuron.cs";

    /// <summary>Sources that compile together: a page's blocks may use the types of the others.</summary>
    public static IReadOnlyList<string> Sources(Page page) =>
        [
            File.ReadAllText(Path.Combine(Page.Root, Sample)),
            .. page.Blocks.Where(b => b is { Language: "csharp", Kind: "compiled" }).Select(Source),
        ];

    public static Compiled Compile(Page page) =>
        Compiler.Compile(Sources(page), new Strictness { Language = LanguageVersion.Preview });

    /// <summary>What the compiler knows of a page's methods, with the first sample's.</summary>
    public static CSharpCompilation Compilation(Page page) =>
        CSharpCompilation.Create(
            "Page",
            Sources(page).Select(s => CSharpSyntaxTree.ParseText(s, new CSharpParseOptions(LanguageVersion.Preview))),
            References.All,
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary)
        );

    private static string Source(CodeBlock block)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(
            block.Text,
            options: new CSharpParseOptions(LanguageVersion.Preview)
        );
        string statements = string.Concat(unit.Members.OfType<GlobalStatementSyntax>().Select(m => m.ToFullString()));
        string types = string.Concat(
            unit.Members.Where(m => m is not GlobalStatementSyntax).Select(m => m.ToFullString())
        );
        string method =
            statements.Length == 0
                ? ""
                : $"internal static class Line{block.Line} {{ internal static void Run() {{\n{statements}\n}} }}\n";
        return Usings + method + types;
    }
}
