using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What each name of the method stands for.</summary>
internal sealed class Scope
{
    private readonly Dictionary<ISymbol, Buffer> _buffers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Buffer> _copies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, View> _views = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IndexExpr> _integers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Expr> _expressions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Condition> _conditions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Aggregate> _structs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Access> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Jagged> _jagged = new(SymbolEqualityComparer.Default);
    private int _bufferIds;
    private int _loopIds;

    public Buffer Declare(
        ISymbol symbol,
        string name,
        BufferKind kind,
        Storage storage,
        int rank,
        bool isActive = false,
        bool isFlat = false,
        bool isEnum = false
    )
    {
        Buffer buffer = Fresh(name, kind, storage, rank) with
        {
            IsDifferentiated = isActive,
            IsFlat = isFlat,
            IsEnum = isEnum,
        };
        Declare(symbol, buffer);
        return buffer;
    }

    /// <summary>From here on the name stands for the buffer.</summary>
    public void Declare(ISymbol symbol, Buffer buffer)
    {
        _expressions.Remove(symbol);
        _conditions.Remove(symbol);
        _views.Remove(symbol);
        _integers.Remove(symbol);
        _references.Remove(symbol);
        _buffers[symbol] = buffer;
    }

    /// <summary>A local array.</summary>
    public Buffer Declare(ILocalSymbol local, string name, ScalarType element, EquatableArray<IndexExpr> extents)
    {
        Buffer buffer = Array(name, element, extents);
        _buffers[local] = buffer;
        _views.Remove(local);
        return buffer;
    }

    /// <summary>An array that no name stands for yet.</summary>
    public Buffer Array(string name, ScalarType element, EquatableArray<IndexExpr> extents) =>
        Fresh(name, BufferKind.Local, new Storage(BufferForm.Array, element), extents.Count) with
        {
            Extents = extents,
            IsDeclaredArray = true,
        };

    /// <summary>What an <c>out</c> parameter is given.</summary>
    public Buffer Declare(IParameterSymbol parameter, string name, Storage storage, bool hasSeed)
    {
        Buffer buffer = Fresh(name, BufferKind.Result, storage, rank: 0) with { HasSeed = hasSeed };
        _buffers[parameter] = buffer;
        return buffer;
    }

    /// <summary>The id of the next buffer: those made later have this or a larger one.</summary>
    public int NextBuffer => _bufferIds;

    /// <summary>From here on the parameter stands for an expression.</summary>
    public void Express(IParameterSymbol parameter, Expr value) => _expressions[parameter] = value;

    public Expr? Expression(IParameterSymbol parameter) =>
        _expressions.TryGetValue(parameter, out Expr? value) ? value : null;

    /// <summary>From here on the parameter stands for a condition.</summary>
    public void Express(IParameterSymbol parameter, Condition value) => _conditions[parameter] = value;

    public Condition? Condition(IParameterSymbol parameter) =>
        _conditions.TryGetValue(parameter, out Condition? value) ? value : null;

    /// <summary>From here on the name is another one of an element.</summary>
    public void Refer(ISymbol symbol, Access element)
    {
        _expressions.Remove(symbol);
        _references[symbol] = element;
    }

    /// <summary>Whether the variable has, or had, another name.</summary>
    public bool IsReferred(Buffer variable) => _references.Values.Any(named => named.Buffer.Equals(variable));

    public Access? Reference(ISymbol symbol) => _references.TryGetValue(symbol, out Access? element) ? element : null;

    /// <summary>From here on the name stands for a struct: a variable of its own, or a value.</summary>
    public void Define(ISymbol symbol, Aggregate value) => _structs[symbol] = value;

    public Aggregate? Struct(ISymbol symbol) => _structs.TryGetValue(symbol, out Aggregate? value) ? value : null;

    /// <summary>From here on the name stands for these elements.</summary>
    public void Alias(ISymbol symbol, View view) => _views[symbol] = view;

    /// <summary>From here on the name stands for these rows.</summary>
    public void Alias(ISymbol symbol, Jagged rows) => _jagged[symbol] = rows;

    public Jagged? Jagged(ISymbol symbol) => _jagged.TryGetValue(symbol, out Jagged? rows) ? rows : null;

    /// <summary>What a name of elements stands for.</summary>
    public View? View(ISymbol symbol) =>
        _views.TryGetValue(symbol, out View? view) ? view
        : Buffer(symbol) is { } buffer && buffer.Form != BufferForm.Scalar ? new View(buffer)
        : null;

    public Buffer Fresh(string name, BufferKind kind, Storage storage, int rank) =>
        new(name, _bufferIds++, kind, storage.Element, rank) { Form = storage.Form };

    public LoopIndex FreshLoop(string name) => new(name, _loopIds++);

    /// <summary>From here on the body means the copy where it names the parameter.</summary>
    public void Copy(IParameterSymbol parameter, Buffer copy) => _copies[parameter] = copy;

    /// <summary>Until <see cref="Release"/> a variable that changes stands for a value.</summary>
    public void Hold(ISymbol integer, IndexExpr value) => _integers[integer] = value;

    public void Release(ISymbol integer) => _integers.Remove(integer);

    public void Define(ISymbol integer, IndexExpr value)
    {
        _buffers.Remove(integer);
        _integers[integer] = value;
    }

    public Buffer? Buffer(ISymbol symbol) =>
        _copies.TryGetValue(symbol, out Buffer? copy) ? copy
        : _buffers.TryGetValue(symbol, out Buffer? buffer) ? buffer
        : null;

    public IndexExpr? Integer(ISymbol symbol) => _integers.TryGetValue(symbol, out IndexExpr? value) ? value : null;
}
