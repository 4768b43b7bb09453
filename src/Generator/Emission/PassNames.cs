using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// What everything is called inside a pass. What the body turns out to need from outside becomes a parameter, on demand.
/// </summary>
internal sealed class PassNames
{
    private static readonly string[] s_aliases =
    [
        "Lane",
        "Floats",
        "Doubles",
        "Lanes",
        "Guard",
        "Subscript",
        "Contraction",
        "Axis",
        "Unsafe",
        "MemoryMarshal",
        "Forward",
        "Backward",
        "Calls",
        "Gradient",
    ];

    private readonly Derivative _derivative;
    private readonly ExtentNames _extents;
    private readonly HashSet<Buffer> _written;
    private readonly HashSet<Buffer> _residuals;
    private readonly Dictionary<Buffer, PassParameter> _buffers = [];
    private readonly Dictionary<Atom, PassParameter> _integers = [];
    private readonly Dictionary<Buffer, string> _firsts = [];
    private readonly Dictionary<Buffer, string> _locals = [];
    private readonly Dictionary<LoopIndex, string> _loops = [];
    private readonly Dictionary<Buffer, string> _readers = [];

    public PassNames(Derivative derivative, PassKind kind, EquatableArray<Statement> body, ExtentNames extents)
    {
        _derivative = derivative;
        _extents = extents;
        Kind = kind;
        _written = [.. body.SelectMany(Uses.SelfAndInner).Select(Uses.Written).OfType<Buffer>()];
        _residuals = [.. derivative.Residuals];
        Root = new NameScope();
        foreach (string alias in s_aliases)
        {
            Root.Reserve(alias);
        }

        Scope = Root.Inner();
        Integers = new IndexPrinter(Atom);
    }

    public PassKind Kind { get; }

    public NameScope Root { get; }

    /// <summary>The block that is being written.</summary>
    public NameScope Scope { get; set; }

    public IndexPrinter Integers { get; }

    /// <summary>What the pass takes, values first, then gradients, private buffers, and sizes.</summary>
    public IEnumerable<PassParameter> Parameters =>
        _buffers
            .Values.OrderBy(p => Order(p.Buffer!))
            .ThenBy(p => p.Buffer!.Id)
            .Concat(_integers.Values.OrderBy(p => p.Name, System.StringComparer.Ordinal));

    /// <summary>Buffers whose elements are addressed, each with the name of the reference to its first element.</summary>
    public IEnumerable<(string Name, PassParameter Buffer)> Firsts =>
        _firsts.OrderBy(f => Order(f.Key)).ThenBy(f => f.Key.Id).Select(f => (f.Value, _buffers[f.Key]));

    /// <summary>Whether a buffer of rank 0 is a C# local of this pass.</summary>
    public bool IsLocal(Buffer buffer) =>
        buffer is { Rank: 0, IsStack: false }
        && buffer.Kind switch
        {
            BufferKind.Local or BufferKind.Adjoint or BufferKind.Saved => Kind == PassKind.Gradient
                || !_residuals.Contains(buffer),
            BufferKind.Result => Kind != PassKind.Backward && buffer.Equals(_derivative.Method.Result),
            _ => false,
        };

    /// <summary>The name of a scalar, or of a span that holds a buffer's elements.</summary>
    public string Name(Buffer buffer)
    {
        if (_locals.TryGetValue(buffer, out string? local))
        {
            return local;
        }

        if (buffer.Kind == BufferKind.Seed && Kind == PassKind.Gradient)
        {
            return Literals.Number(buffer.Of!.Equals(_derivative.Method.Result) ? 1 : 0, buffer.Element);
        }

        if (buffer is { Rank: 0, Kind: BufferKind.Parameter } && buffer.Element.IsInteger())
        {
            return Atom(new ScalarAtom(buffer));
        }

        if (!_buffers.TryGetValue(buffer, out PassParameter? parameter))
        {
            parameter = Declare(buffer);
            _buffers.Add(buffer, parameter);
        }

        return parameter.Name;
    }

    /// <summary>Makes a buffer a local of the current block.</summary>
    public string DeclareLocal(Buffer buffer)
    {
        string name = Scope.Declare(Hint(buffer));
        _locals[buffer] = name;
        return name;
    }

    /// <summary>The reference to a buffer's first element.</summary>
    public string First(Buffer buffer)
    {
        if (!_firsts.TryGetValue(buffer, out string? name))
        {
            _ = Name(buffer);
            name = Root.Declare(Hint(buffer) + "0");
            _firsts.Add(buffer, name);
        }

        return name;
    }

    /// <summary>What a backward pass pops a stack's values from.</summary>
    public string Reader(Buffer stack)
    {
        if (!_readers.TryGetValue(stack, out string? name))
        {
            name = Root.Declare(Hint(stack) + "Reader");
            _readers.Add(stack, name);
        }

        return name;
    }

    public string Loop(LoopIndex index) => _loops[index];

    /// <summary>Names a loop's index in the current block.</summary>
    public string DeclareLoop(LoopIndex index) => _loops[index] = Scope.Declare(index.Name);

    public string Integer(IndexExpr expr, Precedence context = Precedence.Lowest) => Integers.Print(expr, context);

    /// <summary>The word for a buffer that names of references into it begin with.</summary>
    public static string Hint(Buffer buffer) =>
        buffer.Kind switch
        {
            BufferKind.Seed when buffer.Of!.Name.StartsWith("result") => "seed" + buffer.Of.Name.Substring(6),
            BufferKind.Seed => NameScope.Plain(buffer.Of.Name) + "Grad",
            BufferKind.Adjoint when buffer.Of is { Kind: BufferKind.Parameter } of => NameScope.Plain(of.Name)
                + "Adjoint",
            BufferKind.Gradient or BufferKind.Adjoint when buffer.Of is { } of => Hint(of) + "Grad",
            _ => NameScope.Plain(buffer.Name),
        };

    private string Atom(Atom atom)
    {
        switch (atom)
        {
            case LoopAtom loop:
                return Loop(loop.Index);
            case ElementAtom element:
                // The cast makes what is calculated from it 64-bit arithmetic.
                return $"(nint){Element(element.Access)}";
            case ExtentAtom extent:
                return Size(extent, _extents[extent]);
            case ScalarAtom scalar:
                return Size(scalar, scalar.Buffer.Name);
            case RootAtom root:
                return Size(root, "segmentLength");
            default:
                throw new System.NotSupportedException(atom.ToString());
        }
    }

    private string Size(Atom atom, string hint)
    {
        if (!_integers.TryGetValue(atom, out PassParameter? parameter))
        {
            parameter = new PassParameter("nint", Root.Declare(hint)) { Integer = atom };
            _integers.Add(atom, parameter);
        }

        return parameter.Name;
    }

    /// <summary>An element of a buffer, as something to read or to assign.</summary>
    public string Element(Access access)
    {
        Buffer buffer = access.Buffer;
        if (buffer.Rank == 0)
        {
            return Name(buffer);
        }

        string offset = access.IsChecked ? CheckedOffset(access) : Integer(Layout.Offset(access));
        return offset == "0" ? First(buffer) : $"Unsafe.Add(ref {First(buffer)}, {offset})";
    }

    // Each subscript is tested against its axis where it is used.
    private string CheckedOffset(Access access)
    {
        string offset = "";
        for (int axis = 0; axis < access.Subscripts.Count; axis++)
        {
            IndexExpr extent = access.Buffer.Extent(axis);
            string size = Integer(extent);
            string name = Literals.Text(access.Buffer.ToString());
            string value = Integer(access.Subscripts[axis]);
            if (access.Window is { } window && axis == access.Subscripts.Count - 1)
            {
                string inSlice = Integer(window.Subscript);
                string start = Integer(access.Subscripts[axis] - window.Subscript, Precedence.Additive);
                value = $"{start} + Subscript.Check({inSlice}, {Integer(window.Length)}, {name}, {axis})";
            }

            string subscript = $"Subscript.Check({value}, {size}, {name}, {axis})";
            string before =
                offset.Length == 0 ? ""
                : axis == 1 ? offset + " * "
                : $"({offset}) * ";
            offset = before.Length == 0 ? subscript : $"{before}{Integer(extent, Precedence.Unary)} + {subscript}";
        }

        return offset;
    }

    private PassParameter Declare(Buffer buffer)
    {
        bool isWritten = _written.Contains(buffer);
        string element = buffer.Element.Keyword();
        string name = Root.Declare(Hint(buffer));
        if (buffer.IsStack)
        {
            return new PassParameter($"global::{GeneratedFile.RuntimeNamespace}.ValueStack<{element}>", name)
            {
                Buffer = buffer,
            };
        }

        if (buffer.Rank > 0)
        {
            string span = isWritten ? "global::System.Span" : "global::System.ReadOnlySpan";
            return new PassParameter($"{span}<{element}>", name) { Buffer = buffer };
        }

        // A scalar that is written here is read outside: a reference of the caller's, its gradient, or a residual.
        bool isRef = isWritten;
        return new PassParameter(element, name) { Buffer = buffer, IsRef = isRef };
    }

    // Parameters and fields as declared, then gradients in the same order, then what is private.
    private int Order(Buffer buffer)
    {
        Buffer of = buffer.Kind == BufferKind.Gradient ? buffer.Of! : buffer;
        int position = 0;
        foreach (
            Buffer declared in _derivative
                .Method.Parameters.SelectMany(p => p.Buffers)
                .Concat(_derivative.Method.Fields.Select(f => f.Buffer))
        )
        {
            if (of.Equals(declared))
            {
                return position + (buffer.Kind == BufferKind.Gradient ? 1000 : 0);
            }

            position++;
        }

        return buffer.Kind == BufferKind.Seed ? 2000 : 3000;
    }
}
