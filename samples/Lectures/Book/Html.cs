using System.Net;

namespace NeuralGen.Samples.Lectures.Book;

internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Lines as they stand.</summary>
    public static string Lines(string text) => $"<pre>{Text(text)}</pre>";

    /// <summary>A picture with a title of its own over it.</summary>
    public static string Titled(string title, string picture) =>
        $"<div class=\"titled\"><b>{Text(title)}</b>{picture}</div>";
}
