using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>How a struct is put together.</summary>
internal enum StructForm
{
    /// <summary><c>(a, b)</c></summary>
    Tuple,

    /// <summary><c>new S { X = a, Y = b }</c></summary>
    Initializer,

    /// <summary><c>new S(a, b)</c></summary>
    Constructor,
}

/// <summary>
/// A struct or tuple in a signature: generated members take it apart before they call a pass, and put it together after it. Passes
/// see scalars alone.
/// </summary>
/// <param name="TypeText">The type as C# text.</param>
/// <param name="Form">How it is put together.</param>
/// <param name="Members">In the order of the scalars.</param>
internal sealed record StructType(string TypeText, StructForm Form, EquatableArray<StructMember> Members)
{
    /// <summary>Of a constructor: which member each of its parameters becomes.</summary>
    public EquatableArray<int> Order { get; init; }

    public int Count => Members.Sum(m => m.Count);

    /// <summary>The way to each scalar: <c>"Position.X"</c>.</summary>
    public IEnumerable<string> Paths() =>
        Members.SelectMany(m => m.Inner is { } inner ? inner.Paths().Select(p => $"{m.Name}.{p}") : [m.Name]);

    /// <summary>The expression that makes the struct of its scalars, in order; null stands for zero.</summary>
    public string Make(IReadOnlyList<string?> scalars)
    {
        var values = new List<string?>();
        int at = 0;
        foreach (StructMember member in Members)
        {
            List<string?> part = scalars.Skip(at).Take(member.Count).ToList();
            at += member.Count;
            values.Add(
                part.All(p => p is null) ? null
                : member.Inner is { } inner ? inner.Make(part)
                : member.EnumText is { } type ? $"({type}){part[0]}"
                : part[0]
            );
        }

        return Form switch
        {
            StructForm.Tuple => $"({string.Join(", ", values.Select(Text))})",
            StructForm.Constructor => $"new {TypeText}({string.Join(", ", Order.Select(i => Text(values[i], i)))})",
            _ =>
                $"new {TypeText} {{ {string.Join(", ", Members.Zip(values, (m, v) => v is null ? null : $"{m.Name} = {v}").Where(t => t is not null))} }}",
        };
    }

    private string Text(string? value, int member) => value ?? Members[member].Zero;
}

/// <summary>A field or property; <paramref name="Inner"/> where it is a struct itself.</summary>
internal sealed record StructMember(string Name, StructType? Inner)
{
    /// <summary>The type, as C#, where it is an enum: then its value is an integer.</summary>
    public string? EnumText { get; init; }

    public int Count => Inner?.Count ?? 1;

    /// <summary>Its zero, as C# text.</summary>
    public string Zero => Inner is { } inner ? $"default({inner.TypeText})" : "default";
}
