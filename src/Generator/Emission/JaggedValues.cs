using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Parameters that are arrays of arrays: a pass reads a copy of their rows in the residuals, and what it adds to the copy's gradient
/// is added to the caller's rows. That is the same only where nothing else that is written shares memory with a row.
/// </summary>
internal sealed class JaggedValues(
    PublicNames names,
    ParameterRoles roles,
    ResidualFields fields,
    Method method,
    SourceWriter writer,
    string text
)
{
    private const string Rows = "global::" + GeneratedFile.RuntimeNamespace + ".JaggedRows";

    public static bool Any(Method method) => method.Parameters.Any(p => p.RowLengths is not null);

    private Parameter[] All => method.Parameters.Where(p => p.RowLengths is not null).ToArray();

    private Parameter[] Used => All.Where(names.IsUsed).ToArray();

    private Parameter[] Wanted => Used.Where(p => p.Buffer!.IsDifferentiated).ToArray();

    private static string Own(Parameter parameter) => NameScope.Escape(parameter.Name);

    private static string Name(Parameter parameter) => Literals.Text(NameScope.Plain(parameter.Name));

    private static string Gradient(Parameter parameter) => PublicNames.GradientParameter(parameter.Buffer!);

    private static string GradientName(Parameter parameter) =>
        Literals.Text(PublicNames.GradientText(parameter.Buffer!));

    /// <summary>Copies the rows; from here on the copy is what the names mean.</summary>
    public void Take(bool again)
    {
        foreach (Parameter parameter in All)
        {
            string rows = $"{names.Residuals}.{fields.Rows(parameter.Buffer!)}";
            if (names.IsUsed(parameter))
            {
                writer.Line($"{rows}.{(again ? "TakeAgain" : "Take")}({Own(parameter)}, {text}, {Name(parameter)});");
            }

            names.Stand(parameter.Buffer!, rows);
            names.Stand(parameter.RowLengths!, rows + ".Lengths");
        }
    }

    /// <summary>No row is part of what the method writes.</summary>
    public void CheckOutputs()
    {
        foreach (Parameter parameter in Used)
        {
            foreach (Buffer output in GradientChecks.Values(names).Where(roles.IsOutput))
            {
                Overlap(Own(parameter), Name(parameter), Bytes(names.Span(output), output), output.Name);
            }

            foreach (Reference reference in References.Of(method).Where(r => r.IsOut || r.Scalars.Any(roles.IsOutput)))
            {
                Overlap(Own(parameter), Name(parameter), reference.Bytes, reference.Name);
            }
        }
    }

    /// <summary>Declares the spans of the gradients, and checks that the caller's are apart from all else.</summary>
    public void Gradients(Dictionary<Buffer, string> spans, bool isOut)
    {
        foreach (Parameter parameter in Wanted)
        {
            string span = spans[parameter.Buffer!];
            string gradient = Gradient(parameter);
            writer.Open($"if ({gradient} is not null)");
            writer.Line($"{Rows}.Shape({Own(parameter)}, {gradient}, {text}, {GradientName(parameter)});");
            writer.Line(
                $"{span} = {names.Residuals}.{fields.RowGradients(parameter.Buffer!)}.Zeros({names.Residuals}.{fields.Rows(parameter.Buffer!)});"
            );
            foreach (Buffer value in GradientChecks.Values(names))
            {
                Overlap(gradient, GradientName(parameter), Bytes(names.Span(value), value), value.Name);
            }

            foreach (Parameter value in Used.Where(p => p.Buffer!.Element == parameter.Buffer!.Element))
            {
                writer.Line(
                    $"{Rows}.Apart({gradient}, {GradientName(parameter)}, {Own(value)}, {Name(value)}, {text});"
                );
            }

            foreach (
                Reference r in References.Of(method).Where(r => isOut || !r.IsOut).Concat(References.Gradients(method))
            )
            {
                Overlap(gradient, GradientName(parameter), r.Bytes, r.Name);
            }

            foreach (
                KeyValuePair<Buffer, string> other in spans.Where(s =>
                    s.Key.Form != BufferForm.Jagged && !method.Parameters.Any(p => p.Parts.Contains(s.Key))
                )
            )
            {
                string bytes =
                    other.Key.Form == BufferForm.Scalar
                        ? Bytes($"new {Forms.ReadOnlySpan(other.Key)}(in {other.Value})", other.Key)
                        : Bytes(other.Value, other.Key);
                Overlap(gradient, GradientName(parameter), bytes, PublicNames.GradientText(other.Key));
            }

            writer.Close();
        }

        Pairs();
    }

    // Rows that are the same array may have the same gradient: both add into it.
    private void Pairs()
    {
        Parameter[] wanted = Wanted;
        for (int i = 0; i < wanted.Length; i++)
        {
            for (int j = i; j < wanted.Length; j++)
            {
                (Parameter a, Parameter b) = (wanted[i], wanted[j]);
                if (a.Buffer!.Element == b.Buffer!.Element)
                {
                    string test = i == j ? "" : $" && {Gradient(b)} is not null";
                    writer.Open($"if ({Gradient(a)} is not null{test})");
                    writer.Line(
                        $"{Rows}.Gradients({Own(a)}, {Gradient(a)}, {Own(b)}, {Gradient(b)}, ({GradientName(a)}, {GradientName(b)}), {text});"
                    );
                    writer.Close();
                }
            }
        }
    }

    /// <summary>Adds what the pass has computed to the caller's gradients, which the everyday call sets to 0 before.</summary>
    public void Give(bool isOut)
    {
        foreach (Parameter parameter in All.Where(p => isOut && p.Buffer!.IsDifferentiated))
        {
            writer.Open($"if ({Gradient(parameter)} is not null)");
            writer.Line($"{Rows}.Clear({Gradient(parameter)});");
            writer.Close();
        }

        foreach (Parameter parameter in Wanted)
        {
            writer.Open($"if ({Gradient(parameter)} is not null)");
            writer.Line($"{names.Residuals}.{fields.RowGradients(parameter.Buffer!)}.AddTo({Gradient(parameter)});");
            writer.Close();
        }
    }

    private void Overlap(string rows, string rowsName, string bytes, string other) =>
        writer.Line($"{Rows}.Overlap({rows}, {rowsName}, {bytes}, {Literals.Text(NameScope.Plain(other))}, {text});");

    private static string Bytes(string span, Buffer buffer) =>
        $"global::System.Runtime.InteropServices.MemoryMarshal.AsBytes(({Forms.ReadOnlySpan(buffer)}){span})";
}
