using System.Globalization;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.RandomPrograms.Building;
using NeuralGen.Generator.Tests.RandomPrograms.Running;
using Xunit;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>
/// The same source gives the same text, byte for byte, in every culture. The test project itself runs in globalization's
/// invariant mode, in which every culture has the invariant one's numbers: the cultures here are given their own.
/// </summary>
public class DeterminismTests
{
    [Fact]
    public void Two_runs_are_byte_equal()
    {
        string source = Programs();
        Assert.Equal(Generate(source), Generate(source));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Cultures_make_no_difference(string name)
    {
        string source = Programs();
        string[] expected = Generate(source);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Comma(name);
            Assert.Equal(expected, Generate(source));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CultureInfo Comma(string name)
    {
        var culture = (CultureInfo)(Supports(name) ? new CultureInfo(name) : CultureInfo.InvariantCulture).Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "−";
        return culture;
    }

    private static bool Supports(string name) =>
        CultureInfo.GetCultures(CultureTypes.AllCultures).Any(c => c.Name == name);

    private static string Programs() =>
        "using System;\nusing NeuralGen;\n\nnamespace Programs\n{\n"
        + string.Concat(
            Enumerable
                .Range(1, 8)
                .Select(seed => RandomPrograms.Language.Printer.Print(ProgramBuilder.Build(seed), $"P{seed}"))
        )
        + "}\n";

    private static string[] Generate(string source) =>
        [.. Compiler.Try([source]).Generated.Select(g => g.Name + g.Text)];
}
