using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>A gradient is long enough and shares memory with nothing, but with itself.</summary>
internal static class GradientChecks
{
    /// <summary>The values that gradients are compared with.</summary>
    public static Buffer[] Values(PublicNames names) =>
        names.Buffers.Where(b => b.Element.IsFloating() && b.Form != BufferForm.Scalar).ToArray();

    public static void Write(PublicNames names, ParameterRoles roles, SourceWriter writer)
    {
        Buffer[] values = Values(names);
        Buffer[] gradients = names.Gradients.ToArray();
        if (gradients.Length == 0)
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
        writer.Line();
        writer.Call(
            "internal static void Gradients",
            values
                .Select(b => $"{Forms.ReadOnlySpan(b)} {value[b]}")
                .Concat(gradients.Select(b => $"{Forms.ReadOnlySpan(b)} {gradient[b]}"))
                .ToArray(),
            ""
        );
        writer.Open();
        foreach (Buffer buffer in gradients.Where(b => b.Form is not (BufferForm.Tensor or BufferForm.Scalar)))
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

        writer.Close();
    }

    private static bool IsInput(Buffer buffer, ParameterRoles roles) =>
        buffer.Form != BufferForm.Scalar && !roles.IsOutput(buffer);

    private static string Overlap(Buffer buffer, string gradient, string other, string otherText) =>
        $"Guard.Overlap<{buffer.Element.Keyword()}>({gradient}, {Literals.Text(PublicNames.GradientText(buffer))}, "
        + $"{other}, {Literals.Text(otherText)}, Method)";
}
