using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

public class CallTests
{
    private const string Types = """
        interface IPart { double Value(double x); }
        struct Offset : IPart { public double Shift; public double Value(double x) => x + Shift; }
        class Part : IPart { public double Value(double x) => x * x; }
        """;

    private const string Helpers = """
        virtual protected double Open(double x) => x;
        static double Sum(params double[] v) => v[0];
        static double Of<T>(T part, double x) where T : IPart => part.Value(x);
        static T Square<T>(T x) where T : System.Numerics.INumber<T> => x * x;
        static double ByReference(ref double x) => x * x;
        [System.Diagnostics.Conditional("NEVER")] static void Change(double[] x) => x[0] = 0;
        static double Shifted(double x, int i) { double t = x * (4 / i); return t; }
        static double Through(double x) { double t = Given(x); return t * t; }
        internal static double Given(double x) => x;
        [Derivative(nameof(Given))] internal static void D(double x, double result, double seed, ref double xGrad) { }
        static double Next(double[] v, int i) { double t = v[i + 1]; return t * t; }
        static int Count(double x) { int k = 0; if (x > 0) { } return k; }
        double Again(double x) => x > 1 ? Again(x / 2) : x;
        double Shift;
        double Own(double x) => x + Shift;
        """;

    [Theory]
    [InlineData("x[0] = {|NG0017:Open(a)|};")]
    [InlineData("x[0] = {|NG0017:Of(new Part(), a)|};")]
    [InlineData("x[0] = Square(a);")]
    [InlineData("x[0] = ByReference(ref a);")]
    [InlineData("{|NG0017:Change(x)|}; x[1] = a;")]
    [InlineData("x[0] = {|NG0017:Again(a)|};")]
    [InlineData("x[0] = other.Own(a);")]
    [InlineData("x[0] = {|NG0017:(n > 0 ? other : this).Own(a)|};")]
    [InlineData("x[0] = n > 0 ? {|NG0017:Shifted(a, n)|} : 0;")]
    [InlineData("x[0] = n > 0 ? {|NG0017:Through(a)|} : 0;")]
    [InlineData("x[0] = n + 1 < x.Length ? {|NG0017:Next(x, n)|} : 0;")]
    // A struct with fields, and one that is made by code of its own.
    [InlineData("x[0] = {|NG0020:Of(new Offset(), a)|};")]
    [InlineData("x[0] = {|NG0020:Of(new Offset { Shift = 3 }, a)|};")]
    public Task Callees_that_cannot_take_the_place_of_the_call(string statements) =>
        Marked.Source(
            $"{Types}\npartial class C\n{{\n{Helpers}\n[Differentiable] void M(double[] x, double a, int n, [NoGrad] C other) {{ {statements} }}\n}}"
        );

    [Theory]
    [InlineData("static double F(double x) => x;", "", "{|NG0031:D|}(double x, double seed, ref double xGrad) { }")]
    [InlineData(
        "static double F(double x) => x;",
        "",
        "{|NG0031:D|}(double x, double result, double seed, out double xGrad) { xGrad = 1; }"
    )]
    [InlineData(
        "static double F(double x) => x;",
        "",
        "{|NG0031:D|}(double x, double result, double seed, double xGrad) { }"
    )]
    [InlineData(
        "static double F([NoGrad] double x, float y) => x;",
        "",
        "{|NG0031:D|}(double x, float y, double result, double seed, ref double xGrad, ref float yGrad) { }"
    )]
    [InlineData(
        "static double F(double[] x) => x[0];",
        "",
        "{|NG0031:D|}(double[] x, double result, double seed, ref double[] xGrad) { }"
    )]
    [InlineData(
        "static double F(ReadOnlySpan<double> x) => x[0];",
        "",
        "{|NG0031:D|}(ReadOnlySpan<double> x, double result, double seed, ReadOnlySpan<double> xGrad) { }"
    )]
    [InlineData(
        "static double F(Tensor<double> x) => x[0];",
        "",
        "{|NG0031:D|}(Tensor<double> x, double result, double seed, Span<double> xGrad) { }"
    )]
    [InlineData(
        "static void F(Span<double> x) => x[0] = 1;",
        "",
        "{|NG0031:D|}(Span<double> x, double result, double seed, Span<double> xGrad) { }"
    )]
    [InlineData(
        "static float F(double[,] x) => 1;",
        "",
        "{|NG0031:D|}(double[,] x, float result, float seed, double[,,] xGrad) { }"
    )]
    [InlineData(
        "static double G(double x) => x;",
        "",
        "{|NG0031:D|}(double x, double result, double seed, ref double xGrad) { }"
    )]
    [InlineData(
        "static double F<T>(double x) => x;",
        "",
        "{|NG0031:D|}(double x, double result, double seed, ref double xGrad) { }"
    )]
    // Private: generated code stands outside the type.
    [InlineData(
        "private static double F(double x) => x;",
        "return {|NG0017:F(x)|};",
        "D(double x, double result, double seed, ref double xGrad) { }"
    )]
    // Two that fit, and one that does not.
    [InlineData(
        "internal static double F(double x) => x; [Derivative(\"F\")] internal static void E(double x, double result, double seed, ref double xGrad) { }",
        "return {|NG0017:F(x)|};",
        "D(double x, double result, double seed, ref double xGrad) { }"
    )]
    [InlineData("internal static double F(double x) => x;", "return {|NG0017:F(x)|};", "{|NG0031:D|}(double x) { }")]
    [InlineData(
        "internal static double F(double x) => x;",
        "return F(x);",
        "D(double x, double result, double seed, ref double xGrad) { }"
    )]
    [InlineData(
        "internal static double F(double x) => x;",
        "F(x); return x;",
        "D(double x, double result, double seed, ref double xGrad) { }",
        "{|NG0017:F(x)|};"
    )]
    public Task Given_derivatives(string function, string body, string derivative, string? statement = null) =>
        Marked.Members(
            $"{function}\n[Derivative(\"F\")] internal static void {derivative}\n"
                + $"[Differentiable] static double M(double x) {{ {(statement is null ? body : body.Replace("F(x);", statement, System.StringComparison.Ordinal))}{(body.Length == 0 ? "return x;" : "")} }}"
        );

    /// <summary>What is thrown in the middle is made of what is followed, and it must be known when.</summary>
    [Theory]
    [InlineData("x[0] = a; if (n < 0) throw new Exception({|NG0011:x.ToString()|});")]
    [InlineData("x[0] = a; if (n < 0) throw {|NG0011:Make()|};", "static Exception Make() => new Exception();")]
    [InlineData(
        "x[0] = a; if (n < 0) throw {|NG0011:new Own()|};",
        "private sealed class Own : Exception { public Own() { } }"
    )]
    [InlineData("x[0] = a; if (n < 0) throw {|NG0011:new Exception { HelpLink = null }|};")]
    [InlineData(
        "if (n > 0 && {|NG0017:IsBad(x)|}) throw new Exception(); x[0] = a;",
        "static bool IsBad(float[] x) { x[0] = 1; return false; }"
    )]
    [InlineData(
        "x[0] = a > 0 ? {|NG0017:Root(a)|} : 0;",
        "static float Root(float v) { if (v < 0) throw new Exception(); return v; }"
    )]
    [InlineData(
        "x[0] = a; System.Diagnostics.Debug.Assert({|NG0017:Root(a)|} > 0);",
        "static float Root(float v) { if (v < 0) throw new Exception(); return v; }"
    )]
    [InlineData("x[0] = a; bool c = n > 0 && (a > 0 ? a : {|NG0016:throw new Exception()|}) > 1; if (c) x[1] = 0;")]
    [InlineData("x[0] = {|NG0016:n switch { 0 => throw new Exception(), _ => throw new Exception() }|};")]
    [InlineData("x[0] = n switch { 0 => a, _ => throw new Exception({|NG0011:x.ToString()|}) };")]
    [InlineData("x[0] = a; {|NG0011:F(y)|};", "static void F(float[] z) { ArgumentNullException.ThrowIfNull(z); }")]
    [InlineData("x[0] = a; var z = {|NG0011:y|} ?? throw new Exception();")]
    public Task Guards(string statements, string members = "") =>
        Marked.Members(
            $"{members}\n[Differentiable] static void M(float[] x, float[] y, float a, int n) {{ {statements} }}"
        );

    /// <summary>What the arrays are to a function must be known, and its derivative must fit.</summary>
    [Theory]
    [InlineData(
        "internal static double F(Span<double> v) { try { v[0] = 1; } finally { } return v[0]; }",
        "internal static void D(Span<double> v, double result, double seed, Span<double> g) { }",
        "return {|NG0017:F(x)|};"
    )]
    [InlineData(
        "static void Set(Span<double> v) { try { v[0] = 1; } finally { } } internal static double F(double[] v, double[] w) { Set(v); Set(w); return 1; }",
        "internal static void D(double[] v, double[] w, double result, double seed, ReadOnlySpan<double> g, double[] h) { }",
        "return {|NG0017:F(x, y)|};"
    )]
    [InlineData(
        "internal static void F(double[] v, [NoGrad] double[] w) { w[0] = v[0]; }",
        "internal static void D(double[] v, double[] w, double[] g) { }",
        "{|NG0017:F(x, y)|}; return y[0];"
    )]
    [InlineData(
        "internal static void F(double[] v, double[] w) { w[0] = v[0]; }",
        "internal static void D(double[] v, double[] w, double[] g, ReadOnlySpan<double> h) { }",
        "{|NG0017:F(x, x)|}; return y[0];"
    )]
    // Only a part is written, and the derivative does not say what becomes of the rest.
    [InlineData(
        "internal static void F(double[] v, double[] w) { for (int i = 1; i < w.Length; i++) w[i] = v[0]; }",
        "internal static void D(double[] v, double[] w, double[] g, double[] h) { }",
        "{|NG0017:F(x, y)|}; return y[0];"
    )]
    [InlineData(
        "internal static void F(double[] v) { }",
        "internal static void D(double[] v, double[] g) { }",
        "{|NG0017:F(x)|}; return y[0];"
    )]
    [InlineData(
        "internal static double F(double[] v) => v[0];",
        "internal static void D(double[] v, double result, double seed, double[] g) { }",
        "double s = 0; for (int i = 0; i < 3; i++) s += x[i] > 0 ? {|NG0017:F(x)|} : 1; return s;"
    )]
    public Task Given_derivatives_of_functions_of_arrays(string function, string derivative, string body) =>
        Marked.Members(
            $"{function} [Derivative(\"F\")] {derivative}\n"
                + $"[Differentiable] static double M(double[] x, double[] y, ReadOnlySpan<double> r) {{ {body} }}"
        );

    /// <summary>It would not be found where the function is called.</summary>
    [Fact]
    public Task A_derivative_under_another_name() =>
        Marked.Source(
            """
            using D = NeuralGen.DerivativeAttribute;
            static class C
            {
                internal static double F(double x) => x;
                [D(nameof(F))]
                internal static void {|NG0031:G|}(double x, double result, double seed, ref double xGrad) { }
            }
            """
        );

    [Theory]
    [InlineData("static double F(double x) => x > 1 ? {|NG0017:F(x / 2)|} : x;")]
    [InlineData("static double F(double[] x) => x[0] > 1 ? {|NG0017:F(x)|} : x[0];")]
    [InlineData("internal static double F(double[] x) => 1 + (x[0] > 1 ? {|NG0017:F(x)|} : x[0]);")]
    [InlineData("internal double F(double[] x) => x[0] > 1 ? {|NG0018:F(x)|} : x[0];")]
    // What is written may share memory with something else, or is written in the middle of an expression.
    [InlineData(
        "internal static void F(double[] x, double[] y, int n) { x[0] = y[0]; if (n > 0) {|NG0017:F(x, x, n - 1)|}; }"
    )]
    [InlineData(
        "internal static void F(Span<double> x, Span<double> y, int n) { x[0] = y[0]; if (n > 0) {|NG0017:F(x.Slice(1, 3), x.Slice(n, 3), n - 1)|}; }"
    )]
    [InlineData(
        "internal static double F(double[] x, int n) { x[0] *= x[1]; double s = 1; if (n > 0) s = 1 + {|NG0017:F(x, n - 1)|}; return s; }"
    )]
    // What it is not differentiated for depends on what it is differentiated for.
    [InlineData(
        "internal static double F(double[] x) => {|NG0017:G(x, 2, 3)|}; [Differentiable(nameof(x))] internal static double G(double[] x, double a, int n) { double s = a * x[0]; if (n > 0) s += {|NG0017:G(x, a * x[1], n - 1)|}; return s; }"
    )]
    [InlineData(
        "internal static double F(double x) => x; [Differentiable(nameof(x))] internal static double G(double x, double a, int n) => n == 0 ? x * a : {|NG0017:G(x, a * x, n - 1)|};"
    )]
    [InlineData(
        "[NeuralGen.Checkpoint] static double {|NG0032:F|}(double[] x) { double s = 1; while (s > 0.1) s = s * s * x[0]; return s; }"
    )]
    [InlineData(
        "static double F(double x) { [Checkpoint] double G(double v, int n) => n > 0 ? G(v * v, n - 1) : v; return {|NG0032:G(x, 2)|}; }"
    )]
    // What a function that is computed again calls would run again, too.
    [InlineData(
        "internal static double F(double[] x) => {|NG0017:G(x)|}; [Checkpoint] static double G(double[] x) => H(x, 3); [Differentiable] internal static double H(double[] x, int n) => n > 0 ? x[0] * H(x, n - 1) : 1;"
    )]
    public Task Functions_that_cannot_be_called(string members) => Marked.Members($"[Differentiable] {members}");

    /// <summary>What the generated code would read under that name is another type's.</summary>
}
