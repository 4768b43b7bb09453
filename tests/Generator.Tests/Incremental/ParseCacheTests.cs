using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Parsing;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Incremental;

/// <summary>A method is bound again exactly if something that it can mean has changed.</summary>
public class ParseCacheTests
{
    private const string Method = """
        public static partial class C
        {
            [NeuralGen.Differentiable]
            public static double F(double x) => x * D.Scale;
        }
        """;

    private const string Other = """
        internal static class D
        {
            internal const double Scale = 2;
            internal static int Sum(int a) { return a + 1; }
            internal static int Twice(int a) => a * 2;
            internal static int Half { get { return 1; } }
        }
        """;

    [Theory]
    [InlineData("a + 1", "a + 2", false)]
    [InlineData("a * 2", "a * 3", false)]
    [InlineData("return 1;", "return 2;", false)]
    [InlineData("internal static class D", "// a comment\ninternal static class D", false)]
    [InlineData("Scale = 2", "Scale = 3", true)]
    [InlineData("const double Scale", "const float Scale", true)]
    [InlineData("Half { get { return 1; } }", "Half { get; }", true)]
    [InlineData("internal static int Sum", "private static int Sum", true)]
    public void An_edit_elsewhere(string before, string after, bool isParsedAgain)
    {
        SyntaxTree method = CSharpSyntaxTree.ParseText(Method);
        SyntaxTree other = CSharpSyntaxTree.ParseText(Other);
        CSharpCompilation first = CSharpCompilation.Create("P", [method, other], References.All);
        string edited = Other.Replace(before, after, System.StringComparison.Ordinal);
        CSharpCompilation second = first.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText(edited));
        SyntaxNode node = method.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();

        var parsing = new Counter();
        Assert.Equal("1", ParseCache.GetOrParse(node, first, parsing.Parse));
        Assert.Equal(isParsedAgain ? "2" : "1", ParseCache.GetOrParse(node, second, parsing.Parse));
    }

    [Fact]
    public void A_callee_that_became_part_of_the_method_counts()
    {
        SyntaxTree method = CSharpSyntaxTree.ParseText(Method);
        SyntaxTree other = CSharpSyntaxTree.ParseText(Other);
        CSharpCompilation first = CSharpCompilation.Create("P", [method, other], References.All);
        string edited = Other.Replace("a + 1", "a + 2", System.StringComparison.Ordinal);
        CSharpCompilation second = first.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText(edited));
        SyntaxNode node = method.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();

        var parsing = new Counter { Sources = [other] };
        Assert.Equal("1", ParseCache.GetOrParse(node, first, parsing.Parse));
        Assert.Equal("1", ParseCache.GetOrParse(node, first, parsing.Parse));
        Assert.Equal("2", ParseCache.GetOrParse(node, second, parsing.Parse));
    }

    [Fact]
    public void Another_reference_is_another_meaning()
    {
        SyntaxTree method = CSharpSyntaxTree.ParseText(Method);
        CSharpCompilation first = CSharpCompilation.Create("P", [method], References.All);
        SyntaxNode node = method.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();

        var parsing = new Counter();
        Assert.Equal("1", ParseCache.GetOrParse(node, first, parsing.Parse));
        Assert.Equal("2", ParseCache.GetOrParse(node, first.WithReferences(References.All.Skip(1)), parsing.Parse));
    }

    private sealed class Counter
    {
        private int _parsed;

        public IReadOnlyCollection<SyntaxTree> Sources { get; init; } = [];

        public (string Value, IReadOnlyCollection<SyntaxTree> Sources) Parse() => ($"{++_parsed}", Sources);
    }
}
