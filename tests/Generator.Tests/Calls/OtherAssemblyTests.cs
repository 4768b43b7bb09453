using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>What another assembly was compiled to is all that is known of its functions.</summary>
public class OtherAssemblyTests
{
    private const string Library = """
        using System; using NeuralGen;
        namespace Library;
        public static partial class Curves
        {
            [Differentiable]
            public static double Bell(double x, double width) => Math.Exp(-x * x / width);
            public static double Step(double x) => x > 0 ? 1 : 0;
            [Derivative(nameof(Step))]
            public static void Smooth(double x, double result, double seed, ref double xGrad) => xGrad += seed * 0.25;
        }
        """;

    private const string Program = """
        using NeuralGen; using Library;
        public static partial class P
        {
            [Differentiable]
            public static double M(double x, double w) => Curves.Bell(x, w) * 3 + Curves.Step(x) * w;
            public static double Run(int which)
            {
                double value = MGradient(0.5, 2, out double x, out double w);
                return which == 0 ? value : which == 1 ? x : w;
            }
        }
        """;

    [Fact]
    public void Functions_of_a_library()
    {
        byte[] library = Build("Library", Library, []);
        byte[] program = Build("Program", Program, [MetadataReference.CreateFromImage(library)]);
        Assembly loaded = Assembly.Load(library);
        AppDomain.CurrentDomain.AssemblyResolve += (_, e) =>
            e.Name.StartsWith("Library,", StringComparison.Ordinal) ? loaded : null;
        MethodInfo run = Assembly.Load(program).GetType("P")!.GetMethod("Run")!;
        double Run(int which) => (double)run.Invoke(null, [which])!;

        double bell = Math.Exp(-0.125);
        Assert.Equal((3 * bell) + 2, Run(0), 1e-12);
        Assert.Equal((-3 * bell * 0.5) + 0.5, Run(1), 1e-12);
        Assert.Equal((3 * bell * 0.0625) + 1, Run(2), 1e-12);
    }

    private const string ArrayLibrary = """
        using System; using NeuralGen;
        namespace Library;
        public record struct Pair(double X, double Y);
        public struct Mixed { public float Scale; public int Count; public bool Flip; [NoGrad] public double Constant; }
        public struct Hidden { public double X; private double _y; public double Y => _y * X; public Hidden(double x) { X = x; _y = x; } }
        [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
        public struct Overlaid { [System.Runtime.InteropServices.FieldOffset(0)] public double X; [System.Runtime.InteropServices.FieldOffset(0)] public double Y; }
        public static partial class Nets
        {
            [Differentiable]
            public static void Affine(Tensor<double> X, Tensor<double> W, double[] b, Tensor<double> Y)
            {
                for (int n = 0; n < X.Dim(0); n++)
                    for (int i = 0; i < W.Dim(1); i++)
                    {
                        double u = b[i];
                        for (int j = 0; j < W.Dim(0); j++) u += X[n, j] * W[j, i];
                        Y[n, i] = Math.Tanh(u);
                    }
            }
            [Differentiable]
            public static double Total(Tensor<double> X, double power)
            {
                double s = 0;
                foreach (double e in X.AsSpan()) s += Math.Pow(e * e + 1, power);
                return s;
            }
            // Elements of the output that it never looks at keep their values, and their gradients.
            [Differentiable]
            public static void Front(double[] v, double[] w, int count)
            {
                for (int i = 0; i < count; i++) w[i] = v[i] * v[i];
            }
            [Differentiable]
            public static void Smooth(Span<double> v, double t, int times)
            {
                for (int k = 0; k < times; k++)
                    for (int i = 1; i < v.Length; i++) v[i] += t * v[i - 1];
            }
            [Differentiable]
            public static double Distance(Pair a, Pair b, (double U, double V) weight) =>
                (a.X - b.X) * (a.X - b.X) * weight.U + (a.Y - b.Y) * a.Y * weight.V;
            [Differentiable]
            public static Pair Turned(Pair p, double[] angles, Mixed how)
            {
                double s = how.Constant;
                for (int i = 0; i < angles.Length; i++) s += angles[i] * how.Scale * (how.Flip ? -how.Count : how.Count);
                return new Pair { X = p.X * Math.Cos(s) - p.Y * Math.Sin(s), Y = p.X * Math.Sin(s) + p.Y * Math.Cos(s) };
            }
            [Differentiable]
            public static float Mean(ReadOnlySpan<float> v, int[] idx) { float s = 0; for (int i = 0; i < idx.Length; i++) s += v[idx[i]] * v[0]; return s / idx.Length; }
            public sealed partial class Scale { [Differentiable] public double Of(double x) => x * 2; }
            [Differentiable(nameof(v))]
            public static double Part(double[] v, double scale) { double s = 0; foreach (double e in v) s += e * scale; return s; }
        }
        """;

    private static readonly string[] Bodies =
    [
        "return Curves(x, y, a) * x[2];",
        "Nets.Smooth(x, a, 2); Nets.Smooth(x.AsSpan(2, 4), y[0], n); return x[3] * x[5] + x[n];",
        "for (int i = 0; i < n; i++) { double s = x[i]; Nets.Smooth(y, s * 0.3, i % 3); x[i] = y[n] + s; } return y[3] * x[2];",
        "double s = 0; int k = 0; while (k < n && s < 5) { Nets.Smooth(y.AsSpan(1), 0.1, 1); s += y[n] * y[n] + x[k]; k += 2; } return s * y[1];",
        "double s = 0; for (int i = 1; i < n; i++) s += Nets.Distance(new Pair { X = x[i], Y = y[i] }, new Pair { X = x[i - 1], Y = a }, (y[0], s * 0.1)); return s;",
        "var p = new Pair { X = x[0], Y = y[1] }; var how = new Mixed { Scale = 0.5f, Count = 2, Flip = flag, Constant = 0.25 }; for (int i = 0; i < 3; i++) { p = Nets.Turned(p, y, how); p.X *= x[i]; } return p.X * p.X + p.Y * a;",
        "Pair p = Nets.Turned(new Pair { X = x[0], Y = y[1] }, x, new Mixed { Scale = (float)0.5, Count = n }); return p.X * p.Y;",
        "for (int i = 0; i < n; i++) { Nets.Front(x, y, i); y[n - 1] *= a; x[i] += y[1] * y[3]; } return y[2] * x[4] + y[n] * y[n - 1];",
        "return Nets.Part(x, 2.5) * Nets.Part(y, 1) * a;",
        "var t = new Tensor<double>(2, 3); for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) t[i, j] = x[i] * y[j]; double s = Nets.Total(t, a * a); t[1, 2] = s; return s * 0.1 + Nets.Total(t, 0.5);",
        "var q = new Tensor<double>(3, 2); var w = new Tensor<double>(2, 4); var r = new Tensor<double>(3, 4); var b = new double[4]; for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) q[i, j] = x[i] * y[j]; for (int i = 0; i < 2; i++) for (int j = 0; j < 4; j++) w[i, j] = x[i + 2] + y[j]; for (int j = 0; j < 4; j++) b[j] = a * x[j]; for (int k = 0; k < 3; k++) { Nets.Affine(q, w, b, r); for (int i = 0; i < 3; i++) { q[i, 0] = r[i, 1] * x[1]; q[i, 1] = r[i, 3]; b[i] += r[i, 2]; } } double s = 0; for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) s += r[i, j] * r[i, j]; return s + q[0, 0];",
    ];

    /// <summary>With tensors, spans, arrays, numbers and structs.</summary>
    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation)
    {
        const string curves = """
            static double Curves(double[] x, double[] y, double a)
            {
                var X = new Tensor<double>(2, 2);
                X[0, 1] = x[0]; X[1, 0] = y[3] * a;
                return Through(X, a) * Nets.Distance(new Pair { X = x[1], Y = a }, default, (1, y[2]));
            }
            static double Through(Tensor<double> T, double a) => Nets.Total(T, a);
            """;
        Meaning.Agree(Bodies, generation, curves, types: "using Library;", library: Build("Library", ArrayLibrary, []));
    }

    [Fact]
    public void A_tensor_that_is_only_handed_on_and_numbers_of_one_width()
    {
        byte[] library = Build("Library", ArrayLibrary, []);
        Compiled compiled = Compiler.Compile(
            """
            using System; using NeuralGen; using Library;
            public static partial class P
            {
                [Differentiable] public static double M(Tensor<double> T, Tensor<double> W, double[] b, Tensor<double> Y, float[] f, int[] idx)
                {
                    Nets.Affine(T, W, b, Y);
                    return Nets.Total(Y, 1) + Nets.Mean(f, idx) * Nets.Mean(f.AsSpan(1), idx);
                }
                public static double Run(int which)
                {
                    var T = Tensor<double>.Parameter(2, 2); var W = Tensor<double>.Parameter(2, 3); var Y = Tensor<double>.Parameter(2, 3);
                    double[] b = [0.1, 0.2, 0.3], bGrad = new double[3];
                    for (int i = 0; i < 4; i++) T.AsSpan()[i] = 0.1 * i;
                    for (int i = 0; i < 6; i++) W.AsSpan()[i] = 0.3 - 0.1 * i;
                    float[] f = [1, 2, 3, 4], fGrad = new float[4];
                    double value = MGradient(T, W, b, Y, f, [0, 2, 2], bGrad, fGrad);
                    double expected = 0;
                    foreach (double e in Y.AsSpan()) expected += e * e + 1;
                    float m = (1 + 3 + 3) / 3f, k = (2 + 4 + 4) * 2 / 3f;
                    double bs = 0;
                    for (int n = 0; n < 2; n++) bs += 2 * Y[n, 1] * (1 - Y[n, 1] * Y[n, 1]);
                    double w = 0;
                    for (int n = 0; n < 2; n++) w += 2 * Y[n, 2] * (1 - Y[n, 2] * Y[n, 2]) * T[n, 1];
                    return which switch
                    {
                        0 => value - expected - m * k,
                        1 => bGrad[1] - bs,
                        2 => W.Grad![1, 2] - w,
                        3 => fGrad[0] - (1 + 7) / 3f * k,
                        _ => fGrad[2] - (2f / 3 * k),
                    };
                }
            }
            """,
            library: library
        );
        for (int which = 0; which < 5; which++)
        {
            Assert.True(
                Math.Abs((double)compiled.Call("P", "Run", which)!) < 1e-5,
                $"{which}: {compiled.Call("P", "Run", which)}"
            );
        }
    }

    [Theory]
    [InlineData("return {|NG0017:Nets.Part(x, a)|};")]
    [InlineData("return a + (flag ? {|NG0017:Nets.Part(x, 2)|} : 1);")]
    [InlineData("return {|NG0018:new Nets.Scale().Of(a)|};")]
    [InlineData("var {|NG0014:h|} = new Hidden(); return a;")]
    [InlineData("var {|NG0014:h|} = new Overlaid(); return a;")]
    public Task Refused(string body) =>
        Refusals.Marked.Source(
            "using Library;\npublic static partial class P { [Differentiable] public static double M(double[] x, Tensor<double> t, double a, bool flag) { "
                + body
                + " } }",
            Build("Library", ArrayLibrary, [])
        );

    private static byte[] Build(string name, string source, MetadataReference[] others)
    {
        var strictness = new Strictness();
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, strictness.Parse)],
            [.. References.All, .. others],
            strictness.Compile
        );
        CSharpGeneratorDriver
            .Create(Generators.For(Generation.Scheduled), parseOptions: strictness.Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        var image = new MemoryStream();
        Assert.Empty(output.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return image.ToArray();
    }
}
