using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>The README, or a page of docs.</summary>
internal sealed class Page
{
    private const string Fence = "```";

    private Page(string name, string text)
    {
        Name = name;
        Text = text;
        Blocks = [.. Read(name, text.Split('\n'))];
    }

    /// <summary>The path from the repository's root.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Names =>
        Directory
            .GetFiles(Path.Combine(Root, "docs"), "*.md")
            .Select(file => "docs/" + Path.GetFileName(file))
            .Order(StringComparer.Ordinal)
            .Prepend("README.md");

    public static Page Open(string name) =>
        new(name, File.ReadAllText(Path.Combine(Root, name)).Replace("\r\n", "\n", StringComparison.Ordinal));

    /// <summary>The page with other text between the fences of a block.</summary>
    public void Replace(CodeBlock block, string text)
    {
        List<string> lines = [.. Open(Name).Text.Split('\n')];
        int first = lines.FindIndex(l => l == $"{Fence}{block.Language} {block.Origin}") + 1;
        int end = lines.FindIndex(first, l => l == Fence);
        lines.RemoveRange(first, end - first);
        lines.InsertRange(first, text.Split('\n'));
        File.WriteAllText(Path.Combine(Root, Name), string.Join('\n', lines));
    }

    private static IEnumerable<CodeBlock> Read(string page, string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            string[] info = lines[i].Trim()[Fence.Length..].Split(' ', 2);
            int first = i + 1;
            var text = new StringBuilder();
            for (i++; i < lines.Length && lines[i].TrimStart() != Fence; i++)
            {
                text.Append(lines[i]).Append('\n');
            }

            yield return new CodeBlock(page, first + 1, info[0], info.Length > 1 ? info[1] : "", text.ToString());
        }
    }

    private static string FindRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
