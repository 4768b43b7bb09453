using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The parameter lists of the generated members. They depend on the user's declaration alone.</summary>
internal sealed class Signature(Derivative derivative, PublicNames names)
{
    private readonly Declaration _declaration = derivative.Method.Declaration;

    public string Result => derivative.Method.Result?.Element.Keyword() ?? "void";

    public string ResidualsType => _declaration.GeneratedName + "Residuals";

    public string Modifiers => _declaration.Accessibility + (_declaration.IsStatic ? " static" : "");

    public static bool HasGradient(Derivative derivative) => derivative.Method.Result?.Element.IsFloating() == true;

    /// <summary>Parameters whose gradient is a parameter of its own.</summary>
    public IEnumerable<Buffer> GradientParameters => names.Gradients.Where(b => b.Form != BufferForm.Tensor);

    public string[] Forward() => Parameters(isLast: true, keepsThis: true).ToArray();

    public string[] ForwardWithResiduals() =>
        Parameters(isLast: false, keepsThis: true).Append($"{ResidualsType} {names.Residuals}").ToArray();

    public string[] Backward()
    {
        IEnumerable<string> seed = HasGradient(derivative) ? [$"{Result} {names.Seed}"] : [];
        return
        [
            .. Parameters(isLast: false, keepsThis: false),
            $"{ResidualsType} {names.Residuals}",
            .. seed,
            .. GradientParameters.Select(b => Gradient(b, "ref ")),
        ];
    }

    public string[] Gradient() =>
        [
            .. Parameters(isLast: !GradientParameters.Any(), keepsThis: true),
            .. GradientParameters.Select(b => Gradient(b, "out ")),
        ];

    private static string Gradient(Buffer buffer, string modifier)
    {
        bool isScalar = buffer.Form == BufferForm.Scalar;
        string type = isScalar ? modifier + buffer.Element.Keyword() : Forms.Span(buffer);
        return $"{type} {PublicNames.GradientParameter(buffer)}";
    }

    // Default values and params make sense only where nothing that is required follows.
    private IEnumerable<string> Parameters(bool isLast, bool keepsThis)
    {
        bool isFirst = true;
        foreach (Parameter parameter in derivative.Method.Parameters)
        {
            string prefix = isFirst && keepsThis && _declaration.IsExtension ? "this " : "";
            string modifier = isLast && parameter.IsParams ? "params " : "";
            string suffix = isLast ? parameter.DefaultText : "";
            yield return $"{prefix}{modifier}{parameter.TypeText} {NameScope.Escape(parameter.Name)}{suffix}";
            isFirst = false;
        }
    }
}
