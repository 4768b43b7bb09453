using System.Linq;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Parsing;
using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

/// <summary>What the generated code needs to repeat of a declaration.</summary>
public class DeclarationTests
{
    [Fact]
    public void Names_are_escaped_and_types_are_complete()
    {
        Method method = Single(
            """
            namespace A.@class
            {
                public readonly partial record struct Outer<T> where T : struct
                {
                    internal partial class @record
                    {
                        [Differentiable(Name = "Next")]
                        protected internal static float @in(
                            float @out, Tensor<double> W, [NoGrad] float[] x, string? note = "a\n",
                            StringComparison how = StringComparison.Ordinal, double y = 1e-3, float z = float.NaN,
                            long n = 5, bool b = true, char c = 'x', T t = default, params float[] rest) => @out * rest[0] + z;
                    }
                }
            }
            """
        );
        Declaration declaration = method.Declaration;
        Assert.Equal("A.@class", declaration.Namespace);
        Assert.Equal("in", declaration.Name);
        Assert.Equal("Next", declaration.GeneratedName);
        Assert.Equal("protected internal", declaration.Accessibility);
        Assert.True(declaration.IsStatic);
        Assert.Equal(
            [
                new TypeDeclaration("record struct", "Outer") { TypeParameters = "<T>" },
                new TypeDeclaration("class", "@record"),
            ],
            declaration.Types
        );
        Assert.Equal(
            [
                "float out",
                "global::NeuralGen.Tensor<double> W",
                "float[] x",
                "string? note = \"a\\n\"",
                "global::System.StringComparison how = (global::System.StringComparison)(4)",
                "double y = 0.001d",
                "float z = float.NaN",
                "long n = 5L",
                "bool b = true",
                "char c = 'x'",
                "T t = default",
                "params float[] rest",
            ],
            method.Parameters.Select(p => $"{(p.IsParams ? "params " : "")}{p.TypeText} {p.Name}{p.DefaultText}")
        );
        Assert.Equal(
            ["out", "W", "y", "z", "rest"],
            method.Parameters.Where(p => p.Buffer is { IsDifferentiated: true }).Select(p => p.Name)
        );
        Assert.Equal(["note", "c", "t"], method.Parameters.Where(p => p.Buffer is null).Select(p => p.Name));
    }

    [Fact]
    public void Named_parameters_alone_are_differentiated_for()
    {
        Method method = Parsing.Parse(
            "[Differentiable(nameof(w), \"b\")] static float M(float[] w, float b, float x) => w[0] * x + b;"
        );
        Assert.Equal([true, true, false], method.Parameters.Select(p => p.Buffer!.IsDifferentiated));
    }

    [Fact]
    public void Overloads_are_counted_and_share_the_widest_accessibility()
    {
        var all = Parsing
            .ParseAll(
                Parsing.Usings
                    + """
                    public partial class C
                    {
                        [Differentiable] private static float F(float a) => a;
                        public static float F(int a) => a;
                        [Differentiable] internal static float F(double a) => (float)a;
                        [Differentiable(Name = "F")] protected static float Other(float[] a) => a[0];
                    }
                    """
            )
            .Select(r => r.Method!.Declaration)
            .ToList();
        Assert.Equal([0, 1, 2], all.Select(d => d.Overload));
        Assert.All(all, d => Assert.Equal(3, d.Overloads));
        Assert.All(all, d => Assert.Equal("protected internal", d.ResidualsAccessibility));
    }

    [Fact]
    public void Fields_of_the_instance()
    {
        Method method = Single(
            """
            partial class Layer
            {
                private Tensor<float> W = null!;
                public Tensor<float> B { get; set; } = null!;
                [NoGrad] private readonly Tensor<float> mask = null!;
                private static readonly Tensor<float> shared = null!;
                private float scale; private int count; private bool on; private int[] index = []; private float[] c = [];
                private const float Half = 0.5f;

                [Differentiable]
                public void Run(float[] x)
                {
                    for (int i = 0; i < count; i++)
                        x[i] = on ? this.W[i, 0] * B[i] * mask[i] * shared[i] : scale * c[index[i]] * Half;
                }
            }
            """
        );
        Assert.False(method.Declaration.IsStatic);
        Assert.Equal("count on W B mask shared scale c index", string.Join(" ", method.Fields.Select(f => f.Name)));
        Assert.Equal(
            "W B shared",
            string.Join(" ", method.Fields.Where(f => f.Buffer.IsDifferentiated).Select(f => f.Name))
        );
        Assert.Equal(2, method.Fields.Single(f => f.Name == "W").Buffer.Rank);
        Assert.Equal(
            "for i<count  x[i] = on ? W[i,0] * B[i] * mask[i] * shared[i] : scale * c[index[i]] * 0.5",
            LecturePrinter.Lines(method.Body, withRanges: true).Single()
        );
    }

    [Fact]
    public void Positional_records_hold_tensors() =>
        Assert.Equal(
            "W",
            Single(
                "partial record Layer(Tensor<float> W) { [Differentiable] public void Run(float[] x) { x[0] = W[0]; } }"
            )
                .Fields.Single()
                .Name
        );

    [Fact]
    public void Ids_are_unique()
    {
        Method method = Parsing.Parse(
            """
            [Differentiable]
            static float M(float[] x, int n)
            {
                float s = 0;
                for (int i = 0; i < n; i++) { float u = x[i]; s += u; }
                for (int i = n; i > 0; i--) { float u = x[i]; s += u; }
                return s;
            }
            """
        );
        var buffers = method.Body.SelectMany(Walk.Buffers).Distinct().ToList();
        Assert.Equal(buffers.Count, buffers.Select(b => b.Id).Distinct().Count());
        var loops = method.Body.OfType<For>().Select(f => f.Index.Id).ToList();
        Assert.Equal(loops.Count, loops.Distinct().Count());
    }

    [Fact]
    public void Extension_methods_keep_their_receiver() =>
        Assert.True(
            Parsing.Parse("[Differentiable] public static float M(this float[] x) => x[0];").Declaration.IsExtension
        );

    private static Method Single(string declarations)
    {
        ParseResult result = Parsing.ParseAll($"#nullable enable\n{Parsing.Usings}{declarations}").Single();
        return result.Method ?? throw new Xunit.Sdk.XunitException(string.Join("\n", result.Findings));
    }
}
