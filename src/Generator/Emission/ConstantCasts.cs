using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Casts of constants to integers that have no room for them. At run time the result is the nearest integer; what the compiler
/// computes of a constant is another one, and in a checked context an error.
/// </summary>
internal static class ConstantCasts
{
    /// <summary>The nearest integer; null where the cast may stand as it is.</summary>
    public static string? Nearest(Convert cast)
    {
        if (!cast.Type.IsInteger() || Value(cast.Operand) is not { } value)
        {
            return null;
        }

        // As numbers the limits of a long are powers of two, the upper one just beyond it.
        double beyond = cast.Type == ScalarType.Int ? 2147483648.0 : 9223372036854775808.0;
        return double.IsNaN(value) ? "0"
            : value >= beyond ? cast.Type.Keyword() + ".MaxValue"
            : value <= -beyond ? cast.Type.Keyword() + ".MinValue"
            : null;
    }

    /// <summary>The value of what C# takes for a constant.</summary>
    private static double? Value(Expr expr) =>
        expr switch
        {
            Constant constant => constant.Value,
            FromIndex number => Rounded((double?)number.Value.AsConstant(), number.Type),
            Convert convert when convert.Type.IsFloating() => Rounded(Value(convert.Operand), convert.Type),
            Apply { Function: Function.Stop } stop => Value(stop.Arguments[0]),
            Apply { Function: Function.Negate } negate => -Value(negate.Arguments[0]),
            Apply { Arguments: [var first, var second] } apply when Value(first) is { } left => Rounded(
                apply.Function switch
                {
                    Function.Add => left + Value(second),
                    Function.Subtract => left - Value(second),
                    Function.Multiply => left * Value(second),
                    Function.Divide => left / Value(second),
                    _ => null,
                },
                apply.Type
            ),
            _ => null,
        };

    private static double? Rounded(double? value, ScalarType type) => type == ScalarType.Float ? (float?)value : value;
}
