using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// One parameter as declared, in order. What the generated code needs to repeat its declaration stands here as text; what the
/// mathematics needs stands in <see cref="Buffer"/>, which is null for a parameter that carries none (a string, an enum).
/// </summary>
internal sealed record Parameter(string Name, string TypeText, Buffer? Buffer)
{
    /// <summary><c>" = 1f"</c> where the parameter has a default value, else empty.</summary>
    public string DefaultText { get; init; } = "";

    public bool IsParams { get; init; }

    /// <summary><c>"in "</c>, <c>"ref "</c>, <c>"out "</c>, <c>"ref readonly "</c> or empty.</summary>
    public string Modifier { get; init; } = "";

    /// <summary>Set for a struct whose scalars are followed.</summary>
    public StructType? Struct { get; init; }

    /// <summary>The scalars of a struct, in order.</summary>
    public EquatableArray<Buffer> Parts { get; init; }

    /// <summary>Of an <c>out</c> parameter: what the method computes for it.</summary>
    public Buffer? Output { get; init; }

    /// <summary>Of an array of arrays: how long each row is.</summary>
    public Buffer? RowLengths { get; init; }

    /// <summary>What comes in through the parameter.</summary>
    public IEnumerable<Buffer> Buffers =>
        Buffer is not { } own ? Parts
        : RowLengths is { } lengths ? [own, lengths]
        : [own];

    /// <summary>Whether the generated members take a gradient for it, given or wanted.</summary>
    public bool HasGradient => Buffers.Any(b => b.IsDifferentiated) || Output is { HasSeed: true };
}

/// <summary>A tensor, number, boolean or array of the instance (or a static readonly one) that the body reads.</summary>
internal sealed record Field(string Name, Buffer Buffer)
{
    /// <summary>The object that holds it; null for the instance itself, and for a static field.</summary>
    public Holder? Holder { get; init; }

    /// <summary>Whether its type says that it may be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The names on the way to it, its own last.</summary>
    public IEnumerable<string> Names => Holder is null ? [Name] : Holder.Names.Append(Name);

    /// <summary>Of a static field: its type, as C#.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the name alone does not mean it, because another type declares it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Of a truth value that no field holds: what it says.</summary>
    public EntryTest? Test { get; init; }
}

/// <summary>An object other than the instance whose fields the body reads: a parameter, or what a field holds.</summary>
/// <param name="Name">The parameter or field.</param>
/// <param name="Outer">The object that has the field; null for the instance, for a parameter and for a static field.</param>
internal sealed record Holder(string Name, Holder? Outer)
{
    public bool IsParameter { get; init; }

    /// <summary>Of a static field: its type, as C#.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the name alone does not mean the static field, because another type declares it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The names on the way to it, its own last.</summary>
    public IEnumerable<string> Names => Outer is null ? [Name] : Outer.Names.Append(Name);

    /// <summary>As the user would write it: <c>_block._first</c>.</summary>
    public string Path => string.Join(".", Names);
}

/// <summary>A type that encloses the method, outermost first: <c>"public static partial class Layers"</c> without modifiers other than partial.</summary>
internal sealed record TypeDeclaration(string Keyword, string Name)
{
    /// <summary><c>"&lt;T&gt;"</c> or empty.</summary>
    public string TypeParameters { get; init; } = "";
}

/// <summary>Where and how the user declared the method.</summary>
internal sealed record Declaration(string Name, string GeneratedName)
{
    public string? Namespace { get; init; }

    public EquatableArray<TypeDeclaration> Types { get; init; }

    /// <summary><c>"public"</c>, <c>"private protected"</c>, …</summary>
    public string Accessibility { get; init; } = "private";

    public bool IsStatic { get; init; }

    public bool IsExtension { get; init; }

    /// <summary>Whether the type has a base class of its own, whose members the generated ones may hide.</summary>
    public bool IsDerived { get; init; }

    /// <summary>The most accessible of the overloads that share this residuals type, and whether this method declares it.</summary>
    public string ResidualsAccessibility { get; init; } = "private";

    /// <summary>0 for the first of several overloads of the same generated name, in the order of declaration.</summary>
    public int Overload { get; init; }

    /// <summary>How many overloads share the generated name.</summary>
    public int Overloads { get; init; } = 1;

    /// <summary>Set where the method is what a layer computes.</summary>
    public LayerType? Layer { get; init; }

    public string FullName => string.Join(".", Types.Map(t => t.Name).Add(Name));
}

/// <summary>A parsed method: what the user wrote, free of syntax.</summary>
internal sealed record Method(
    Declaration Declaration,
    EquatableArray<Parameter> Parameters,
    EquatableArray<Statement> Body
)
{
    public EquatableArray<Field> Fields { get; init; }

    /// <summary>What the generated members check first, as the method itself does.</summary>
    public Guards Guards { get; init; } = Guards.None;

    /// <summary>Outermost loops keep their state only now and then, and are computed again from there.</summary>
    public bool IsCheckpointed { get; init; }

    /// <summary>The functions that are called, not read.</summary>
    public EquatableArray<Callee> Callees { get; init; }

    /// <summary>Those with arrays, spans, tensors or structs among their parameters.</summary>
    public EquatableArray<ArrayCallee> ArrayCallees { get; init; }

    /// <summary>
    /// Whether a parameter may be null by its type. The body then says where it is not, <c>x!.Length</c>, and the generated code need
    /// not say it again at each use.
    /// </summary>
    public bool MayBeNull => Parameters.Any(p => p.TypeText.Contains('?') && p.TypeText != "string?");

    /// <summary>The returned scalar; null for void and for a struct.</summary>
    public Buffer? Result { get; init; }

    /// <summary>The type of a returned struct or tuple, whose scalars are the first of <see cref="Outputs"/>.</summary>
    public StructType? ResultStruct { get; init; }

    /// <summary>What else the method computes: the scalars of a returned struct, then <c>out</c> parameters.</summary>
    public EquatableArray<Buffer> Outputs { get; init; }

    /// <summary>The scalars of a returned struct.</summary>
    public IEnumerable<Buffer> ResultParts => Outputs.Take(ResultStruct?.Count ?? 0);
}
