using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>A variable of the caller's: what it is called, its memory as an expression, and the scalars in it.</summary>
internal sealed record Reference(string Name, string Bytes, EquatableArray<Buffer> Scalars)
{
    public bool IsOut { get; init; }
}

/// <summary>
/// Parameters that are passed by reference. A pass reads and writes scalars of its own, which is the same only where no such
/// variable is part of another argument that is written.
/// </summary>
internal static class References
{
    public const string Type = "global::System.ReadOnlySpan<byte>";

    private const string AsBytes = "global::System.Runtime.InteropServices.MemoryMarshal.AsBytes";

    /// <summary>The parameters with a modifier, as declared.</summary>
    public static IEnumerable<Reference> Of(Method method) =>
        method
            .Parameters.Where(p => p.Modifier.Length > 0 && (p.Output is not null || p.Buffers.Any()))
            .Select(p => new Reference(
                NameScope.Plain(p.Name),
                Bytes(p.TypeText, p.Name),
                p.Output is { } output ? [output] : p.Buffers.ToEquatableArray()
            )
            {
                IsOut = p.Output is not null,
            });

    /// <summary>The gradients that are structs.</summary>
    public static IEnumerable<Reference> Gradients(Method method) =>
        method
            .Parameters.Where(p => p.Struct is not null && p.HasGradient)
            .Select(p => new Reference(
                NameScope.Plain(p.Name) + "Grad",
                Bytes(p.TypeText, NameScope.Plain(p.Name) + "Grad"),
                p.Parts
            ));

    public static string Overlap(string own, string ownText, string other, string otherText) =>
        $"Guard.Overlap<byte>({own}, {Literals.Text(ownText)}, {other}, {Literals.Text(otherText)}, Method);";

    public static bool AreChecked(PublicNames names, Method method, ParameterRoles roles) =>
        Pairs(names, method, roles, r => r.Name, v => v.Name).Any();

    /// <summary>Checks that no two of them, and none of them and an array, are the same memory where one is written.</summary>
    public static void Write(PublicNames names, Method method, ParameterRoles roles, SourceWriter writer)
    {
        if (!AreChecked(names, method, roles))
        {
            return;
        }

        var scope = new NameScope();
        foreach (string alias in new[] { "Method", "Guard", "Values", "Gradients", "References", "MemoryMarshal" })
        {
            scope.Reserve(alias);
        }

        Reference[] references = Of(method).ToArray();
        Buffer[] values = GradientChecks.Values(names);
        var bytes = references.ToDictionary(r => r, r => scope.Declare(r.Name));
        var spans = values.ToDictionary(v => v, v => scope.Declare(v.Name));
        writer.Line();
        writer.Call(
            "internal static void References",
            [
                .. references.Select(r => $"{Type} {bytes[r]}"),
                .. values.Select(v => $"{Forms.ReadOnlySpan(v)} {spans[v]}"),
            ],
            ""
        );
        writer.Open();
        foreach (
            (string own, string ownText, string other, string otherText) in Pairs(
                names,
                method,
                roles,
                r => bytes[r],
                v => $"MemoryMarshal.AsBytes({spans[v]})"
            )
        )
        {
            writer.Line(Overlap(own, ownText, other, otherText));
        }

        writer.Close();
    }

    private static IEnumerable<(string Own, string OwnText, string Other, string OtherText)> Pairs(
        PublicNames names,
        Method method,
        ParameterRoles roles,
        System.Func<Reference, string> ofReference,
        System.Func<Buffer, string> ofValue
    )
    {
        Reference[] references = Of(method).ToArray();
        bool IsWritten(Reference r) => r.IsOut || r.Scalars.Any(roles.IsOutput);
        for (int i = 0; i < references.Length; i++)
        {
            for (int j = i + 1; j < references.Length; j++)
            {
                (Reference a, Reference b) = IsWritten(references[i])
                    ? (references[i], references[j])
                    : (references[j], references[i]);
                if (IsWritten(a))
                {
                    yield return (ofReference(a), a.Name, ofReference(b), b.Name);
                }
            }

            foreach (Buffer value in GradientChecks.Values(names))
            {
                Reference own = references[i];
                string text = NameScope.Plain(value.Name);
                if (IsWritten(own))
                {
                    yield return (ofReference(own), own.Name, ofValue(value), text);
                }
                else if (roles.IsOutput(value))
                {
                    yield return (ofValue(value), text, ofReference(own), own.Name);
                }
            }
        }
    }

    private static string Bytes(string type, string name) =>
        $"{AsBytes}(new global::System.ReadOnlySpan<{type}>(in {NameScope.Escape(name)}))";
}
