namespace NeuralGen.Generator.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path from the repository's root.</param>
/// <param name="Line">The line of its text's first line, from 1.</param>
/// <param name="Language">The first word after the fence.</param>
/// <param name="Origin">The words after it, which say what the text is held against.</param>
/// <param name="Text">What stands between the fences.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Origin, string Text)
{
    /// <summary>The first word of the origin.</summary>
    public string Kind => Word(0);

    /// <summary>A word of the origin; empty where there are fewer.</summary>
    public string Word(int number)
    {
        string[] words = Origin.Split(' ');
        return number < words.Length ? words[number] : "";
    }

    public string Describe() => $"{Page}({Line}): ```{Language} {Origin}";
}
