using System;
using System.IO;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Snapshots;
using Xunit;

namespace NeuralGen.Generator.Tests.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("snapshots").FullName;
    private int _opened;

    [Fact]
    public void An_equal_file_passes_and_an_old_received_file_goes_away()
    {
        Write("T.M#A.verified.cs", "one\ntwo\n");
        Write("T.M#A.received.cs", "old\n");

        Verify(new GeneratedFile("A.cs", "one\r\ntwo"));

        Assert.False(Exists("T.M#A.received.cs"));
        Assert.Equal(0, _opened);
    }

    [Fact]
    public void A_different_file_fails_and_is_left_beside_the_accepted_one()
    {
        Write("T.M#A.verified.cs", "one\n");

        var failure = Assert.ThrowsAny<Exception>(() => Verify(new GeneratedFile("A.cs", "two\n")));

        Assert.StartsWith("different from line 1 on", failure.Message, StringComparison.Ordinal);
        Assert.Equal("two\n", File.ReadAllText(Path.Combine(_directory, "T.M#A.received.cs")));
        Assert.Equal(1, _opened);
    }

    [Fact]
    public void A_missing_file_fails_as_new()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Verify(new GeneratedFile("A.cs", "one\n")));

        Assert.StartsWith("new: ", failure.Message, StringComparison.Ordinal);
        Assert.False(Exists("T.M#A.verified.cs"));
    }

    [Fact]
    public void A_file_that_is_no_longer_generated_fails()
    {
        Write("T.M#A.verified.cs", "one\n");
        Write("T.M#B.verified.cs", "one\n");

        var failure = Assert.ThrowsAny<Exception>(() => Verify(new GeneratedFile("A.cs", "one\n")));

        Assert.Contains("no longer generated", failure.Message, StringComparison.Ordinal);
        Assert.Contains("T.M#B.verified.cs", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_other_tests_are_none_of_its_business()
    {
        Write("T.M#A.verified.cs", "one\n");
        Write("T.M2#A.verified.cs", "one\n");

        Verify(new GeneratedFile("A.cs", "one\n"));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Verify(params GeneratedFile[] files) => Snapshot.Verify(files, _directory, "T.M", (_, _) => _opened++);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);

    private bool Exists(string name) => File.Exists(Path.Combine(_directory, name));
}
