using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The parameter lists of the generated members. They depend on the user's declaration alone.</summary>
internal sealed class Signature(Derivative derivative, PublicNames names)
{
    private readonly Declaration _declaration = derivative.Method.Declaration;

    public string Result =>
        derivative.Method.Result?.Element.Keyword() ?? derivative.Method.ResultStruct?.TypeText ?? "void";

    public string ResidualsType => _declaration.GeneratedName + "Residuals";

    public string Modifiers => _declaration.Accessibility + (_declaration.IsStatic ? " static" : "");

    public static bool HasGradient(Derivative derivative) => derivative.Method.Result?.Element.IsFloating() == true;

    /// <summary>Whether the result's gradient is given.</summary>
    public static bool HasSeed(Derivative derivative) =>
        HasGradient(derivative) || derivative.Method.ResultParts.Any(r => r.HasSeed);

    public string[] Forward() => Parameters(isLast: true, keepsThis: true).ToArray();

    public string[] ForwardWithResiduals() =>
        Parameters(isLast: false, keepsThis: true).Append($"{ResidualsType} {names.Residuals}").ToArray();

    public string[] Backward()
    {
        IEnumerable<string> seed = HasSeed(derivative) ? [$"{Result} {names.Seed}"] : [];
        return
        [
            .. BackwardParameters(),
            $"{ResidualsType} {names.Residuals}",
            .. seed,
            .. derivative.Method.Parameters.Where(p => p.HasGradient).Select(p => Gradient(p, "ref ")).OfType<string>(),
        ];
    }

    public string[] Gradient()
    {
        // What an 'out' parameter's gradient would be is nothing here.
        string[] gradients = derivative
            .Method.Parameters.Where(p => p.HasGradient && p.Output is null)
            .Select(p => Gradient(p, "out "))
            .OfType<string>()
            .ToArray();
        return [.. Parameters(isLast: gradients.Length == 0, keepsThis: true), .. gradients];
    }

    /// <summary>The extra parameter for a gradient; null where the parameter brings its own along.</summary>
    private static string? Gradient(Parameter parameter, string modifier)
    {
        string name = NameScope.Escape(NameScope.Plain(parameter.Name) + "Grad");
        return parameter switch
        {
            { Output: { } output } => $"{output.Element.Keyword()} {name}",
            { Struct: { } type } => $"{modifier}{type.TypeText} {name}",
            { Buffer: { Form: BufferForm.Tensor } } => null,
            { Buffer: { Form: BufferForm.Scalar } scalar } => $"{modifier}{scalar.Element.Keyword()} {name}",
            { Buffer: { Form: BufferForm.Jagged } rows } => $"{rows.Element.Keyword()}[][]? {name}",
            { Buffer: { Form: BufferForm.Rectangular } array } => $"{Forms.Type(array)}? {name}",
            _ => $"{Forms.Span(parameter.Buffer!)} {name}",
        };
    }

    // As the forward pass left them: nothing goes out.
    private IEnumerable<string> BackwardParameters() =>
        derivative
            .Method.Parameters.Where(p => p.Modifier != "out ")
            .Select(p => $"{(p.Modifier == "ref " ? "" : p.Modifier)}{p.TypeText} {NameScope.Escape(p.Name)}");

    // Default values and params make sense only where nothing that is required follows.
    private IEnumerable<string> Parameters(bool isLast, bool keepsThis)
    {
        bool isFirst = true;
        foreach (Parameter parameter in derivative.Method.Parameters)
        {
            string prefix = isFirst && keepsThis && _declaration.IsExtension ? "this " : "";
            string modifier = isLast && parameter.IsParams ? "params " : "";
            string suffix = isLast ? parameter.DefaultText : "";
            string reference = parameter.Modifier;
            yield return $"{prefix}{modifier}{reference}{parameter.TypeText} {NameScope.Escape(parameter.Name)}{suffix}";
            isFirst = false;
        }
    }
}
