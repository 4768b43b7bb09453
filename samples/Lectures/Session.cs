using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NeuralGen.Samples.Lectures.Book;

namespace NeuralGen.Samples.Lectures;

/// <summary>Runs rows one after another, prints what each reached, and writes the book.</summary>
internal sealed class Session(Settings settings)
{
    /// <returns>0 where every row is ok.</returns>
    public int Run()
    {
        if (settings.ListOnly)
        {
            foreach (Lecture lecture in settings.Lectures)
                Console.WriteLine($"{lecture.Id, -4} {lecture.Shows}");
            return 0;
        }
        List<Row> rows = [.. settings.Lectures.Select(Run)];
        string path = Path.GetFullPath(settings.Book);
        try
        {
            BookWriter.Write(path, rows);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        Console.WriteLine($"book: {path}");
        int ok = rows.Count(row => row.Ok);
        Console.WriteLine($"{ok} of {rows.Count} rows ok");
        return ok == rows.Count ? 0 : 1;
    }

    private Row Run(Lecture lecture)
    {
        Console.WriteLine($"{lecture.Id, -4} {lecture.Shows}");
        var row = new Row(lecture, settings.Seed, settings.Full);
        long start = Stopwatch.GetTimestamp();
        try
        {
            lecture.Run(row);
        }
        catch (Exception error)
        {
            // One broken row must not hide what the others do.
            row.Holds($"no exception: {error.Message}", false);
        }
        row.Duration = Stopwatch.GetElapsedTime(start);
        foreach (Finding finding in row.Findings)
            Console.WriteLine($"       {finding}");
        Console.WriteLine($"     {(row.Ok ? "ok" : "FAILED")} ({row.Duration.TotalSeconds:F2} s)");
        return row;
    }
}
