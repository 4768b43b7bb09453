using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The caller's gradients as spans of the length of their parameters, empty where none is wanted.</summary>
internal sealed class GradientSpans(
    PublicNames names,
    ParameterRoles roles,
    ResidualFields fields,
    SourceWriter writer,
    string runtime,
    string method
)
{
    /// <summary>Declares the spans, after the checks; the result maps each parameter to its gradient's name.</summary>
    public Dictionary<Buffer, string> Write(string entry, bool isOut)
    {
        var spans = new Dictionary<Buffer, string>();
        foreach (Buffer buffer in names.Gradients)
        {
            string name = PublicNames.GradientParameter(buffer);
            if (buffer.Form == BufferForm.Tensor)
            {
                name = names.Scope.Declare(buffer.Name + "Gradient");
                string value = names.Value(buffer);
                writer.Line($"{Forms.Span(buffer)} {name} = {value}.Grad is null ? default : {value}.Grad.AsSpan();");
            }
            else if (buffer.Form == BufferForm.Scalar && isOut)
            {
                // Nothing is written before the checks.
                writer.Line($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {name});");
            }

            spans.Add(buffer, name);
        }

        if (spans.Count == 0)
        {
            return spans;
        }

        Buffer[] candidates = names.Gradients.Where(b => roles[b] != Role.PureOutput).ToArray();
        if (candidates.Length > 0 && candidates.All(b => b.Form != BufferForm.Scalar))
        {
            writer.Open($"if ({string.Join(" && ", candidates.Select(b => Missing(b, spans[b])))})");
            writer.Line($"{runtime}.Guard.NoGradientWanted({method});");
            writer.Close();
            writer.Line();
        }

        string[] arguments =
        [
            .. GradientChecks.Values(names).Select(names.Span),
            .. spans.Select(s => s.Key.Form == BufferForm.Scalar ? Single(s.Key, s.Value) : s.Value),
        ];
        writer.Call($"{entry}.Gradients", arguments, ";");
        foreach (Buffer buffer in names.Gradients.Where(b => b.Form is not (BufferForm.Tensor or BufferForm.Scalar)))
        {
            // The rest of a longer buffer is not ours.
            string name = spans[buffer];
            writer.Open($"if (!{name}.IsEmpty)");
            writer.Line($"{name} = {name}.Slice(0, {names.Value(buffer)}.Length);");
            writer.Close();
        }

        return spans;
    }

    /// <summary>Sets every gradient that is wanted to zero.</summary>
    public void Clear(Dictionary<Buffer, string> spans)
    {
        foreach (KeyValuePair<Buffer, string> gradient in spans)
        {
            bool isScalar = gradient.Key.Form == BufferForm.Scalar;
            writer.Line(gradient.Value + (isScalar ? $" = {Literals.Number(0, gradient.Key.Element)};" : ".Clear();"));
        }
    }

    /// <summary>The missing gradient of an output is zero on entry.</summary>
    public void StandIns(Dictionary<Buffer, string> spans)
    {
        foreach (Buffer buffer in names.Gradients.Where(b => b.Form != BufferForm.Scalar && roles.IsOutput(b)))
        {
            string name = spans[buffer];
            string zeros = $"{names.Residuals}.{fields.Zeros(buffer)}";
            writer.Open($"if ({name}.IsEmpty)");
            writer.Line($"{name} = {runtime}.Buffers.Zeroed(ref {zeros}, {names.Value(buffer)}.Length);");
            writer.Close();
        }
    }

    // The empty gradient of an empty parameter is not missing.
    private string Missing(Buffer buffer, string span) =>
        buffer.Form == BufferForm.Tensor
            ? $"{names.Value(buffer)}.Grad is null"
            : $"{span}.IsEmpty && {names.Value(buffer)}.Length > 0";

    private static string Single(Buffer buffer, string name) => $"new {Forms.ReadOnlySpan(buffer)}(in {name})";
}
