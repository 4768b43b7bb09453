using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Parameters that are arrays of arrays: a pass works on a copy of their rows in the residuals and of their gradient's, and what it
/// changes is handed back to the caller's rows. That is the same only where no row that is written shares memory with anything, and
/// nothing else that is written with a row.
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

    private Parameter[] Written => Used.Where(p => roles.IsOutput(p.Buffer!)).ToArray();

    /// <summary>Whether the method writes elements of rows.</summary>
    public bool AreWritten => Written.Length > 0;

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

    /// <summary>No row is part of anything else that the method writes, and one that it writes is nothing else at all.</summary>
    /// <param name="hasOutputs">Whether the member has the method's <c>out</c> parameters.</param>
    public void CheckOutputs(bool hasOutputs = true)
    {
        foreach (Parameter parameter in Written)
        {
            writer.Line($"{Rows}.Distinct({Own(parameter)}, {Name(parameter)}, {text});");
            foreach (Parameter other in Used.Where(p => p.Buffer!.Element == parameter.Buffer!.Element))
            {
                if (!other.Equals(parameter) && (!roles.IsOutput(other.Buffer!) || IsBefore(parameter, other)))
                {
                    string names = $"{Own(parameter)}, {Name(parameter)}, {Own(other)}, {Name(other)}";
                    writer.Line($"{Rows}.Apart({names}, {text});");
                }
            }
        }

        foreach (Parameter parameter in Used.Where(p => p.Buffer!.Element.IsFloating()))
        {
            bool isWritten = roles.IsOutput(parameter.Buffer!);
            foreach (Buffer other in GradientChecks.Values(names).Where(v => isWritten || roles.IsOutput(v)))
            {
                Overlap(Own(parameter), Name(parameter), Bytes(names.Span(other), other), other.Name);
            }

            foreach (Reference reference in References.Of(method).Where(r => hasOutputs || !r.IsOut))
            {
                if (isWritten || reference.IsOut || reference.Scalars.Any(roles.IsOutput))
                {
                    Overlap(Own(parameter), Name(parameter), reference.Bytes, reference.Name);
                }
            }
        }
    }

    private bool IsBefore(Parameter a, Parameter b) => All.TakeWhile(p => !p.Equals(b)).Contains(a);

    /// <summary>What the pass has written goes to the caller's rows.</summary>
    public void GiveValues()
    {
        foreach (Parameter parameter in Written)
        {
            writer.Line($"{names.Residuals}.{fields.Rows(parameter.Buffer!)}.CopyTo({Own(parameter)});");
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
            string copy = $"{names.Residuals}.{fields.RowGradients(parameter.Buffer!)}";
            string shape = $"{names.Residuals}.{fields.Rows(parameter.Buffer!)}";
            // What comes in through the gradient of an output is read.
            bool isRead = !isOut && roles.IsOutput(parameter.Buffer!);
            writer.Line($"{span} = {copy}.{(isRead ? $"Copy({gradient}, {shape})" : $"Zeros({shape})")};");
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

    /// <summary>
    /// Hands what the pass has computed to the caller's gradients, which the everyday call sets to 0 before: it is added to an input's,
    /// and takes the place of that of what is read and written. A pure output's stays as it is.
    /// </summary>
    public void Give(bool isOut)
    {
        foreach (Parameter parameter in All.Where(p => isOut && p.Buffer!.IsDifferentiated))
        {
            writer.Open($"if ({Gradient(parameter)} is not null)");
            writer.Line($"{Rows}.Clear({Gradient(parameter)});");
            writer.Close();
        }

        foreach (Parameter parameter in Wanted.Where(p => roles[p.Buffer!] != Role.PureOutput))
        {
            string verb = roles.IsOutput(parameter.Buffer!) ? "CopyTo" : "AddTo";
            writer.Open($"if ({Gradient(parameter)} is not null)");
            writer.Line($"{names.Residuals}.{fields.RowGradients(parameter.Buffer!)}.{verb}({Gradient(parameter)});");
            writer.Close();
        }
    }

    private void Overlap(string rows, string rowsName, string bytes, string other) =>
        writer.Line($"{Rows}.Overlap({rows}, {rowsName}, {bytes}, {Literals.Text(NameScope.Plain(other))}, {text});");

    private static string Bytes(string span, Buffer buffer) =>
        $"global::System.Runtime.InteropServices.MemoryMarshal.AsBytes(({Forms.ReadOnlySpan(buffer)}){span})";
}
