using System.IO;
using System.Text.RegularExpressions;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Samples;

/// <summary>Rows B11 and B12, short: the Fashion-MNIST sample as a user starts it. Skipped where the pictures are not installed.</summary>
public class FashionMnistSampleTests(ITestOutputHelper output)
{
    private static (int Code, string Output, string Error) Run(params string[] arguments) =>
        SampleProcess.Run(SampleProcess.Start("FashionMnist", "fashion-mnist", arguments));

    [Theory]
    [InlineData("mlp", "0.80")]
    [InlineData("lenet", "0.70")]
    public void Short_training_reaches_its_bar_and_is_resumed_when_it_is_done(string network, string bar)
    {
        if (!FashionMnist.TryFind(out _))
        {
            output.WriteLine("skipped: Fashion-MNIST is not installed");
            return;
        }
        using var folder = new TemporaryFolder();
        string[] arguments =
        [
            "--short",
            "--network",
            network,
            "--report",
            folder["report.html"],
            "--checkpoint",
            folder["run.safetensors"],
        ];
        (int code, string text, string error) = Run(arguments);
        output.WriteLine(text);
        Assert.Equal((0, ""), (code, error));
        string[] lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("epoch  1/2  loss ", lines[0]);
        Assert.Matches($"^test accuracy: 0\\.[0-9]{{3}}, at least {bar}: ok$", lines[^1]);
        Assert.DoesNotContain('\r', text.ReplaceLineEndings("\n"));

        string page = File.ReadAllText(folder["report.html"]);
        Assert.DoesNotMatch("<(link|iframe)|<script[^>]* src|<img src=\"(?!data:)|@import|fetch\\(", page);
        Assert.DoesNotMatch(@"\{\{\w+\}\}", page);
        Assert.Equal(60, Regex.Count(page, "<figure>"));

        (code, text, error) = Run([.. arguments, "--resume"]);
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith(text.ReplaceLineEndings("\n").TrimEnd('\n'), string.Join('\n', lines));
        Assert.DoesNotContain("epoch", text.Split("report")[0]);
    }

    [Fact]
    public void Program_says_how_to_get_the_pictures_where_they_are_missing()
    {
        using var folder = new TemporaryFolder();
        (int code, string text, string error) = Run("--short", "--data", folder.Path);
        Assert.Equal((2, ""), (code, text));
        Assert.Contains("apt install dataset-fashion-mnist", error);
        Assert.Equal(1, Run("--resume").Code);
        Assert.Equal(1, Run("--epochs", "0").Code);
        Assert.Contains("--report: there is no folder", Run("--report", folder["none/report.html"]).Error);
    }
}
