using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuralGen.Generator.Tests.Oracles;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>An edited body as the trees of a compilation: the method, a copy that burns fuel, one over dual numbers.</summary>
internal sealed class Candidate(Edited edited)
{
    private const string Usings = "using System;\nusing NeuralGen;\n";

    public static CSharpParseOptions Options { get; } = new(LanguageVersion.Preview);

    public Edited Edited { get; } = edited;

    public string Name { get; } = $"M{edited.Number}";

    public SyntaxTree Method { get; } =
        Tree(
            $$"""
            public static partial class P
            {
                [Differentiable]
                public static double M{{edited.Number}}(double[] x, double[] y, double a, int n, bool flag, int[] idx) { {{edited.Body}} }
            }
            """
        );

    public SyntaxTree Burning { get; } =
        Tree(
            $$"""
            namespace Burning
            {
                public static partial class P
                {
                    public static double F{{edited.Number}}(double[] x, double[] y, double a, int n, bool flag, int[] idx) { {{Fuel.Rewrite(
                edited.Body
            )}} }
                }
            }
            """
        );

    public SyntaxTree InDual { get; } =
        Tree(
            $$"""
            namespace InDual
            {
                public static partial class P
                {
                    public static Dual D{{edited.Number}}(Dual[] x, Dual[] y, Dual a, int n, bool flag, int[] idx) { {{DualNumbers.Body(
                Fuel.Rewrite(edited.Body)
            )}} }
                    public static double[] R{{edited.Number}}(double[] x, double[] y, double a, double[] dx, double[] dy, double da, int n, bool flag, int[] idx)
                    {
                        Dual value = D{{edited.Number}}(Dual.Join(x, dx), Dual.Join(y, dy), new Dual(a, da), n, flag, idx);
                        return new[] { value.V, value.D };
                    }
                }
            }
            """
        );

    /// <summary>What the edited bodies of a group share.</summary>
    public static SyntaxTree Shared(Group group) =>
        Tree($"{group.Types}\npublic static partial class P {{ {group.Members}\n }}\n{Fuel.Source}");

    /// <summary>The same, burning fuel.</summary>
    public static SyntaxTree SharedBurning(Group group) => Tree($"namespace Burning\n{{\n{Burn(group)}\n}}");

    /// <summary>The same over dual numbers.</summary>
    public static SyntaxTree SharedInDual(Group group) =>
        Tree($"namespace InDual\n{{\n{DualNumbers.Declarations(Burn(group))}\n}}");

    private static string Burn(Group group) =>
        Fuel.RewriteDeclarations($"{group.Types}\npublic static partial class P {{ {group.Members}\n }}");

    public static SyntaxTree Dual { get; } =
        Tree(
            DualSource.Text.Replace("using System;", "", System.StringComparison.Ordinal)
                + """
                public static class Glue
                {
                    public static void Fill(int fuel) { Tank.Left = fuel; Dual.Kink = false; }
                    public static bool IsKink() => Dual.Kink;
                }
                """
        );

    public static SyntaxTree Tree(string text) => CSharpSyntaxTree.ParseText(Usings + text, Options);
}
