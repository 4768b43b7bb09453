using System;
using System.Globalization;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>Loops, in all their spellings.</summary>
internal sealed partial class Printer
{
    private void Loop(Loop loop, int indent)
    {
        if (loop.IsWhile)
        {
            While(loop, indent);
        }
        else if (loop.IsFlat && Inside(loop) is { } inner)
        {
            Flat(loop, inner, indent);
        }
        else if (loop.Shift is { } shift)
        {
            Shifted(loop, shift, indent);
        }
        else
        {
            _text.Append(Header(loop));
            Block(loop.Body, indent);
        }
    }

    /// <summary>The loop that can be written as one with this one.</summary>
    private static Loop? Inside(Loop loop) =>
        loop is { Body: [Loop inner] } && IsPlain(loop) && IsPlain(inner) && !Leaves(inner) ? inner : null;

    private static bool IsPlain(Loop loop) =>
        loop
            is {
                IsWhile: false,
                Down: false,
                Step: 1,
                Lower: Affine { Terms: [], Offset: 0 },
                Upper: Affine { Terms: [{ Factor: 1, Name: ['N', ..] }], Offset: 0 },
            };

    private static bool Leaves(Loop loop) => Nodes.In(loop).Any(n => n is Leave { Way: Way.Break });

    private void Flat(Loop outer, Loop inner, int indent)
    {
        string i = outer.Index + inner.Index;
        _text.Append($"for (int {i} = 0; {i} < {Text(outer.Upper)} * {Text(inner.Upper)}; {i}++)\n");
        _text.Append(' ', indent).Append("{\n");
        _text.Append(' ', indent + 4).Append($"int {outer.Index} = {i} / {Text(inner.Upper)};\n");
        _text.Append(' ', indent + 4).Append($"int {inner.Index} = {i} % {Text(inner.Upper)};\n");
        Statements(inner.Body, indent + 4);
        _text.Append(' ', indent).Append("}\n");
    }

    private void Shifted(Loop loop, Product shift, int indent)
    {
        string index = loop.Index + "0";
        string by = Text(shift);
        Loop elsewhere = loop with { Index = index };
        _text.Append(Header(elsewhere, $" + {by}"));
        _text.Append(' ', indent).Append("{\n");
        _text.Append(' ', indent + 4).Append($"int {loop.Index} = {index} - ({by});\n");
        Statements(loop.Body, indent + 4);
        _text.Append(' ', indent).Append("}\n");
    }

    private void While(Loop loop, int indent)
    {
        string i = loop.Index;
        string first = loop.Down ? Text(Less(loop.Upper)) : Text(loop.Lower);
        string test = loop.Down ? $"{i} >= {Text(loop.Lower)}" : $"{i} < {Text(loop.Upper)}";
        _text.Append("{\n").Append(' ', indent + 4).Append($"int {i} = {first};\n");
        _text.Append(' ', indent + 4).Append($"while ({test})\n").Append(' ', indent + 4).Append("{\n");
        Statements(loop.Body, indent + 8);
        _text
            .Append(' ', indent + 8)
            .Append(CultureInfo.InvariantCulture, $"{i} {(loop.Down ? "-" : "+")}= {loop.Step};\n");
        _text.Append(' ', indent + 4).Append("}\n").Append(' ', indent).Append("}\n");
    }

    private string Header(Loop loop, string by = "")
    {
        string i = loop.Index;
        string sign = loop.Down ? "-" : "+";
        string step = loop.Step == 1 ? $"{i}{sign}{sign}" : FormattableString.Invariant($"{i} {sign}= {loop.Step}");
        if (loop.Down)
        {
            string least = loop.Inclusive ? $"> {Text(Less(loop.Lower))}{by}" : $">= {Text(loop.Lower)}{by}";
            return $"for (int {i} = {Text(Less(loop.Upper))}{by}; {i} {least}; {step})\n";
        }

        string bound = loop.Inclusive ? $"<= {Text(Less(loop.Upper))}{by}" : $"< {Text(loop.Upper)}{by}";
        return $"for (int {i} = {Text(loop.Lower)}{by}; {i} {bound}; {step})\n";
    }

    private static Integer Less(Integer upper) => upper is Affine a ? a with { Offset = a.Offset - 1 } : upper;
}
