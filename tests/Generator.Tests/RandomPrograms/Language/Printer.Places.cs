using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>Places and what writes them, in all their spellings.</summary>
internal sealed partial class Printer
{
    private Dictionary<string, Holder> _holders = [];

    /// <summary>What the arrays of the helper that is being printed are.</summary>
    private Dictionary<string, Form> _forms = [];
    private int _references;

    private string Text(Declare declare)
    {
        string value = Text(declare.Value);
        return _holders.GetValueOrDefault(declare.Name) switch
        {
            Holder.Struct => $"var {declare.Name} = new Pair({value}, 0.5f)",
            Holder.Record => $"var {declare.Name} = new Point(2f, {value})",
            Holder.Nested => $"var {declare.Name} = new Marked(true, new Pair({value}, 0.5f))",
            Holder.Tuple => $"(float First, float Second) {declare.Name} = ({value}, 0.25f)",
            _ => $"float {declare.Name} = {value}",
        };
    }

    private string Text(Set set, int indent)
    {
        Holder holder = set.Target is Variable local ? _holders.GetValueOrDefault(local.Name) : Holder.Local;
        Reach reach = (set.Reach, holder) switch
        {
            (Reach.Aggregate, Holder.Local) => Reach.Direct,
            // There is no reference to a property.
            (Reach.Reference or Reach.Argument, Holder.Record) => Reach.Aggregate,
            _ => set.Reach,
        };
        string place = Place(set.Target);
        bool wide = set.Target is Read read && IsWide(read.Buffer);
        switch (reach)
        {
            case Reach.Reference:
                string reference = FormattableString.Invariant($"r{_references++}");
                string declaration = $"ref {(wide ? "double" : "float")} {reference} = ref {place};\n";
                return declaration + new string(' ', indent) + Written(reference, Text(set.Value));
            case Reach.Argument:
                return $"{Library.Writer(set.Operator, wide)}(ref {place}, {Text(set.Value)})";
            case Reach.Aggregate:
                string name = Renamed(((Variable)set.Target).Name);
                string changed = Changed(place, Text(set.Value));
                return holder switch
                {
                    Holder.Struct => $"{name} = new Pair({changed}, {name}.Y)",
                    Holder.Record => $"{name} = {name} with {{ Y = {changed} }}",
                    Holder.Nested => $"{name} = {name} with {{ Inner = new Pair({changed}, 1f) }}",
                    _ => $"{name} = ({changed}, {name}.Second)",
                };
            default:
                return Written(place, Text(set.Value));
        }

        string Written(string target, string value) =>
            set.Operator is "max" or "min"
                ? $"{target} = {Changed(target, value)}"
                : $"{target} {set.Operator} {value}";

        string Changed(string target, string value) =>
            set.Operator switch
            {
                "max" => $"{(wide ? "Math" : "MathF")}.Max({target}, {value})",
                "min" => $"{(wide ? "Math" : "MathF")}.Min({target}, {value})",
                "=" => value,
                _ => $"{target} {set.Operator[0]} {value}",
            };
    }

    private string Place(Value target) =>
        target is Read read ? Element(read) : Kept(Renamed(((Variable)target).Name), ((Variable)target).Name);

    private string Kept(string text, string name) =>
        _holders.GetValueOrDefault(name) switch
        {
            Holder.Struct => text + ".X",
            Holder.Record => text + ".Y",
            Holder.Nested => text + ".Inner.X",
            Holder.Tuple => text + ".First",
            _ => text,
        };

    private string Element(Read read)
    {
        string buffer = Renamed(read.Buffer);
        Form form = _forms.GetValueOrDefault(read.Buffer, Container(read.Buffer)?.Form ?? Form.Tensor);
        string slice = form == Form.Array ? "AsSpan" : "Slice";
        string at = string.Join(", ", read.At.Select(Text));
        bool isSliced = form is Form.Array or Form.Span or Form.ReadOnlySpan;
        return (isSliced ? read.Path : Path.Direct) switch
        {
            Path.Tail => $"{buffer}.{slice}({at})[0]",
            Path.Offset when _inside is null => $"{buffer}.{slice}(o + {at} - {_offset}, 1)[0]",
            Path.Single or Path.Offset => $"{buffer}.{slice}({at}, 1)[0]",
            Path.Whole => $"{buffer}.{slice}(0, {buffer}.Length)[{at}]",
            _ when form == Form.Rows => $"{buffer}[{Text(read.At[0])}][{Text(read.At[1])}]",
            _ => $"{buffer}[{at}]",
        };
    }
}
