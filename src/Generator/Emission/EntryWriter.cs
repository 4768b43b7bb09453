using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// The checks on entry: what must hold for the loops to run without bounds checks. One method checks the values, for every
/// generated member; one the gradients.
/// </summary>
internal sealed class EntryWriter(Derivative derivative)
{
    private readonly SourceWriter _writer = new();
    private readonly NameScope _scope = new();
    private readonly Dictionary<Buffer, string> _names = [];
    private readonly Dictionary<Atom, string> _sizes = [];
    private readonly Dictionary<LoopIndex, string> _loops = [];
    private readonly ParameterRoles _roles = new(derivative);
    private IndexPrinter _integers = null!;
    private PublicNames _public = null!;

    /// <summary>What the check of values takes: everything that has elements, and the integers and booleans.</summary>
    public static IEnumerable<Buffer> Values(PublicNames names) =>
        names.Buffers.Where(b => b.Rank > 0 || b.Form != BufferForm.Scalar || !b.Element.IsFloating());

    public string Write(PublicNames names)
    {
        _integers = new IndexPrinter(Atom, isLong: true);
        _public = names;
        _writer.Line("/// <summary>What must hold for the loops to run without bounds checks.</summary>");
        _writer.Open("file static class Entry");
        string method = Literals.Text(derivative.Method.Declaration.FullName);
        _writer.Line($"private const string Method = {method};");
        _writer.Line();
        WriteValues(names);
        GradientChecks.Write(names, derivative.Method, _roles, _writer);
        References.Write(names, derivative.Method, _roles, _writer);
        _writer.Close();
        return _writer.ToString();
    }

    private void WriteValues(PublicNames names)
    {
        foreach (string alias in new[] { "Method", "Guard", "Values", "Gradients" })
        {
            _scope.Reserve(alias);
        }

        Buffer[] values = Values(names).ToArray();
        foreach (Buffer buffer in values)
        {
            _names.Add(buffer, _scope.Declare(buffer.Name));
        }

        _writer.Call(
            "internal static void Values",
            values.Select(b => $"{Forms.Type(b)}{(names.IsNullable(b) ? "?" : "")} {_names[b]}").ToArray(),
            ""
        );
        _writer.Open();
        // An overflow here would be a proof of nothing.
        _writer.Open("checked");
        foreach (
            Buffer buffer in values.Where(b => (b.Form is BufferForm.Tensor or BufferForm.Array) && !names.MayBeNull(b))
        )
        {
            _writer.Line($"Guard.NotNull({_names[buffer]}, Method, {Text(buffer)});");
        }

        foreach (Buffer buffer in values.Where(b => b.Form == BufferForm.Rectangular && !names.MayBeNull(b)))
        {
            _writer.Line($"Guard.Rectangular({_names[buffer]}, Method, {Text(buffer)});");
        }

        // Where only sizes are asked for, asking checks the axis.
        foreach (RankCheck rank in derivative.Checks.OfType<RankCheck>().Where(r => !r.IsLeast))
        {
            string name = _names[rank.Buffer];
            string present = names.IsOptional(rank.Buffer) ? $"{name}?.Rank ?? {rank.Rank}" : $"{name}.Rank";
            _writer.Line($"Guard.Rank(Method, {Text(rank.Buffer)}, {present}, {rank.Rank});");
        }

        foreach (EntryCheck check in derivative.Checks)
        {
            switch (check)
            {
                case RangeCheck range:
                    Range(range);
                    break;
                case OverflowCheck overflow:
                    Overflow(overflow);
                    break;
                case ScanCheck scan:
                    Scan(scan);
                    break;
            }
        }

        Overlaps(values.Where(b => !names.IsUnused(b)).ToArray());
        _writer.Close();
        _writer.Close();
    }

    private void Range(RangeCheck range)
    {
        if (range.Violation.Any(v => v.AsConstant() < 0))
        {
            return;
        }

        IndexExpr size = range.Buffer.Extent(range.Axis);
        Declare(range.Violation.Append(range.Reaches).Append(size));
        string subscript = Literals.Text(range.Subscript);
        string guard = range.Slice is null ? "Guard.ThrowRange" : "Guard.ThrowSlice";
        string[] arguments = range.Slice is { } slice
            ? ["Method", Text(range.Buffer), Literals.Text(slice)]
            :
            [
                "Method",
                Text(range.Buffer),
                $"{range.Axis}",
                _integers.Print(size),
                subscript,
                _integers.Print(range.Reaches),
                Because(range),
            ];
        Fails(range.Violation, guard, arguments);
    }

    private void Overflow(OverflowCheck overflow)
    {
        Declare(overflow.Violation);
        Fails(overflow.Violation, "Guard.ThrowOverflow", ["Method", Literals.Text(overflow.Value)]);
    }

    private void Fails(IEnumerable<IndexExpr> violation, string guard, string[] arguments)
    {
        string[] tests = violation
            .Where(v => v.AsConstant() is null)
            .Select(v => $"{_integers.Print(v, Precedence.Additive)} >= 0")
            .ToArray();
        if (tests.Length == 0)
        {
            _writer.Call(guard, arguments, ";");
            return;
        }

        _writer.Open($"if ({string.Join(" && ", tests)})");
        _writer.Call(guard, arguments, ";");
        _writer.Close();
    }

    /// <summary>The other sizes in play, as text that is made only when the check fails.</summary>
    private string Because(RangeCheck range)
    {
        string[] sizes = range
            .Reaches.AllAtoms()
            .Where(a => a is ExtentAtom extent && !extent.Buffer.Equals(range.Buffer) || a is ScalarAtom)
            .Distinct()
            .Select(a => $"{a} is {{{Atom(a)}}}")
            .ToArray();
        return sizes.Length == 0
            ? "\"\""
            : $"global::System.FormattableString.Invariant($\"{string.Join(", ", sizes)}\")";
    }

    private void Scan(ScanCheck scan)
    {
        IndexExpr size = scan.Target.Extent(scan.Axis);
        IndexExpr position = Layout.Offset(scan.Array);
        Declare([.. scan.Loops.Select(l => l.Upper), size, position, scan.Subscript]);
        var printer = new ScalarPrinter(_integers, access => _names[access.Buffer]);
        foreach (For loop in scan.Loops)
        {
            string index = _scope.Declare(loop.Index.Name);
            _loops[loop.Index] = index;
            string trips = _integers.Print(loop.Upper, Precedence.Additive);
            _writer.Open($"for (long {index} = 0; {index} < {trips}; {index}++)");
        }

        // A guard that depends on data is left out: what it guards is scanned in any case.
        string[] guards = scan
            .Guards.Where(g => !Accesses.Of(g).Any(a => a.Buffer.Element.IsFloating()))
            .Select(g => printer.Print(g, Precedence.And))
            .ToArray();
        if (guards.Length > 0)
        {
            _writer.Open($"if ({string.Join(" && ", guards)})");
        }

        string subscript = _scope.Declare("subscript");
        _writer.Line($"long {subscript} = {_integers.Print(scan.Subscript)};");
        _writer.Open($"if ({subscript} < 0 || {subscript} >= {_integers.Print(size, Precedence.Additive)})");
        string value = Atom(new ElementAtom(scan.Array));
        string array = Text(scan.Array.Buffer);
        _writer.Line(
            $"Guard.ThrowIndex(Method, {array}, {_integers.Print(position)}, {value}, {_integers.Print(size)});"
        );
        for (int depth = 1 + scan.Loops.Count + (guards.Length > 0 ? 1 : 0); depth > 0; depth--)
        {
            _writer.Close();
        }
    }

    // An output shares memory with no other value.
    private void Overlaps(Buffer[] values)
    {
        // Rows are compared where they are copied.
        Buffer[] arrays = values.Where(b => b.Rank > 0 && b.Form != BufferForm.Jagged && b.RowsOf is null).ToArray();
        for (int i = 0; i < arrays.Length; i++)
        {
            for (int j = i + 1; j < arrays.Length; j++)
            {
                (Buffer a, Buffer b) = _roles.IsOutput(arrays[i]) ? (arrays[i], arrays[j]) : (arrays[j], arrays[i]);
                if (_roles.IsOutput(a) && a.Element == b.Element)
                {
                    string left = $"{Span(a)}, {Text(a)}";
                    string right = $"{Span(b)}, {Text(b)}";
                    _writer.Line($"Guard.Overlap<{a.Element.Keyword()}>({left}, {right}, Method);");
                }
            }
        }
    }

    private static string Text(Buffer buffer) => Literals.Text(NameScope.Plain(buffer.Name));

    private string Span(Buffer buffer) =>
        buffer.Form == BufferForm.Tensor && _public.IsOptional(buffer)
            ? $"({_names[buffer]} is null ? default : {_names[buffer]}.AsSpan())"
            : Forms.Elements(buffer, _names[buffer]);

    // Sizes become 64-bit locals when they are first met.
    private void Declare(IEnumerable<IndexExpr> expressions)
    {
        foreach (Atom atom in expressions.SelectMany(e => e.AllAtoms()).ToList())
        {
            if (atom is ElementAtom element)
            {
                Declare([Layout.Offset(element.Access)]);
            }

            if (atom is ExtentAtom extent && !_sizes.ContainsKey(extent))
            {
                string name = _scope.Declare(ExtentNames.Plain(extent));
                _sizes.Add(extent, name);
                _writer.Line($"long {name} = {_public.Extent(extent, _names[extent.Buffer])};");
            }
        }
    }

    private string Atom(Atom atom) =>
        atom switch
        {
            LoopAtom loop => _loops[loop.Index],
            ExtentAtom extent => _sizes[extent],
            ScalarAtom { Buffer.Element: ScalarType.Long } scalar => _names[scalar.Buffer],
            // 64-bit arithmetic.
            ScalarAtom scalar => $"(long){_names[scalar.Buffer]}",
            ElementAtom element => Element(element),
            _ => throw new System.NotSupportedException(atom.ToString()),
        };

    private string Element(ElementAtom element) =>
        $"(long){Span(element.Access.Buffer)}[(int)({_integers.Print(Layout.Offset(element.Access))})]";
}
