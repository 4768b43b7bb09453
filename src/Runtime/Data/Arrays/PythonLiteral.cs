using System;
using System.Collections.Generic;
using System.IO;

namespace NeuralGen;

/// <summary>
/// Reads the dictionaries of .npy headers: strings without escapes, True, False, and tuples of whole numbers. Nothing else
/// of Python is understood.
/// </summary>
internal ref struct PythonLiteral(string text, string name)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>Reads the whole text as one dictionary.</summary>
    /// <returns>Values of type <c>string</c>, <c>bool</c> and <c>long[]</c>.</returns>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public Dictionary<string, object> ReadDictionary()
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        Expect('{');
        while (Peek() != '}')
        {
            string key = ReadString();
            Expect(':');
            if (!values.TryAdd(key, ReadValue()))
                throw Error($"a second '{key}'");
            if (Peek() != '}')
                Expect(',');
        }
        Expect('}');
        return Peek() == '\0' && _at == _text.Length ? values : throw Error("something after the dictionary");
    }

    private object ReadValue() =>
        Peek() switch
        {
            '\'' or '"' => ReadString(),
            '(' => ReadTuple(),
            'T' => ReadWord("True", true),
            'F' => ReadWord("False", false),
            _ => throw Error("a value that is no string, True, False or tuple of whole numbers"),
        };

    private long[] ReadTuple()
    {
        var values = new List<long>();
        Expect('(');
        bool comma = false;
        while (Peek() != ')')
        {
            if (values.Count > 0 && !comma)
                throw Error("no comma between numbers");
            values.Add(ReadNumber());
            comma = Peek() == ',';
            if (comma)
                _at++;
        }
        _at++;
        return values.Count != 1 || comma ? [.. values] : throw Error("a number in brackets, which is no tuple");
    }

    // Python 2 wrote an L behind a long number.
    private long ReadNumber()
    {
        long value = 0;
        int start = _at;
        for (; Current is >= '0' and <= '9'; _at++)
        {
            int digit = Current - '0';
            if (value > (long.MaxValue - digit) / 10)
                throw Error("a number of more than 64 bits");
            value = value * 10 + digit;
        }
        if (_at == start)
            throw Error("no whole number of at least 0");
        if (Current == 'L')
            _at++;
        return value;
    }

    private bool ReadWord(string word, bool value)
    {
        if (!_text[_at..].StartsWith(word, StringComparison.Ordinal))
            throw Error("a value that is neither True nor False");
        _at += word.Length;
        return value;
    }

    private string ReadString()
    {
        char quote = Peek();
        if (quote is not ('\'' or '"'))
            throw Error("no string");
        ReadOnlySpan<char> rest = _text[(_at + 1)..];
        int length = rest.IndexOf(quote);
        if (length < 0 || rest[..length].Contains('\\'))
            throw Error("a string that does not end, or has escapes");
        _at += length + 2;
        return rest[..length].ToString();
    }

    private readonly char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Peek()
    {
        while (Current is ' ' or '\n' or '\t' or '\r')
            _at++;
        return Current;
    }

    private void Expect(char sign)
    {
        if (Peek() != sign)
            throw Error($"no '{sign}'");
        _at++;
    }

    private readonly InvalidDataException Error(string found) =>
        new(FormattableString.Invariant($"{name}: the header is malformed: {found} at position {_at} of its text."));
}
