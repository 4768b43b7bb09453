using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The caller's gradients as spans of the length of their parameters, empty where none is wanted.</summary>
internal sealed class GradientSpans(
    PublicNames names,
    ParameterRoles roles,
    ResidualFields fields,
    Method owner,
    SourceWriter writer,
    string runtime,
    string method
)
{
    private readonly StructGradients _structs = new(owner, names, writer);

    /// <summary>Declares the spans, after the checks; the result maps each parameter to its gradient's name.</summary>
    public Dictionary<Buffer, string> Write(string entry, bool isOut)
    {
        var spans = new Dictionary<Buffer, string>();
        foreach (Buffer buffer in names.Gradients)
        {
            string name = _structs.Local(buffer) ?? PublicNames.GradientParameter(buffer);
            if (_structs.Local(buffer) is not null)
            {
                spans.Add(buffer, name);
                continue;
            }

            if (buffer.Form == BufferForm.Jagged)
            {
                if (!names.IsUsed(owner.Parameters.First(p => buffer.Equals(p.Buffer))))
                {
                    spans.Add(buffer, "default");
                    continue;
                }

                name = names.Scope.Declare(buffer.Name + "Gradient");
                writer.Line($"{Forms.Span(buffer)} {name} = default;");
            }
            else if (buffer.Form == BufferForm.Tensor)
            {
                name = names.Scope.Declare(buffer.Name + "Gradient");
                string value = names.Value(buffer);
                writer.Line(
                    $"{Forms.Span(buffer)} {name} = {names.Grad(buffer)} is null ? default : {value}.Grad.AsSpan();"
                );
            }
            else if (buffer.Form == BufferForm.Rectangular)
            {
                string text = Literals.Text(PublicNames.GradientText(buffer));
                writer.Line($"{runtime}.Guard.GradientShape({names.Value(buffer)}, {name}, {method}, {text});");
                string span = names.Scope.Declare(buffer.Name + "Gradient");
                writer.Line($"{Forms.Span(buffer)} {span} = {Forms.Elements(buffer, name)};");
                name = span;
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

        foreach (Parameter parameter in owner.Parameters.Where(p => isOut && p.Struct is not null && p.HasGradient))
        {
            string gradient = NameScope.Escape(parameter.Name + "Grad");
            writer.Line($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {gradient});");
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
            .. References.Of(owner).Select(r => r.IsOut && !isOut ? "default" : r.Bytes),
            .. spans
                .Where(s => s.Key.Form != BufferForm.Jagged && !owner.Parameters.Any(p => p.Parts.Contains(s.Key)))
                .Select(s => s.Key.Form == BufferForm.Scalar ? Single(s.Key, s.Value) : s.Value),
            .. References.Gradients(owner).Select(r => r.Bytes),
        ];
        if (GradientChecks.AreNeeded(names, owner))
        {
            writer.Call($"{entry}.Gradients", arguments, ";");
        }

        new JaggedValues(names, roles, fields, owner, writer, method).Gradients(spans, isOut);
        _structs.Take(isOut);
        foreach (
            Buffer buffer in names.Gradients.Where(b =>
                b.Form is not (BufferForm.Tensor or BufferForm.Scalar or BufferForm.Rectangular or BufferForm.Jagged)
            )
        )
        {
            // The rest of a longer buffer is not ours.
            string name = spans[buffer];
            writer.Open($"if (!{name}.IsEmpty)");
            writer.Line($"{name} = {name}.Slice(0, {names.Length(buffer)});");
            writer.Close();
        }

        return spans;
    }

    /// <summary>Sets every gradient that is wanted to zero.</summary>
    public void Clear(Dictionary<Buffer, string> spans)
    {
        foreach (KeyValuePair<Buffer, string> gradient in spans)
        {
            if (_structs.Local(gradient.Key) is not null || gradient.Key.Form == BufferForm.Jagged)
            {
                continue;
            }

            bool isScalar = gradient.Key.Form == BufferForm.Scalar;
            writer.Line(gradient.Value + (isScalar ? $" = {Literals.Number(0, gradient.Key.Element)};" : ".Clear();"));
        }
    }

    /// <summary>Hands the gradients of structs back, after the pass.</summary>
    public void Give() => _structs.Give();

    /// <summary>The missing gradient of an output is zero on entry.</summary>
    public void StandIns(Dictionary<Buffer, string> spans)
    {
        foreach (Buffer buffer in names.Gradients.Where(b => b.Form != BufferForm.Scalar && roles.IsOutput(b)))
        {
            string name = spans[buffer];
            string zeros = $"{names.Residuals}.{fields.Zeros(buffer)}";
            writer.Open($"if ({name}.IsEmpty)");
            writer.Line($"{name} = {runtime}.Buffers.Zeroed(ref {zeros}, {names.Length(buffer)});");
            writer.Close();
        }
    }

    // The empty gradient of an empty parameter is not missing.
    private string Missing(Buffer buffer, string span) =>
        buffer.Form == BufferForm.Tensor ? $"{names.Grad(buffer)} is null"
        : buffer.Form is BufferForm.Rectangular or BufferForm.Jagged
            ? $"{PublicNames.GradientParameter(buffer)} is null"
        : $"{span}.IsEmpty && {names.Length(buffer)} > 0";

    private static string Single(Buffer buffer, string name) => $"new {Forms.ReadOnlySpan(buffer)}(in {name})";
}
