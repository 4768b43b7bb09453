using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using NeuralGen.Generator.Tests.Harness;
using Xunit.Sdk;

namespace NeuralGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares generated files with accepted ones beside the test, under Verify's conventions:
/// <c>Class.Method#Hint.verified.cs</c> is accepted, <c>.received.cs</c> is what came instead; missing and extra files fail.
/// To accept, rename received to verified (a diff tool opens where there is one), or run with NEURALGEN_ACCEPT=1.
/// </summary>
internal static class Snapshot
{
    public static void Verify(
        IEnumerable<GeneratedFile> files,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string method = ""
    ) =>
        Verify(
            files,
            Path.GetDirectoryName(testFile)!,
            $"{Path.GetFileNameWithoutExtension(testFile)}.{method}",
            DiffTool.Open
        );

    internal static void Verify(
        IEnumerable<GeneratedFile> files,
        string directory,
        string test,
        Action<string, string> openDiff
    )
    {
        List<Comparison> comparisons = [.. files.Select(f => Comparison.Of(f, directory, test))];
        HashSet<string> expected = [.. comparisons.Select(c => c.Verified)];
        List<string> extra =
        [
            .. Directory.GetFiles(directory, $"{test}#*.verified.cs").Where(f => !expected.Contains(f)),
        ];
        if (Environment.GetEnvironmentVariable("NEURALGEN_ACCEPT") == "1")
        {
            comparisons.ForEach(c => c.Accept());
            extra.ForEach(File.Delete);
            return;
        }

        comparisons.ForEach(c => c.Record());
        List<string> problems =
        [
            .. comparisons.Where(c => c.State != State.Equal).Select(c => c.Describe()),
            .. extra.Select(f => $"no longer generated: {f}"),
        ];
        foreach (Comparison different in comparisons.Where(c => c.State != State.Equal))
        {
            openDiff(different.Received, different.Verified);
        }

        if (problems.Count > 0)
        {
            throw new XunitException(string.Join(Environment.NewLine, problems));
        }
    }
}
