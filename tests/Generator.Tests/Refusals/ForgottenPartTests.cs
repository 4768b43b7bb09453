using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>Whatever a layer holds and does not name is reported, and nothing else.</summary>
public class ForgottenPartTests
{
    private const string Passes = """
        public override Tensor<float> Forward(Tensor<float> input) => input;
        public override void Backward() { }
        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => inputShape.ToArray();
        """;

    private const string Named =
        "protected override IEnumerable<KeyValuePair<string, Tensor<float>>> Tensors => [new(\"w\", w)];";

    private const string Children = "public override IEnumerable<KeyValuePair<string, Layer>> Children => [];";

    private const string Method =
        "[Differentiable] private static void M(Tensor<float> X, float a, Tensor<float> Y) { for (int i = 0; i < X.Dim(0); i++) Y[i] = X[i] * a; }";

    /// <summary>Passes by hand, and no [Differentiable] method beside which anything could be generated.</summary>
    [Theory]
    [InlineData("private readonly Tensor<float> {|NG0103:w|};")]
    [InlineData("public Tensor<float> {|NG0103:W|} { get; } = null;")]
    [InlineData("private Tensor<float>[] {|NG0103:w|};")]
    [InlineData("private Tensor<double> {|NG0103:w|};")]
    [InlineData("private Layer {|NG0103:l|};")]
    [InlineData("public Dense {|NG0103:Inner|} { get; set; }")]
    [InlineData("private (int, Tensor<float>) {|NG0103:w|};")]
    [InlineData("private Dictionary<string, List<Layer>> {|NG0103:w|};")]
    [InlineData("private Lazy<Tensor<float>> {|NG0103:w|};")]
    [InlineData("private Cell {|NG0103:w|};")]
    [InlineData("private Cell.Linked {|NG0103:w|};")]
    [InlineData("Tensor<float> {|NG0103:w|}, {|NG0103:v|}; Layer {|NG0103:l|};")]
    [InlineData("Tensor<float> w; " + Named)]
    [InlineData("Tensor<float> w; Cell c; Layer {|NG0103:l|}; " + Named)]
    [InlineData("Layer l; List<Layer> m; " + Children)]
    [InlineData("Layer l; Tensor<float> {|NG0103:w|}; " + Children)]
    [InlineData(
        "static Tensor<float> s; float[] data; LayerCall call; Func<Tensor<float>> f; Random r; object o; int[] i;"
    )]
    [InlineData("Tensor<float> Get() => null; Tensor<float> Property => null; event Action<Tensor<float>> E;")]
    public Task Without_a_differentiable_method(string members) => Source(members);

    /// <summary>Beside one, fields, auto-properties, arrays and lists are named by what is generated.</summary>
    [Theory]
    [InlineData(
        "Tensor<float> w; Tensor<float>[] v; public List<Layer> Inner { get; } IReadOnlyList<Tensor<float>> r; Dense d;"
    )]
    [InlineData("private Tensor<double> {|NG0103:w|};")]
    [InlineData("private Tensor<float>[,] {|NG0103:w|};")]
    [InlineData("private Tensor<float>[][] {|NG0103:w|};")]
    [InlineData("private (int, Tensor<float>) {|NG0103:w|}; Dictionary<int, Layer> {|NG0103:l|};")]
    [InlineData("private Cell {|NG0103:w|};")]
    [InlineData("private Cell c; Tensor<float> w; " + Named)]
    [InlineData("private IEnumerable<Tensor<float>> {|NG0103:w|};")]
    public Task Beside_a_differentiable_method(string members) => Source(members + Method);

    [Fact]
    public Task Parameters_of_the_class() =>
        Marked.Source(
            $$"""
            using System.Collections.Generic;
            partial class Kept(Tensor<float> w, Layer inner, int n, Random random, Tensor<float> first) : Layer
            {
                private readonly Tensor<float> {|NG0103:_field|} = first;
                private readonly int _n = inner.OutputShape([n]).Length;
                public override Tensor<float> Forward(Tensor<float> input) => {|NG0103:inner|}.Forward(input);
                public override void Backward() { random.Next(); {|NG0103:w|}.Fill(_n); }
                public override int[] OutputShape(ReadOnlySpan<int> inputShape) => inputShape.ToArray();
            }
            partial class Said(Tensor<float> w) : Layer
            {
                {{Named}}
                {{Passes}}
            }
            """
        );

    [Fact]
    public Task Base_classes() =>
        Marked.Source(
            $$"""
            using System.Collections.Generic;
            abstract class Base : Layer { protected Tensor<float> {|NG0103:w|}; }
            abstract class Closed : Layer
            {
                protected sealed override IEnumerable<KeyValuePair<string, Tensor<float>>> Tensors => [];
            }
            partial class A : Base { {{Method}} {{Passes}} Tensor<float> v; }
            partial class B : Closed { {{Method}} {{Passes}} Tensor<float> {|NG0103:v|}; }
            class Plain { Tensor<float> w; Layer l; }
            partial class Nested<T> : Layer where T : Layer { T {|NG0103:t|}; {{Passes}} partial class In : Layer { T t; {{Method}} {{Passes}} } }
            """
        );

    private static Task Source(string members) =>
        Marked.Source(
            $$"""
            using System.Collections.Generic;
            struct Cell { public Tensor<float> W; public class Linked { public Linked Next; public Cell[] Cells; } }
            partial class L : Layer
            {
                {{members}}
                {{Passes}}
            }
            """
        );
}
