using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

public class StructTests
{
    private const string Types = """
        struct Vec { public float X, Y; public int N; public bool B; public Vec(float x) { X = x; Y = X * 2; N = 0; B = false; } }
        struct Loud { public float X; public Loud(float x) { X = x; Console.WriteLine(x); } }
        record struct Twice(float X) { public Twice(float x, float y) : this(x * y) { } }
        struct Named { public float X; public string Name; }
        struct Outer { public Named Inner; }
        struct Lazy { public float X { get => field + 1; set => field = value; } }
        struct Kept(float x) { public float Y = 1; public float Sum() => x + Y; }
        [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
        struct Union { [System.Runtime.InteropServices.FieldOffset(0)] public float X; [System.Runtime.InteropServices.FieldOffset(0)] public float Y; }
        [System.Runtime.CompilerServices.InlineArray(2)] struct Two { float X; }
        ref struct Ref { public float X; }
        struct Self { public static Self Zero; public float X; }
        struct Apart { public float X, Y; public void Deconstruct(out float x, out float y) { x = Y; y = X; Console.WriteLine(x); } }
        """;

    private static Task Body(string statements) =>
        Marked.Members(
            $$"""
            {{Types}}
            [Differentiable]
            static void M(float[] x, float a, int n, bool flag, int[] idx) { {{statements}} }
            """
        );

    [Theory]
    [InlineData("Named {|NG0014:v|} = default; x[0] = a;")]
    [InlineData("Outer {|NG0014:v|} = default; x[0] = a;")]
    [InlineData("Lazy {|NG0014:v|} = default; x[0] = a;")]
    [InlineData("Kept {|NG0014:v|} = new(a); x[0] = a;")]
    [InlineData("Union {|NG0014:v|} = default; x[0] = a;")]
    [InlineData("Two {|NG0014:v|} = default; x[0] = a;")]
    [InlineData("Ref {|NG0014:v|} = default; x[0] = a;")]
    [InlineData("DateTime {|NG0014:v|} = default; x[0] = a;")]
    [InlineData("(float, string) {|NG0014:v|} = (a, \"\"); x[0] = a;")]
    [InlineData("Vec? {|NG0014:v|} = null; x[0] = a;")]
    public Task Types_that_are_not_followed(string statements) => Body(statements);

    [Theory]
    [InlineData("Loud v = {|NG0017:new Loud(a)|}; x[0] = v.X;")]
    [InlineData("Twice v = {|NG0017:new Twice(a, a)|}; x[0] = v.X;")]
    [InlineData("Self v = {|NG0016:Self.Zero|}; x[0] = v.X;")]
    [InlineData("var (u, v) = {|NG0016:x.Length > n ? (a, 1) : (a, 2)|}; x[0] = u;")]
    [InlineData("Vec v = new Vec { N = {|NG0101:(int)a|} }; x[0] = v.X;")]
    [InlineData("Vec v = default; Vec w = default; x[0] = {|NG0024:v.Equals(w)|} ? 1 : a;")]
    [InlineData("(float, float) v = (a, a); x[0] = {|NG0024:v == (a, 1)|} ? 1 : a;")]
    public Task Values_that_are_not_followed(string statements) => Body(statements);

    [Theory]
    [InlineData("Apart v = default; {|NG0017:var (p, q) = v|}; x[0] = p;")]
    public Task Changes_that_are_not_followed(string statements) => Body(statements);

    private const string Code = """
        record struct Vec(float X)
        {
            public static Vec operator +(Vec a, Vec b) => new(a.X + b.X);
            public float Deep() => X > 1 ? new Vec(X / 2).Deep() : X;
            public void Grow() => X *= 2;
            public float Grown() { Grow(); return X; }
            public static float Total;
            public float Counted() { Total += X; return X; }
        }
        static void Set(ref int k) => k = 1;
        static void Twice(ref float v) => v *= 2;
        static float Both(ref float v) { v *= 2; return v; }
        """;

    [Theory]
    [InlineData("Vec v = new(a); x[0] = a + {|NG0017:v.Grown()|};")]
    [InlineData("Vec v = new(a), w = v; x[0] = {|NG0024:v == w|} ? 1 : a;")]
    [InlineData("int k = 0; Set(ref k); Set(ref {|NG0019:idx[k]|}); x[k] = a;")]
    [InlineData("x[0] = a + {|NG0017:Both(ref x[1])|};")]
    [InlineData("x[0] = {|NG0017:Both(ref x[1])|};")]
    [InlineData("ref float r = ref x[0]; {|NG0011:r = ref x[1]|}; r = a;")]
    [InlineData("ref float {|NG0014:r|} = ref (flag ? ref x[0] : ref x[1]); r = a;")]
    public Task Calls_that_are_not_followed(string statements) =>
        Marked.Members(
            $$"""
            {{Code}}
            [Differentiable]
            static void M(float[] x, float a, int n, bool flag, int[] idx) { {{statements}} }
            """
        );
}
