using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>What programs may use besides their own helpers; a class holds what its text mentions.</summary>
internal static class Library
{
    /// <summary>A function of any number, and the same one of float for what has no such interfaces.</summary>
    public const string Generic = """
        private static T Flatten<T>(T x) where T : System.Numerics.INumber<T> =>
            x > T.Zero ? x / (T.One + x) : x / (T.CreateChecked(1) - x);
        """;

    public const string Plain = """
        private static float Flatten(float x) => x > 0 ? x / (1 + x) : x / (1 - x);
        """;

    private static readonly (string Name, string Code)[] _members =
    [
        (
            "Pair",
            """
            private struct Pair
            {
                public float X;
                public float Y;

                public Pair(float x, float y)
                {
                    X = x;
                    Y = y;
                }
            }
            """
        ),
        ("Point", "private record struct Point(float X, float Y);"),
        (
            "Marked",
            """
            private record struct Marked(bool IsMarked, Pair Inner)
            {
                public Pair Inner = Inner;
            }
            """
        ),
        // The derivative is given: it is not what reading the code would give, but equal to it.
        (
            "Squash",
            """
            internal static float Squash(float x) => x / (1 + MathF.Abs(x));

            [Derivative(nameof(Squash))]
            internal static void SquashDerivative(float x, float result, float seed, ref float xGrad) =>
                xGrad += seed * (1 - MathF.Abs(result)) * (1 - MathF.Abs(result));
            """
        ),
        (
            "Wave",
            """
            [Differentiable]
            internal static float Wave(float x, int depth) =>
                depth <= 0 ? MathF.Sin(x) : (MathF.Sin(x) + Wave(MathF.Cos(x), depth - 1)) * 0.5f;
            """
        ),
        ("Flatten", Generic),
        // A type says which method is meant.
        (
            "Curve<Bend>",
            """
            private interface ICurve
            {
                static abstract float Half(float x);

                float At(float x);
            }

            private struct Bend : ICurve
            {
                public static float Half(float x) => 0.5f * x;

                public float At(float x) => Half(MathF.Sin(x));
            }

            private static float Curve<C>(float x)
                where C : struct, ICurve => default(C).At(x) + C.Half(MathF.Cos(x));
            """
        ),
        (
            "Turned",
            """
            private enum Turn { None, Quarter, Half }

            private static float Turned(float x, Turn turn) =>
                turn switch { Turn.None => MathF.Sin(x), Turn.Half => -MathF.Sin(x), _ => MathF.Cos(x) };
            """
        ),
        .. Writers("", "float", "MathF"),
        .. Writers("Wide", "double", "Math"),
    ];

    /// <summary>The method that writes as an operator does.</summary>
    public static string Writer(string op, bool wide) =>
        op switch
        {
            "=" => "Put",
            "+=" => "Add",
            "-=" => "Take",
            "*=" => "Scale",
            "/=" => "Divide",
            "max" => "Raise",
            _ => "Lower",
        } + (wide ? "Wide" : "");

    public static IEnumerable<string> MembersFor(string text)
    {
        // A record that holds a pair needs both.
        string all = text.Contains("Marked(", System.StringComparison.Ordinal) ? text + " Pair(" : text;
        return _members.Where(m => Regex.IsMatch(all, $@"\b{m.Name}\(")).Select(m => m.Code + "\n");
    }

    private static IEnumerable<(string, string)> Writers(string suffix, string type, string math) =>
        new[]
        {
            ("Put", "at = by"),
            ("Add", "at += by"),
            ("Take", "at -= by"),
            ("Scale", "at *= by"),
            ("Divide", "at /= by"),
            ("Raise", $"at = {math}.Max(at, by)"),
            ("Lower", $"at = {math}.Min(at, by)"),
        }.Select(w =>
            (w.Item1 + suffix, $"private static void {w.Item1}{suffix}(ref {type} at, {type} by) => {w.Item2};")
        );
}
