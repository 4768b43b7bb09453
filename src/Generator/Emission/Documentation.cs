using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The XML documentation of the generated members.</summary>
internal static class Documentation
{
    public static void Forward(SourceWriter writer, Derivative derivative)
    {
        writer.Line($"/// <summary>The vectorized form of {Name(derivative)}.</summary>");
        Formulas(writer, derivative.Augmented);
        Exceptions(writer, derivative);
    }

    public static void ForwardWithResiduals(SourceWriter writer, Derivative derivative, PublicNames names)
    {
        string backward = $"<c>{derivative.Method.Declaration.GeneratedName}Backward</c>";
        writer.Line("/// <summary>");
        writer.Line($"/// The vectorized form of {Name(derivative)}, which also keeps what {backward} needs.");
        writer.Line("/// </summary>");
        Parameters(writer, derivative);
        writer.Line($"/// <param name=\"{names.Residuals}\">Filled by this call; its buffers are reused.</param>");
        Exceptions(writer, derivative);
    }

    public static void Backward(SourceWriter writer, Derivative derivative, PublicNames names)
    {
        writer.Line("/// <summary>");
        writer.Line(
            $"/// The backward pass of {Name(derivative)}: adds the derivative into {Gradients(names, derivative)}."
        );
        writer.Line("/// </summary>");
        Formulas(writer, derivative.Adjoint);
        Parameters(writer, derivative, isBackward: true);
        writer.Line(
            $"/// <param name=\"{names.Residuals}\">As the forward pass of the same arguments left them.</param>"
        );
        if (Signature.HasSeed(derivative))
        {
            writer.Line($"/// <param name=\"{names.Seed}\">The gradient of the returned value.</param>");
        }

        GradientParameters(writer, names, derivative, "Added to", "Read");
        Exceptions(writer, derivative);
        Exception(writer, "InvalidOperationException", "The residuals are empty, or of other sizes or scalars.");
    }

    public static void Gradient(SourceWriter writer, Derivative derivative, PublicNames names)
    {
        writer.Line("/// <summary>");
        writer.Line($"/// The value of {Name(derivative)} and its derivative: sets {Gradients(names, derivative)}.");
        writer.Line("/// </summary>");
        Formulas(writer, derivative.Joint);
        Parameters(writer, derivative);
        GradientParameters(writer, names, derivative, "Set", "Set to 0");
        Exceptions(writer, derivative);
    }

    private static string Name(Derivative derivative) => $"<c>{Xml(derivative.Method.Declaration.Name)}</c>";

    private static string Gradients(PublicNames names, Derivative derivative)
    {
        var roles = new ParameterRoles(derivative);
        IEnumerable<string> inputs = names
            .Gradients.Where(b => roles[b] != Role.PureOutput)
            .Select(b =>
                Owner(derivative, b) is { } of ? NameScope.Plain(of.Name) + "Grad" : PublicNames.GradientText(b)
            )
            .Distinct();
        string list = string.Join(", ", inputs.Select(text => $"<c>{text}</c>"));
        return list.Length == 0 ? "nothing" : list;
    }

    /// <summary>The parameter that is a struct, of one of its scalars.</summary>
    private static Parameter? Owner(Derivative derivative, Buffer part) =>
        derivative.Method.Parameters.FirstOrDefault(p => p.Parts.Contains(part));

    private static void Parameters(SourceWriter writer, Derivative derivative, bool isBackward = false)
    {
        foreach (Parameter parameter in derivative.Method.Parameters.Where(p => !isBackward || p.Output is null))
        {
            writer.Line($"/// <param name=\"{NameScope.Plain(parameter.Name)}\">As in {Name(derivative)}.</param>");
        }
    }

    // What comes in through the gradient of a pure output is read, and left as it is.
    private static void GradientParameters(
        SourceWriter writer,
        PublicNames names,
        Derivative derivative,
        string verb,
        string outputVerb
    )
    {
        var roles = new ParameterRoles(derivative);
        foreach (Parameter parameter in derivative.Method.Parameters.Where(p => p.HasGradient))
        {
            string name = NameScope.Plain(parameter.Name);
            if (parameter.Output is not null)
            {
                if (verb == "Added to")
                {
                    string given = $"The gradient of the final value of <c>{name}</c>.";
                    writer.Line($"/// <param name=\"{name}Grad\">{given}</param>");
                }

                continue;
            }

            Buffer buffer = parameter.Buffers.First();
            if (buffer.Form == BufferForm.Tensor)
            {
                continue;
            }

            string role = roles[buffer] == Role.PureOutput ? outputVerb : verb;
            string empty =
                buffer.Form == BufferForm.Scalar ? ""
                : roles.IsOutput(buffer) ? " Empty: zero."
                : " Empty: not wanted.";
            empty = buffer.Form is BufferForm.Rectangular or BufferForm.Jagged ? empty.Replace("Empty", "Null") : empty;
            string text = $"{role}: the gradient with respect to <c>{name}</c>.{empty}";
            writer.Line($"/// <param name=\"{name}Grad\">{text}</param>");
        }
    }

    // The nests in lecture notation, as they stand over the loops.
    private static void Formulas(SourceWriter writer, IEnumerable<Statement> body)
    {
        string[] notes = body.Select(s => s.Note).OfType<string>().SelectMany(n => n.Split('\n')).ToArray();
        if (notes.Length == 0)
        {
            return;
        }

        writer.Line("/// <remarks>");
        writer.Line("/// <code>");
        foreach (string note in notes)
        {
            writer.Line("/// " + Xml(note.TrimEnd()));
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
    }

    private static void Exceptions(SourceWriter writer, Derivative derivative)
    {
        Exception(writer, "ArgumentException", "Shapes do not fit, or buffers overlap: nothing was written.");
        if (derivative.Checks.Any(c => c is ScanCheck))
        {
            Exception(writer, "IndexOutOfRangeException", "An index array holds an index that is out of range.");
        }

        if (
            derivative.Checks.Any(c => c is OverflowCheck) || derivative.Forward.AllStatements().Any(s => s is IntCheck)
        )
        {
            Exception(
                writer,
                "OverflowException",
                "An int that bounds a loop, is compared, divided or converted is more than it has room for."
            );
        }
    }

    private static void Exception(SourceWriter writer, string type, string text) =>
        writer.Line($"/// <exception cref=\"global::System.{type}\">{text}</exception>");

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
