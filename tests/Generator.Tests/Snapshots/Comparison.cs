using System;
using System.IO;
using NeuralGen.Generator.Tests.Harness;

namespace NeuralGen.Generator.Tests.Snapshots;

internal enum State
{
    Equal,
    New,
    Different,
}

/// <summary>One generated file against its accepted text. The state is decided before any diff tool can create files.</summary>
internal sealed record Comparison(State State, string Verified, string Received, string Text, int FirstDifference)
{
    public static Comparison Of(GeneratedFile file, string directory, string test)
    {
        string hint = file.Name.EndsWith(".cs", StringComparison.Ordinal) ? file.Name[..^3] : file.Name;
        string path = Path.Combine(directory, $"{test}#{hint}");
        string verified = path + ".verified.cs";
        string text = Normalize(file.Text);
        if (!File.Exists(verified))
        {
            return new Comparison(State.New, verified, path + ".received.cs", text, 1);
        }

        string accepted = Normalize(File.ReadAllText(verified));
        State state = accepted == text ? State.Equal : State.Different;
        return new Comparison(state, verified, path + ".received.cs", text, FirstDifferentLine(accepted, text));
    }

    /// <summary>Leaves the received file exactly where something is to be looked at.</summary>
    public void Record()
    {
        if (State == State.Equal)
        {
            File.Delete(Received);
        }
        else
        {
            File.WriteAllText(Received, Text);
        }
    }

    public void Accept()
    {
        File.Delete(Received);
        if (State != State.Equal)
        {
            File.WriteAllText(Verified, Text);
        }
    }

    public string Describe() =>
        State == State.New
            ? $"new: {Verified} is missing; received:{Environment.NewLine}{Text}"
            : $"different from line {FirstDifference} on: {Verified}; received:{Environment.NewLine}{Text}";

    // Git may check files out with either line ending; the final newline belongs to the editor.
    private static string Normalize(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";

    private static int FirstDifferentLine(string left, string right)
    {
        string[] l = left.Split('\n');
        string[] r = right.Split('\n');
        int line = 0;
        while (line < l.Length && line < r.Length && l[line] == r[line])
        {
            line++;
        }

        return line + 1;
    }
}
