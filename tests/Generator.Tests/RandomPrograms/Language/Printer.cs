using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>Writes a program as a C# method over float.</summary>
internal sealed partial class Printer
{
    private readonly LoopProgram _program;
    private readonly StringBuilder _text = new();
    private int _spelling;
    private bool _isCapturing;

    /// <summary>What the integer <c>o</c> is, which changes between the statements of the method.</summary>
    private int _offset;

    private Printer(LoopProgram program)
    {
        _program = program;
        foreach (Declare local in Nodes.In(program.Body).OfType<Declare>())
        {
            _holders[local.Name] = local.Holder;
        }
    }

    /// <summary>The method, marked differentiable, in a class of its own.</summary>
    public static string Print(LoopProgram program, string className)
    {
        var printer = new Printer(program);
        string parameters = string.Join(", ", program.Parameters.Select(Declaration));
        printer._text.Append("    internal static partial class ").Append(className).Append("\n    {\n");
        string attributes = program.IsCheckpointed ? "Differentiable, Checkpoint" : "Differentiable";
        printer._text.Append($"        [{attributes}]\n        public static ");
        printer
            ._text.Append(program.Returns ? "float" : "void")
            .Append(" M(")
            .Append(parameters)
            .Append(")\n        {\n");
        int start = printer._text.Length;
        bool hasOffset = Nodes.In(program.Body).Any(n => n is Read { Path: Path.Offset });
        printer._text.Append(hasOffset ? "            int o = 0;\n" : "");
        foreach (Statement statement in program.Body)
        {
            printer.Statements([statement], 12);
            printer._offset += 2;
            printer._text.Append(hasOffset && statement is not Return ? "            o += 2;\n" : "");
        }

        printer._text.Insert(start, string.Concat(printer._localHelpers));

        printer._text.Append("        }\n");
        printer._text.AppendJoin("", printer._helpers);
        if (printer._methods.Count > 0)
        {
            printer
                ._text.Append("        private static readonly Layer s_layer = new();\n")
                .Append("        private sealed class Layer\n        {\n")
                .AppendJoin("", printer._methods)
                .Append("        }\n");
        }

        printer._text.AppendJoin("", Library.MembersFor(printer._text.ToString()));

        return printer._text.Append("    }\n").ToString();
    }

    private static string Declaration(Parameter p)
    {
        string scalar = p.Wide ? "double" : "float";
        string type = p.Form switch
        {
            Form.Tensor => $"Tensor<{scalar}>",
            Form.Grid => $"{scalar}[{new string(',', p.Axes.Length - 1)}]",
            Form.Rows => scalar + "[][]",
            Form.Array => scalar + "[]",
            Form.Span => $"Span<{scalar}>",
            Form.ReadOnlySpan => $"ReadOnlySpan<{scalar}>",
            Form.Scalar => scalar,
            Form.Size => "int",
            Form.Flag => "bool",
            Form.Word => "string",
            _ => "int[]",
        };
        return $"{(p.NoGrad ? "[NoGrad] " : "")}{type} {p.Name}";
    }

    private void Statements(ImmutableArray<Statement> statements, int indent)
    {
        foreach (Statement statement in statements)
        {
            _text.Append(' ', indent);
            switch (statement)
            {
                case Loop loop:
                    Loop(loop, indent);
                    break;
                case Foreach loop:
                    _text.Append($"foreach (float {loop.Name} in {Renamed(loop.Buffer)})\n");
                    Block(loop.Body, indent);
                    break;
                case If { IsSwitch: true } choice:
                    _text.Append($"switch ({Text(choice.Condition)})\n").Append(' ', indent).Append("{\n");
                    Case("case true:", choice.Then, indent + 4);
                    Case("default:", choice.Else, indent + 4);
                    _text.Append(' ', indent).Append("}\n");
                    break;
                case Leave leave:
                    string value = leave.Value is { } left ? " " + Text(left) : "";
                    _text.Append($"if ({Text(leave.Condition)}) {leave.Way.ToString().ToLowerInvariant()}{value};\n");
                    break;
                case Check check:
                    _text.Append($"if ({Text(check.Condition)}) throw new InvalidOperationException();\n");
                    break;
                case DeclareCounter counter:
                    _text.Append($"int {counter.Name} = 0;\n");
                    break;
                case Advance advance:
                    _text.Append(CultureInfo.InvariantCulture, $"{advance.Name} += {advance.Amount};\n");
                    break;
                case DeclareTruth truth:
                    _text.Append($"bool {truth.Name} = false;\n");
                    break;
                case SetTruth truth:
                    _text.Append($"{truth.Name} = {Text(truth.Condition)};\n");
                    break;
                case If branch:
                    _text.Append($"if ({Text(branch.Condition)})\n");
                    Block(branch.Then, indent);
                    if (!branch.Else.IsEmpty)
                    {
                        _text.Append(' ', indent).Append("else\n");
                        Block(branch.Else, indent);
                    }

                    break;
                case DeclareArray array:
                    _text.Append(Text(array)).Append(";\n");
                    if (array.Form == Form.Rows)
                    {
                        string row = $"{array.Name}[q] = new float[{Name(array.Sizes[1])}]";
                        _text.Append(' ', indent).Append($"for (int q = 0; q < {array.Name}.Length; q++) {row};\n");
                    }

                    break;
                case Invoke { Captures: true } invoke:
                    string name = FormattableString.Invariant($"L{_captures++}");
                    _text.Append(Attribute(invoke.Call)).Append($"void {name}()\n");
                    bool outer = _isCapturing;
                    _isCapturing = true;
                    Block(invoke.Call.Body, indent);
                    _isCapturing = outer;
                    _text.Append(' ', indent).Append($"{name}();\n");
                    break;
                case Invoke invoke:
                    _text.Append(Text(invoke.Call)).Append(";\n");
                    break;
                case Declare declare:
                    _text.Append(Text(declare)).Append(";\n");
                    break;
                case Set set:
                    _text.Append(Text(set, indent)).Append(";\n");
                    break;
                case Exchange exchange:
                    (string one, string other) = (Renamed(exchange.Left), Renamed(exchange.Right));
                    _text.Append($"({one}, {other}) = ({other}, {one});\n");
                    break;
                case Return result:
                    _text.Append($"return {Text(result.Value)};\n");
                    break;
            }
        }
    }

    private void Case(string label, ImmutableArray<Statement> body, int indent)
    {
        _text.Append(' ', indent).Append(label).Append("\n").Append(' ', indent).Append("{\n");
        Statements(body, indent + 4);
        _text.Append(' ', indent + 4).Append("break;\n").Append(' ', indent).Append("}\n");
    }

    private void Block(ImmutableArray<Statement> body, int indent)
    {
        _text.Append(' ', indent).Append("{\n");
        Statements(body, indent + 4);
        _text.Append(' ', indent).Append("}\n");
    }

    private string Text(DeclareArray array)
    {
        string sizes = array.Like is { } other
            ? Renamed(other) + ".Length"
            : string.Join(", ", array.Sizes.Select(Name));
        return array.Form switch
        {
            Form.Tensor => $"var {array.Name} = new Tensor<float>({sizes})",
            Form.Span => $"Span<float> {array.Name} = new float[{sizes}]",
            Form.Grid => $"var {array.Name} = new float[{sizes}]",
            Form.Rows => $"var {array.Name} = new float[{Name(array.Sizes[0])}][]",
            _ => $"float[] {array.Name} = new float[{sizes}]",
        };
    }

    private bool IsWide(string name) => _program.Parameters.Any(p => p.Name == name && p.Wide);

    private string Text(Value value) =>
        value switch
        {
            Number number => Text(number.Constant),
            Read read => IsWide(read.Buffer) ? "(float)" + Place(read) : Place(read),
            Variable variable => (IsWide(variable.Name) ? "(float)" : "") + Place(variable),
            HelperCall call => Text(call),
            Binary binary => $"({Text(binary.Left)} {binary.Operator} {Text(binary.Right)})",
            Negative negative => $"(-{Text(negative.Operand)})",
            Call { Function: "Wave" } wave => $"Wave({Text(wave.Arguments[0])}, 2)",
            Call { Function: "Turned" } turned => $"Turned({Text(turned.Arguments[0])}, Turn.Half)",
            Call call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Text))})",
            Choose { IsSwitch: true } choose =>
                $"(({Text(choose.Condition)}) switch {{ true => {Text(choose.WhenTrue)}, _ => {Text(choose.WhenFalse)} }})",
            Choose choose => $"({Text(choose.Condition)} ? {Text(choose.WhenTrue)} : {Text(choose.WhenFalse)})",
            FromInteger integer => $"(float)({Text(integer.Operand)})",
            ThroughDouble wide => $"(float)Math.{wide.Function}({Text(wide.Operand)})",
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    private string Text(Condition condition) =>
        condition switch
        {
            CompareValues c => $"{Text(c.Left)} {c.Operator} {Text(c.Right)}",
            CompareIntegers c => $"{Text(c.Left)} {c.Operator} {Text(c.Right)}",
            FlagParameter { IsWord: true } word => $"{word.Name} == \"yes\"",
            FlagParameter flag => flag.Name,
            Truth truth => truth.Name,
            Junction j => $"({Text(j.Left)} {j.Operator} {Text(j.Right)})",
            Opposite o => $"!({Text(o.Operand)})",
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };

    private string Text(Integer integer) =>
        integer switch
        {
            Affine affine => Text(affine),
            Element element => $"{Renamed(element.Array)}[{Text(element.At)}]",
            Counter counter => FormattableString.Invariant($"{counter.Name} % {counter.Bound}"),
            Product product => $"{(product.IsNegative ? "-" : "")}{Name(product.Left)} * {Name(product.Right)}",
            Operation d => FormattableString.Invariant($"(({Text(d.Left)}) {d.Operator} {d.Right})"),
            _ => throw new ArgumentOutOfRangeException(nameof(integer)),
        };

    private string Text(Affine affine)
    {
        var text = new StringBuilder();
        foreach (Scaled term in affine.Terms.OrderBy(t => t.Factor < 0))
        {
            int size = Math.Abs(term.Factor);
            text.Append(term.Factor < 0 ? (text.Length == 0 ? "-" : " - ") : (text.Length == 0 ? "" : " + "));
            text.Append(CultureInfo.InvariantCulture, $"{(size == 1 ? "" : $"{size} * ")}{Name(term.Name)}");
        }

        if (text.Length == 0 || affine.Offset != 0)
        {
            text.Append(affine.Offset < 0 ? (text.Length == 0 ? "-" : " - ") : (text.Length == 0 ? "" : " + "));
            text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(affine.Offset)}");
        }

        return text.ToString();
    }

    /// <summary>A size that several parameters have in common is spelled by each of them in turn.</summary>
    private string Name(string name)
    {
        IReadOnlyList<string> spellings = _inside is null ? _program.Spellings(name) : _inside.Spellings(name);
        if (_isCapturing && (_inside ?? _program).Spellings(name, captured: true) is { Count: > 0 } captured)
        {
            spellings = captured;
        }

        return spellings.Count == 0 ? Renamed(name) : spellings[_spelling++ % spellings.Count];
    }

    private static string Text(double constant)
    {
        string digits = ((float)constant).ToString("R", CultureInfo.InvariantCulture);
        return double.IsNegativeInfinity(constant) ? "float.NegativeInfinity"
            : double.IsPositiveInfinity(constant) ? "float.PositiveInfinity"
            : constant < 0 ? $"({digits}f)"
            : digits + "f";
    }
}
