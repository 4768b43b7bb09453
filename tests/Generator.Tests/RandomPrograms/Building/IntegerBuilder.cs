using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>
/// Bodies that compute with integers, of 32 bits and of 64, as hashes and random numbers do, and with numbers that they choose and
/// scale. What is added is small, because sums that overflow are not followed; all else may overflow.
/// </summary>
internal sealed class IntegerBuilder
{
    private static readonly string[] _large =
    [
        "int.MaxValue",
        "65537",
        "1103515245",
        "40000",
        "(1 << 28)",
        "-2147483647",
    ];

    private static readonly string[] _veryLarge =
    [
        "long.MaxValue",
        "4294967297L",
        "6364136223846793005L",
        "-1099511628211L",
        "9007199254740993L",
        "3000000000L",
    ];

    private readonly Random _random;
    private readonly List<string> _ints = ["n", "idx[0]", "idx[3]", "x.Length"];
    private readonly List<string> _longs = [];
    private readonly List<string> _changing = [];
    private int _names;

    private IntegerBuilder(int seed) => _random = new Random(seed);

    /// <summary>The body of a seed, over the parameters of <see cref="Harness.Meaning"/>.</summary>
    public static string Build(int seed)
    {
        var builder = new IntegerBuilder(seed);
        return $"unchecked {{ double s = a; {builder.Block(4, 2)} {builder.Block(3, 1)} return s * a; }}";
    }

    private string Name(string prefix) => FormattableString.Invariant($"{prefix}{_names++}");

    /// <summary>Statements; what they declare is unknown after them.</summary>
    private string Block(int count, int depth)
    {
        (int ints, int longs, int changing) = (_ints.Count, _longs.Count, _changing.Count);
        string text = string.Join(' ', Enumerable.Range(0, count).Select(_ => Statement(depth)));
        _ints.RemoveRange(ints, _ints.Count - ints);
        _longs.RemoveRange(longs, _longs.Count - longs);
        _changing.RemoveRange(changing, _changing.Count - changing);
        return text;
    }

    private string Statement(int depth)
    {
        switch (_random.Weighted((16, 0), (16, 1), (14, 2), (14, 3), (12, 4), (8, 5), (6, 6), (14, 7)))
        {
            case 0:
                string number = Name("k");
                string whole = $"int {number} = {Int(3)}; s = s * 0.5 + {number} % 3 * 0.1;";
                Declared(_ints, number);
                return whole;
            case 1:
                string wide = Name("l");
                string value = $"long {wide} = {Long(3)}; s = s * 0.5 + {wide} % 3 * 0.1;";
                Declared(_longs, wide);
                return value;
            case 2 when _changing.Count > 0:
                string changed = _random.Pick(_changing);
                string by = changed[0] == 'k' ? Int(2) : Long(2);
                return _random.Percent(30)
                    ? $"{changed} {_random.Pick(["<<=", ">>="])} {_random.Next(40)};"
                    : $"{changed} {_random.Pick(["=", "+=", "-=", "*=", "^=", "&=", "|="])} ({by} + 5);";
            case 3:
                return $"if ({Condition(2)}) s += {Number(2)}; else s = s * 0.5 + {Number(2)};";
            case 4 when depth > 0:
                string index = Name("i");
                string header = _random.Percent(70)
                    ? $"for (int {index} = {Int(1)} & 3; {index} < ({Int(2)} & 7); {index}++)"
                    : $"for (int {index} = {Int(2)} & 7; {index} >= ({Int(1)} & 3); {index}--)";
                _ints.Add(index);
                string body = Block(2, depth - 1);
                _ints.Remove(index);
                return $"{header} {{ {body} }}";
            case 5 when depth > 0:
                string counter = Name("c");
                return $"int {counter} = 0; while ({counter} < ({Int(2)} & 7)) {{ {Block(2, depth - 1)} {counter}++; }}";
            case 6 when depth > 0:
                return $"switch (({Int(2)} ^ n) & 3) {{ case 1: {Block(1, depth - 1)} break; case 2: {Block(1, depth - 1)} break; default: s *= 0.7; break; }}";
            default:
                return $"s = s * {_random.Pick(["0.5", "x[3]", "a"])} + {Number(2)} * {Number(1)};";
        }
    }

    private void Declared(List<string> names, string name)
    {
        names.Add(name);
        if (_random.Percent(60))
        {
            _changing.Add(name);
        }
    }

    private string Variable() => _random.Pick(_ints);

    private string Int(int depth, bool mayBeKnown = true)
    {
        if (depth <= 0 || _random.Percent(15))
        {
            return mayBeKnown && _random.Percent(25) ? _random.Pick([.. _large, "3", "0", "-1"]) : Variable();
        }

        return _random.Weighted((18, 0), (18, 1), (20, 2), (12, 3), (12, 4), (5, 5), (5, 6), (10, 7)) switch
        {
            0 => $"({Int(depth - 1, false)} {_random.Pick(["+", "-"])} {Int(depth - 1)})",
            1 => $"({Int(depth - 1, false)} * {(_random.Percent(50) ? _random.Pick(_large) : Int(depth - 1, false))})",
            2 => $"({Int(depth - 1, false)} {_random.Pick(["&", "|", "^"])} {Int(depth - 1)})",
            3 => $"({Int(depth - 1, false)} {_random.Pick(["<<", ">>"])} {_random.Next(34)})",
            4 => $"({Int(depth - 1, false)} {_random.Pick(["/", "%"])} {Divisor(depth)})",
            5 => $"Math.{_random.Pick(["Max", "Min"])}({Int(depth - 1, false)}, {Int(depth - 1)})",
            6 => _random.Percent(50) ? $"(~{Variable()})" : $"(-{Int(depth - 1, false)})",
            _ => $"(int){Long(depth - 1)}",
        };
    }

    private string Long(int depth)
    {
        if (depth <= 0 || _random.Percent(15))
        {
            return _longs.Count > 0 && _random.Percent(70) ? _random.Pick(_longs) : $"(long){Variable()}";
        }

        return _random.Weighted((16, 0), (22, 1), (22, 2), (14, 3), (10, 4), (5, 5), (11, 6)) switch
        {
            0 => $"({Long(depth - 1)} {_random.Pick(["+", "-"])} {Long(depth - 1)})",
            1 => $"({Long(depth - 1)} * {(_random.Percent(50) ? _random.Pick(_veryLarge) : Long(depth - 1))})",
            2 =>
                $"({Long(depth - 1)} {_random.Pick(["&", "^"])} {(_random.Percent(50) ? _random.Pick(_veryLarge) : Long(depth - 1))})",
            3 => $"({Long(depth - 1)} {_random.Pick(["<<", ">>"])} {_random.Next(66)})",
            4 => $"({Long(depth - 1)} {_random.Pick(["/", "%"])} {Divisor(depth)})",
            5 => $"Math.{_random.Pick(["Max", "Min"])}({Long(depth - 1)}, {Long(depth - 1)})",
            _ => $"(long){Int(depth - 1, false)}",
        };
    }

    private string Divisor(int depth) =>
        _random.Percent(70)
            ? _random.Next(2, 100000).ToString(CultureInfo.InvariantCulture)
            : $"(({Int(depth - 2, false)} & 7) + 1)";

    private string Condition(int depth)
    {
        string comparison = _random.Pick(["<", "<=", ">", ">=", "==", "!="]);
        return _random.Percent(65)
            ? $"({Variable()} ^ {Int(depth)}) {comparison} {Int(depth - 1)}"
            : $"({Long(depth)} ^ n) {comparison} {Long(depth - 1)}";
    }

    private string Number(int depth) =>
        _random.Weighted((25, 0), (20, 1), (15, 2), (15, 3), (15, 4), (10, 5)) switch
        {
            0 => $"x[{Int(depth)} & 7]",
            1 => $"y[{Int(depth)} & 7]",
            2 => $"({Int(depth)} % 7)",
            3 => $"({Int(depth)} * 1e-9)",
            4 => $"({Long(depth)} * 1e-18)",
            _ => $"({Condition(depth)} ? x[{_random.Next(8)}] : a)",
        };
}
