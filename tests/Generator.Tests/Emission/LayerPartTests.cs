using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>
/// What a layer consists of is learned, saved and copied, whatever the form of its [Differentiable] methods and wherever it
/// holds its tensors.
/// </summary>
public class LayerPartTests
{
    private const string Annotated = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using NeuralGen;

        namespace User
        {
            /// <summary>Passes by hand around a method that is not of the form (X, Y).</summary>
            public abstract class ByHand : Layer
            {
                private LayerCall _call = new LayerCall();
                public sealed override int[] OutputShape(ReadOnlySpan<int> inputShape) { return inputShape.ToArray(); }
                public sealed override Tensor<float> Forward(Tensor<float> input)
                {
                    Tensor<float> output = _call.Begin(this, input);
                    Run(input, output);
                    return output;
                }
                public sealed override void Backward() { var (input, output) = _call.End(); Return(input, output); }
                protected override void Separate(Sharing sharing) { _call = new LayerCall(); }
                protected abstract void Run(Tensor<float> x, Tensor<float> y);
                protected abstract void Return(Tensor<float> x, Tensor<float> y);
            }

            public sealed partial class Gain : ByHand
            {
                private readonly Tensor<float> _weight = Weights.One(2);
                private readonly ScaleResiduals _residuals = new ScaleResiduals();
                protected override void Run(Tensor<float> x, Tensor<float> y) { ScaleForward(x, _weight, 3, y, _residuals); }
                protected override void Return(Tensor<float> x, Tensor<float> y) { ScaleBackward(x, _weight, 3, y, _residuals); }

                [Differentiable]
                private static void Scale(Tensor<float> X, Tensor<float> W, [NoGrad] float gain, Tensor<float> Y)
                {
                    for (int b = 0; b < X.Dim(0); b++)
                        for (int i = 0; i < W.Dim(0); i++)
                            Y[b, i] = X[b, i] * W[i] * gain;
                }
            }

            /// <summary>The same from a base class with the computation of its derived class.</summary>
            public abstract partial class Pairwise : ByHand
            {
                public Tensor<float> Shift { get; } = Weights.One(2);
                [Differentiable]
                protected static void Add(Tensor<float> X, Tensor<float> W, Tensor<float> Y)
                {
                    for (int b = 0; b < X.Dim(0); b++)
                        for (int i = 0; i < W.Dim(0); i++)
                            Y[b, i] = X[b, i] + W[i];
                }
            }

            public sealed partial class Shifted : Pairwise
            {
                private AddResiduals _add = new AddResiduals();
                private ApplyResiduals _apply = new ApplyResiduals();
                public Tensor<float>? Factor { get; init; } = Weights.One(2);
                private readonly LayerCall _between = new LayerCall();

                protected override void Run(Tensor<float> x, Tensor<float> y)
                {
                    Tensor<float> h = _between.Begin(this, x);
                    AddForward(x, Shift, h, _add);
                    ApplyForward(h, y, _apply);
                }

                protected override void Return(Tensor<float> x, Tensor<float> y)
                {
                    Tensor<float> h = _between.Output;
                    ApplyBackward(h, y, _apply);
                    AddBackward(x, Shift, h, _add);
                }

                // Of the form (X, Y); but the passes are those of the shared base class.
                [Differentiable]
                private void Apply(Tensor<float> X, Tensor<float> Y)
                {
                    for (int b = 0; b < X.Dim(0); b++)
                        for (int i = 0; i < 2; i++)
                            Y[b, i] = X[b, i] * Factor![i];
                }
            }

            /// <summary>A layer by itself, which another one replaces.</summary>
            public partial class Plus : Layer
            {
                public readonly Tensor<float> Plain = Weights.One(2);
                [Differentiable]
                private void First(Tensor<float> X, Tensor<float> Y)
                {
                    for (int b = 0; b < X.Dim(0); b++) for (int i = 0; i < 2; i++) Y[b, i] = X[b, i] + Plain[i];
                }
            }

            public sealed partial class Times : Plus
            {
                private Tensor<float> _other = Weights.One(2);
                [Differentiable]
                private void Second(Tensor<float> X, Tensor<float> Y)
                {
                    for (int b = 0; b < X.Dim(0); b++) for (int i = 0; i < 2; i++) Y[b, i] = X[b, i] * _other[i] * Plain[i];
                }
            }

            public partial class Outer
            {
                /// <summary>Tensors and layers in every place, and inner layers whose tensors the computation reads.</summary>
                internal sealed partial class Block<TLayer> : Layer where TLayer : Layer
                {
                    private readonly Tensor<float>[] _row = { Weights.One(2), new Tensor<float>(2) };
                    public List<Tensor<float>?> Many { get; } = new List<Tensor<float>?> { null, Weights.One(2) };
                    private IReadOnlyList<Tensor<float>>? _fixed = new[] { Weights.One(2) };
                    private List<Tensor<float>>? _none = null;
                    [NoGrad] private readonly Tensor<float> _mean = new Tensor<float>(2);
                    private readonly TLayer _inner;
                    private readonly Layer? _missing = null;
                    public Plus[] Branches { get; }
                    private List<Layer?> _list;
                    private readonly Dictionary<string, int> _counts = new Dictionary<string, int>();

                    public Block(TLayer inner, Plus shared)
                    {
                        _inner = inner;
                        _missing = null;
                        Branches = new[] { shared, new Plus() };
                        _list = new List<Layer?> { null, shared };
                        _counts["a"] = 1;
                    }

                    public override int[] OutputShape(ReadOnlySpan<int> inputShape) { return inputShape.ToArray(); }
                    public string Apart(Block<TLayer> o)
                    {
                        return string.Join(" ", _row == o._row, Many == o.Many, _fixed == o._fixed, _inner == o._inner,
                            Branches == o.Branches, _list == o._list, _list[1] == Branches[0], _none == null, _missing == null, _counts == o._counts);
                    }
                }
            }
        }
        """;

    private const string Oblivious = """
        using System;
        using System.Linq;
        using NeuralGen;

        namespace User
        {
            public static class Weights
            {
                public static Tensor<float> One(int n) { var t = Tensor<float>.Parameter(n); t.AsSpan().Fill(1); return t; }
            }

            public partial class Outer
            {
                internal sealed partial class Block<TLayer>
                {
                    public Tensor<float> Here = Weights.One(2);
                    private Layer _nothing;
                    public Plus Read = new Plus();
                    public Layer Nothing() { return _nothing = null; }

                    [Differentiable]
                    private void Apply(Tensor<float> X, Tensor<float> Y)
                    {
                        for (int b = 0; b < X.Dim(0); b++)
                            for (int i = 0; i < Here.Dim(0); i++)
                                Y[b, i] = X[b, i] * Here[i] + Read.Plain[i] + _mean[i];
                    }
                }
            }

            public static class Program
            {
                private static string Gradients(Layer layer)
                {
                    Tensor<float> x = Tensor<float>.Parameter(3, 2);
                    x.AsSpan().Fill(2);
                    layer.Forward(x).Grad.AsSpan().Fill(1);
                    layer.Backward();
                    return string.Join(" ", layer.NamedParameters.Select(p => p.Key + "=" + p.Value.Grad[0])) + " x=" + x.Grad[0, 0];
                }

                public static string[] Of(int which)
                {
                    Layer layer = which == 0 ? new Gain() : which == 1 ? new Shifted() : which == 2 ? new Times() : Block();
                    string state = string.Join(" ", layer.State.Select(p => p.Key));
                    Layer copy = layer.Share();
                    return new[] { state, Gradients(copy), Gradients(layer), Gradients(copy) };
                }

                private static Layer Block() { return new Outer.Block<Gain>(new Gain(), new Plus()); }

                public static string Apart()
                {
                    var block = (Outer.Block<Gain>)Block();
                    block.Nothing();
                    return block.Apart((Outer.Block<Gain>)block.Share());
                }

                // What is read of an inner layer is wanted, whatever else is frozen.
                public static string Inner()
                {
                    var block = (Outer.Block<Gain>)Block();
                    block.Here.Grad = null;
                    var x = new Tensor<float>(3, 2);
                    block.Forward(x).Grad.AsSpan().Fill(1);
                    block.Backward();
                    return block.Read.Plain.Grad[0].ToString();
                }
            }
        }
        """;

    private static readonly Lazy<Compiled> Program = new(() => Compiler.Compile([Annotated, Oblivious]));

    private static readonly Lazy<Compiled> Unscheduled = new(() =>
        Compiler.Compile([Annotated, Oblivious], null, Generation.Unscheduled)
    );

    [Theory]
    [InlineData(0, "_weight", "_weight=18 x=3")]
    [InlineData(1, "Shift Factor", "Shift=3 Factor=9 x=1")]
    [InlineData(2, "Plain _other", "Plain=6 _other=6 x=1")]
    [InlineData(
        3,
        "_row.0 _row.1 Many.1 _fixed.0 _mean Here _inner._weight Branches.0.Plain Branches.1.Plain Read.Plain",
        "_row.0=0 Many.1=0 _fixed.0=0 Here=6 _inner._weight=0 Branches.0.Plain=0 Branches.1.Plain=0 Read.Plain=3 x=1"
    )]
    public void What_a_layer_holds_is_learned_and_copied(int which, string state, string gradients)
    {
        foreach (Compiled compiled in new[] { Program.Value, Unscheduled.Value })
        {
            string[] actual = (string[])compiled.Call("User.Program", "Of", which)!;
            Assert.Equal(state, actual[0]);
            Assert.Equal(gradients, actual[1]);
            Assert.Equal(gradients, actual[2]);
            // The copy's own gradients went on from where they were, whatever the original did.
            string twice = string.Join(
                " ",
                gradients.Split(' ').Select(g => g.StartsWith("x=", StringComparison.Ordinal) ? g : Twice(g))
            );
            Assert.Equal(twice, actual[3]);
        }
    }

    [Fact]
    public void Copies_have_arrays_and_lists_of_their_own() =>
        Assert.Equal(
            "False False False False False False True True True True",
            (string)Program.Value.Call("User.Program", "Apart")!
        );

    [Fact]
    public void Tensors_of_inner_layers_are_wanted() =>
        Assert.Equal("3", (string)Program.Value.Call("User.Program", "Inner")!);

    private static string Twice(string gradient)
    {
        string[] parts = gradient.Split('=');
        return $"{parts[0]}={2 * int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
