using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>C#'s operators.</summary>
internal static class Operators
{
    public static (string Symbol, Precedence Precedence) Of(Function function) =>
        function switch
        {
            Function.Add => ("+", Precedence.Additive),
            Function.Subtract => ("-", Precedence.Additive),
            Function.Multiply => ("*", Precedence.Multiplicative),
            _ => ("/", Precedence.Multiplicative),
        };

    public static (string Symbol, Precedence Precedence) Of(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => ("<", Precedence.Relational),
            Comparison.LessOrEqual => ("<=", Precedence.Relational),
            Comparison.Greater => (">", Precedence.Relational),
            Comparison.GreaterOrEqual => (">=", Precedence.Relational),
            Comparison.Equal => ("==", Precedence.Equality),
            _ => ("!=", Precedence.Equality),
        };
}
