using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace NeuralGen.Samples.Lectures.Book;

/// <summary>Writes one HTML file that holds all it shows: no scripts, no files beside it, no network.</summary>
internal static class BookWriter
{
    public static void Write(string path, IReadOnlyList<Row> rows)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<title>The lectures in NeuralGen</title>\n<style>\n").Append(Resources.Read("book.css"));
        html.Append("</style>\n</head>\n<body>\n<header><h1>The lectures in NeuralGen</h1><p>Each row was just run: ");
        html.Append("the figures and pictures are its own, the gradients in it are generated from the loops in its ");
        html.Append("source.</p></header>\n<nav>");
        foreach (Row row in rows)
            html.Append(
                $"<a href=\"#{row.Lecture.Id}\" class=\"{Class(row.Ok)}\" title=\"{Html.Text(row.Lecture.Shows)}\">{row.Lecture.Id}</a>"
            );
        html.Append("</nav>\n<main>\n");
        foreach (Row row in rows)
            Append(html, row);
        html.Append("</main>\n</body>\n</html>\n");
        File.WriteAllText(path, html.ToString(), new UTF8Encoding(false));
    }

    private static void Append(StringBuilder html, Row row)
    {
        html.Append($"<section id=\"{row.Lecture.Id}\"><h2><em>{row.Lecture.Id}</em> ");
        html.Append($"{Html.Text(row.Lecture.Shows)}</h2>\n<ul>");
        foreach (Finding finding in row.Findings)
            html.Append($"<li class=\"{Class(finding.Ok)}\">{Html.Text(finding.Text)}</li>");
        html.Append("</ul>\n");
        foreach (Figure figure in row.Figures)
            html.Append(
                $"<figure><div>{string.Concat(figure.Pictures)}</div><figcaption>{Html.Text(figure.Caption)}</figcaption></figure>\n"
            );
        foreach (string source in Sources(row.Lecture.Source))
            html.Append($"<details><summary>{source}</summary>{Html.Lines(Resources.Read(source))}</details>");
        html.Append("</section>\n");
    }

    // B16Universal.cs, B16Universal.Bumps.cs, …
    private static IEnumerable<string> Sources(string name) =>
        typeof(BookWriter)
            .Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(name + ".", StringComparison.Ordinal))
            .OrderBy(resource => resource.Length);

    private static string Class(bool? ok) =>
        ok switch
        {
            true => "ok",
            false => "failed",
            null => "said",
        };
}
