using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace NeuralGen;

/// <summary>
/// The records of RFC 4180, one at a time: values in quotes may hold separators, line ends and doubled quotes. Empty lines
/// are left out; a line ends with CR LF, LF or CR.
/// </summary>
internal sealed class CsvRecords(TextReader reader, string name, char separator, int maxLength)
{
    private const int End = -1;

    private readonly char[] _buffer = new char[4096];
    private char[] _text = new char[256];
    private int _length;
    private readonly List<int> _ends = [];
    private int _next;
    private int _filled;
    private int _line = 1;

    /// <summary>The line in which the record begins.</summary>
    public int Line { get; private set; }

    /// <summary>The number of values.</summary>
    public int Count => _ends.Count;

    /// <summary>A value, without its quotes; valid until the next record is read.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _text.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>Reads the next record.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">It is malformed, or no UTF-8.</exception>
    public bool Read()
    {
        _length = 0;
        _ends.Clear();
        while (Peek() is '\r' or '\n')
            TakeLineEnd();
        if (Peek() == End)
            return false;
        Line = _line;
        while (true)
        {
            if (Peek() == '"')
                ReadQuoted();
            else
                ReadPlain();
            CheckLength();
            _ends.Add(_length);
            if (Peek() != separator)
                break;
            _next++;
        }
        if (Peek() != End)
            TakeLineEnd();
        return true;
    }

    private void ReadPlain()
    {
        for (int sign = Peek(); sign != separator && sign is not (End or '\r' or '\n'); sign = Peek())
        {
            if (sign == '"')
                throw Error("a quote within a value that does not begin with one");
            Append();
        }
    }

    private void ReadQuoted()
    {
        _next++;
        while (true)
        {
            int sign = Peek();
            if (sign == End)
                throw Error("a quote that is not closed");
            if (sign == '"')
            {
                _next++;
                if (Peek() != '"')
                    break;
                Append();
            }
            else if (sign is '\r' or '\n')
                TakeLineEnd(keep: true);
            else
                Append();
        }
        int after = Peek();
        if (after != separator && after is not (End or '\r' or '\n'))
            throw Error($"'{(char)after}' behind a closing quote");
    }

    private void Append()
    {
        CheckLength();
        if (_length == _text.Length)
            Array.Resize(ref _text, 2 * _length);
        _text[_length++] = _buffer[_next++];
    }

    private void CheckLength()
    {
        if (_length + _ends.Count >= maxLength)
            throw Error(
                FormattableString.Invariant($"a record of more than {maxLength} characters; a quote may not be closed")
            );
    }

    private void TakeLineEnd(bool keep = false)
    {
        bool isReturn = Peek() == '\r';
        if (keep)
            Append();
        else
            _next++;
        if (isReturn && Peek() == '\n')
        {
            if (keep)
                Append();
            else
                _next++;
        }
        _line++;
    }

    private int Peek()
    {
        if (_next == _filled)
        {
            try
            {
                (_next, _filled) = (0, reader.Read(_buffer));
            }
            catch (DecoderFallbackException error)
            {
                throw new InvalidDataException(
                    FormattableString.Invariant($"{name}: at or after line {_line} the text is no UTF-8."),
                    error
                );
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{name}: after line {_line} the compressed data is damaged: {error.Message}"
                    ),
                    error
                );
            }
            if (_filled == 0)
                return End;
        }
        return _buffer[_next];
    }

    private InvalidDataException Error(string found) =>
        new(FormattableString.Invariant($"{name}, line {Line}: there is {found}."));
}
