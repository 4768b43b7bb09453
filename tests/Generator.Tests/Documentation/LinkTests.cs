using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>Where the pages point to, there is something.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_within_the_repository_lead_somewhere(string page) =>
        Assert.Empty(Links(page).Where(link => !Exists(link)).Select(link => link.Target));

    /// <summary>A link to a source file may name its class and a member: <c>[`BodyTests.Loops`](…/BodyTests.cs)</c>.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Members_that_links_name_are_in_the_file(string page) =>
        Assert.Empty(
            Links(page)
                .Where(link => link.Target.EndsWith(".cs", StringComparison.Ordinal) && Exists(link))
                .Where(link =>
                    MemberName().Match(link.Text) is { Success: true } name
                    && !Regex.IsMatch(File.ReadAllText(link.Path), $@"\b{name.Groups[1].Value}\b")
                )
                .Select(link => link.Text)
        );

    /// <summary>A folder or file, and in it the heading, if the link names one.</summary>
    private static bool Exists(Link link) =>
        Directory.Exists(link.Path)
        || (
            File.Exists(link.Path)
            && (link.Anchor.Length == 0 || Headings(File.ReadAllText(link.Path)).Contains(link.Anchor))
        );

    private static IEnumerable<string> Headings(string text) =>
        Heading()
            .Matches(text)
            .Select(m => m.Groups[1].Value.Trim().ToLowerInvariant())
            .Select(h => string.Concat(h.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-'));

    private static IEnumerable<Link> Links(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Page.Root, page))!;
        return LinkText()
            .Matches(Code().Replace(Page.Open(page).Text, ""))
            .Where(m => !m.Groups[2].Value.Contains(':', StringComparison.Ordinal))
            .Select(m =>
            {
                string[] target = m.Groups[2].Value.Split('#');
                string path = target[0].Length == 0 ? Path.Combine(Page.Root, page) : Path.Combine(folder, target[0]);
                return new Link(m.Groups[1].Value, m.Groups[2].Value, path, target.Length > 1 ? target[1] : "");
            });
    }

    [GeneratedRegex(@"\[([^\]]*)\]\(([^)\s]+)\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^`\w+\.(\w+)`$")]
    private static partial Regex MemberName();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    private sealed record Link(string Text, string Target, string Path, string Anchor);
}
