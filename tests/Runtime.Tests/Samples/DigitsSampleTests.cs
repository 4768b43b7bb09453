using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using Xunit;

namespace NeuralGen.Tests.Samples;

/// <summary>The digits sample as a user starts it, its output going to a pipe.</summary>
public class DigitsSampleTests
{
    private static ProcessStartInfo Start(params string[] arguments) =>
        SampleProcess.Start("Digits", "digits", arguments);

    private static (int Code, string Output, string Error) Run(params string[] arguments) =>
        SampleProcess.Run(Start(arguments));

    [Fact]
    public void Training_prints_a_line_per_epoch_and_writes_a_report_that_holds_all_it_shows()
    {
        string folder = Directory.CreateTempSubdirectory("digits").FullName;
        try
        {
            string report = Path.Combine(folder, "report.html");
            (int code, string output, string error) = Run("--epochs", "3", "--hidden", "20", "--report", report);
            Assert.Equal((0, ""), (code, error));
            string[] lines = output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
            Assert.Equal(5, lines.Length);
            Assert.StartsWith("epoch   1/3  loss ", lines[0]);
            Assert.Matches("^test accuracy: 0\\.[0-9]{3}$", lines[^1]);
            Assert.DoesNotContain('\u001b', output);

            string page = File.ReadAllText(report);
            Assert.DoesNotMatch("<(link|img|iframe)|<script[^>]* src|url\\(|@import|fetch\\(", page);
            Assert.DoesNotMatch(@"\{\{\w+\}\}", page);
            Assert.Equal(20, Regex.Count(page, "<title>unit [0-9]+</title>"));
            string mistakes = Regex.Match(page, "Misread <em>([0-9]+)</em>").Groups[1].Value;
            Assert.Equal(mistakes, $"{Regex.Count(page, "<figure>")}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Training_that_was_killed_goes_on_to_the_same_figures()
    {
        using var folder = new TemporaryFolder();
        string[] settings = ["--epochs", "12", "--seed", "3", "--report", folder["report.html"]];
        (_, string expected, _) = Run(settings);
        settings = [.. settings, "--checkpoint", folder["run.safetensors"]];
        using (Process process = Process.Start(Start(settings))!)
        {
            process.StandardOutput.ReadLine();
            process.StandardOutput.ReadLine();
            process.Kill();
            process.WaitForExit();
        }
        (int code, string output, string error) = Run([.. settings, "--resume"]);
        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("epoch   1/12", output);
        Assert.EndsWith(output, expected);

        settings[3] = "4";
        (code, _, error) = Run([.. settings, "--resume"]);
        Assert.Equal(1, code);
        Assert.Contains("seed 3", error);
        Assert.Equal(1, Run("--resume").Code);
    }

    [Theory]
    [InlineData("--epochs", "0", "--epochs: '0' is no whole number from 1 to 10000.")]
    [InlineData("--batch", "many", "--batch: 'many' is no whole number from 1 to 10000.")]
    [InlineData("--learning-rate", "-1", "--learning-rate: '-1' is no positive number.")]
    [InlineData("--report", "/no/such/folder/report.html", "--report: there is no folder '/no/such/folder'.")]
    public void Bad_options_are_refused(string option, string value, string message)
    {
        (int code, string output, string error) = Run(option, value);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(message, error);
        Assert.Contains("--help", error);
    }
}
