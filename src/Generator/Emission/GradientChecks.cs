using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>A gradient is long enough and shares memory with nothing, but with itself.</summary>
internal static class GradientChecks
{
    /// <summary>The values that gradients are compared with.</summary>
    public static Buffer[] Values(PublicNames names) =>
        names
            .Buffers.Where(b => b.Element.IsFloating() && b.Form is not (BufferForm.Scalar or BufferForm.Jagged))
            .ToArray();

    /// <summary>The gradients that are compared here: not those of structs, nor of arrays of arrays.</summary>
    public static IEnumerable<Buffer> Gradients(PublicNames names, Method method) =>
        names.Gradients.Where(g => g.Form != BufferForm.Jagged && !method.Parameters.Any(p => p.Parts.Contains(g)));

    /// <summary>Whether there is anything to compare.</summary>
    public static bool AreNeeded(PublicNames names, Method method) =>
        Gradients(names, method).Any() || References.Gradients(method).Any();

    public static void Write(PublicNames names, Method method, ParameterRoles roles, SourceWriter writer)
    {
        Buffer[] values = Values(names);
        Buffer[] gradients = Gradients(names, method).ToArray();
        Reference[] references = References.Of(method).ToArray();
        Reference[] structs = References.Gradients(method).ToArray();
        if (gradients.Length + structs.Length == 0)
        {
            return;
        }

        var scope = new NameScope();
        foreach (string alias in new[] { "Method", "Guard", "Values", "Gradients" })
        {
            scope.Reserve(alias);
        }

        var value = values.ToDictionary(b => b, b => scope.Declare(b.Name));
        var gradient = gradients.ToDictionary(b => b, b => scope.Declare(b.Name + "Grad"));
        var bytes = references.Concat(structs).ToDictionary(r => r, r => scope.Declare(r.Name));
        writer.Line();
        writer.Call(
            "internal static void Gradients",
            [
                .. values.Select(b => $"{Forms.ReadOnlySpan(b)} {value[b]}"),
                .. references.Select(r => $"{References.Type} {bytes[r]}"),
                .. gradients.Select(b => $"{Forms.ReadOnlySpan(b)} {gradient[b]}"),
                .. structs.Select(r => $"{References.Type} {bytes[r]}"),
            ],
            ""
        );
        writer.Open();
        foreach (
            Buffer buffer in gradients.Where(b =>
                b.Form is not (BufferForm.Tensor or BufferForm.Scalar or BufferForm.Rectangular)
            )
        )
        {
            string name = gradient[buffer];
            writer.Open($"if (!{name}.IsEmpty)");
            string text = Literals.Text(PublicNames.GradientText(buffer));
            writer.Line($"Guard.GradientLength(Method, {text}, {name}.Length, {value[buffer]}.Length);");
            writer.Close();
        }

        foreach (Buffer buffer in gradients)
        {
            foreach (Buffer other in values.Where(v => v.Element == buffer.Element))
            {
                writer.Line(Overlap(buffer, gradient[buffer], value[other], NameScope.Plain(other.Name)) + ";");
            }
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            for (int j = i + 1; j < gradients.Length; j++)
            {
                (Buffer a, Buffer b) = (gradients[i], gradients[j]);
                if (a.Element != b.Element)
                {
                    continue;
                }

                string test = Overlap(a, gradient[a], gradient[b], PublicNames.GradientText(b)) + ";";
                bool mayBeSame = IsInput(a, roles) && IsInput(b, roles);
                if (!mayBeSame)
                {
                    writer.Line(test);
                    continue;
                }

                // The same input given twice has one gradient, into which both add.
                writer.Open($"if ({value[a]} != {value[b]} || {gradient[a]} != {gradient[b]})");
                writer.Line(test);
                writer.Close();
            }
        }

        foreach (Reference own in structs)
        {
            IEnumerable<(string Bytes, string Text)> others = values
                .Select(v => (AsBytes(value[v]), NameScope.Plain(v.Name)))
                .Concat(gradients.Select(g => (AsBytes(gradient[g]), PublicNames.GradientText(g))))
                .Concat(structs.SkipWhile(r => r != own).Skip(1).Concat(references).Select(r => (bytes[r], r.Name)));
            foreach ((string other, string text) in others)
            {
                writer.Line(References.Overlap(bytes[own], own.Name, other, text));
            }
        }

        foreach (Buffer own in gradients)
        {
            foreach (Reference other in references)
            {
                string text = PublicNames.GradientText(own);
                writer.Line(References.Overlap(AsBytes(gradient[own]), text, bytes[other], other.Name));
            }
        }

        writer.Close();
    }

    private static string AsBytes(string span) => $"MemoryMarshal.AsBytes({span})";

    private static bool IsInput(Buffer buffer, ParameterRoles roles) =>
        buffer.Form != BufferForm.Scalar && !roles.IsOutput(buffer);

    private static string Overlap(Buffer buffer, string gradient, string other, string otherText) =>
        $"Guard.Overlap<{buffer.Element.Keyword()}>({gradient}, {Literals.Text(PublicNames.GradientText(buffer))}, "
        + $"{other}, {Literals.Text(otherText)}, Method)";
}
