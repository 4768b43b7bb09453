using System.Text;

namespace NeuralGen.Generator.Emission;

/// <summary>Text with indentation. Lines end in '\n' on every platform, so that the output is the same everywhere.</summary>
internal sealed class SourceWriter(int depth = 0)
{
    private readonly StringBuilder _text = new();
    private int _depth = depth;
    private bool _isAfterBlock;

    public void Line(string line = "")
    {
        // A blank line after a block, except before what belongs to it or closes the next.
        bool belongs = line.Length == 0 || line[0] == '}' || line.StartsWith("else", System.StringComparison.Ordinal);
        if (_isAfterBlock && !belongs)
        {
            _text.Append('\n');
        }

        _isAfterBlock = false;
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Several lines, each indented; empty text is no line.</summary>
    public void Lines(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            Line(line);
        }
    }

    public void Comment(string? text)
    {
        foreach (string line in (text ?? "").Split(['\n'], System.StringSplitOptions.RemoveEmptyEntries))
        {
            Line("// " + line.TrimEnd());
        }
    }

    public void Open(string header)
    {
        Line(header);
        Open();
    }

    public void Open()
    {
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
        _isAfterBlock = true;
    }

    /// <summary>A call or declaration whose arguments stand on one line where they fit, else one a line.</summary>
    public void Call(string head, System.Collections.Generic.IReadOnlyList<string> arguments, string tail)
    {
        string line = $"{head}({string.Join(", ", arguments)}){tail}";
        if (line.Length + (4 * _depth) <= 120 || arguments.Count == 0)
        {
            Line(line);
            return;
        }

        Line(head + "(");
        _depth++;
        for (int i = 0; i < arguments.Count; i++)
        {
            Line(arguments[i] + (i < arguments.Count - 1 ? "," : $"){tail}"));
        }

        _depth--;
    }

    public override string ToString() => _text.ToString();
}
