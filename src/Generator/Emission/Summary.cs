using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>What a caller of the method must know without its body: which parameters are read and written, what the backward pass
/// needs, how the sizes must fit. An output never shares memory with another argument.</summary>
internal sealed class Summary(Derivative derivative)
{
    public string Method =>
        $"{derivative.Method.Declaration.FullName}({string.Join(", ", derivative.Method.Parameters.Select(p => p.TypeText))})";

    public string Parameters =>
        string.Join(
            ", ",
            derivative.Roles.Select(r =>
                $"{r.Buffer.Name}{Axes(r.Buffer)}: "
                + r.Role switch
                {
                    Role.Input => "in",
                    Role.PureOutput => "out",
                    Role.ReadWrite => "in out",
                    _ => "unused",
                }
            )
        );

    /// <summary>How many axes a tensor has: a caller that does nothing but hand it on cannot know.</summary>
    private static string Axes(Buffer buffer) =>
        buffer.Form != BufferForm.Tensor ? ""
        : buffer.IsFlat ? "[…]"
        : $"[{new string(',', buffer.Rank - 1)}]";

    /// <summary>Values of parameters, as the forward pass left them, and residuals.</summary>
    public string Needs =>
        string.Join(
            ", ",
            derivative
                .Adjoint.AllStatements()
                .SelectMany(s => s.Reads())
                .Select(a => a.Buffer)
                .Where(b => b.Kind == BufferKind.Parameter)
                .Concat(derivative.Residuals)
                .Select(b => b.Name)
                .Distinct()
        );

    public string Shapes =>
        string.Join(
            "; ",
            derivative
                .Checks.OfType<RangeCheck>()
                .Select(c => $"{c.Buffer.Name} fails if {string.Join(" and ", c.Violation.Select(v => $"{v} >= 0"))}")
        );
}
