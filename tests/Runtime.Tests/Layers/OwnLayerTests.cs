using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Tests.Layers;

/// <summary>Layers as a user writes them: one method, the rest generated.</summary>
public partial class OwnLayerTests
{
    /// <summary>Y[b,i] = Σₖ X[b, stride·i + k] · Weight[k].</summary>
    private sealed partial class Strided(int length, int stride) : Layer
    {
        private readonly int _stride = stride;

        public Tensor<float> Weight { get; } = Tensor<float>.Parameter(length);

        [Differentiable]
        private void Slide(Tensor<float> X, Tensor<float> Y)
        {
            for (int b = 0; b < X.Dim(0); b++)
            for (int i = 0; i < (X.Dim(1) - Weight.Dim(0)) / _stride + 1; i++)
            {
                float sum = 0;
                for (int k = 0; k < Weight.Dim(0); k++)
                    sum += X[b, _stride * i + k] * Weight[k];
                Y[b, i] = sum;
            }
        }
    }

    /// <summary>A field that is assigned, one that is not, one that may be missing, and one that is not learned.</summary>
    private sealed partial class Scaled(Tensor<float> scale) : Layer
    {
        public readonly Tensor<float> Scale = scale;
        private readonly Tensor<float> _offset = new(3);
        public Tensor<float> Shift = Tensor<float>.Parameter(3);
        public Tensor<float>? Unused { get; set; }

        [Differentiable]
        private void Apply(Tensor<float> X, Tensor<float> Y)
        {
            for (int b = 0; b < X.Dim(0); b++)
            for (int i = 0; i < 3; i++)
                Y[b, i] = X[b, i] * Scale[i] + Shift[i] + _offset[i];
        }
    }

    /// <summary>Twice the input, from a class that writes all but the computation itself.</summary>
    private sealed partial class ByHand : Layer
    {
        private readonly LayerCall _call = new();
        private readonly TwiceResiduals _residuals = new();

        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => inputShape.ToArray();

        public override Tensor<float> Forward(Tensor<float> input)
        {
            Tensor<float> output = _call.Begin(this, input);
            TwiceForward(input.AsSpan(), output.AsSpan(), _residuals);
            return output;
        }

        public override void Backward()
        {
            (Tensor<float> input, Tensor<float> output) = _call.End();
            TwiceBackward(input.AsSpan(), output.AsSpan(), _residuals, input.Grad!.AsSpan(), output.Grad!.AsSpan());
        }

        [Differentiable]
        private static void Twice(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < x.Length; i++)
                y[i] = 2 * x[i];
        }
    }

    /// <summary>Calls one child in two places, whose first call is forgotten by the time its backward pass comes.</summary>
    private sealed class CallsTwice(Layer again, Layer between) : Layer
    {
        public override IEnumerable<KeyValuePair<string, Layer>> Children =>
            [new("Again", again), new("Between", between)];

        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => between.OutputShape(inputShape);

        public override Tensor<float> Forward(Tensor<float> input) =>
            again.Forward(between.Forward(again.Forward(input)));

        public override void Backward()
        {
            again.Backward();
            between.Backward();
            again.Backward();
        }
    }

    /// <summary>One layer in two fields and in a list of all.</summary>
    private sealed partial class Listed : Layer
    {
        private readonly Dense _first = new(3, 3, new Random(1));
        private readonly Layer? _same;
        private readonly Layer[] _all;

        public Listed()
        {
            _same = _first;
            _all = [new Relu(), _first];
        }

        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => inputShape.ToArray();

        [Differentiable]
        private void Add(Tensor<float> X, Tensor<float> Y)
        {
            for (int b = 0; b < X.Dim(0); b++)
            for (int i = 0; i < X.Dim(1); i++)
                Y[b, i] = X[b, i] + _first.Bias[i];
        }
    }

    /// <summary>Copies that would add into one gradient.</summary>
    private sealed class Careless(bool hasChild) : Layer
    {
        private readonly Tensor<float> _weight = Tensor<float>.Parameter(1);
        private readonly Layer _child = new Dense(1, 1, new Random(1));

        protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors =>
            hasChild ? [] : [new("Weight", _weight)];

        public override IEnumerable<KeyValuePair<string, Layer>> Children => hasChild ? [new("Child", _child)] : [];

        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => inputShape.ToArray();

        public override Tensor<float> Forward(Tensor<float> input) => input;

        public override void Backward() { }

        protected override void Separate(Sharing sharing) { }

        public void Freeze() => _weight.Grad = null;
    }

    [Fact]
    public void Copies_that_share_a_gradient_are_refused()
    {
        var careless = new Careless(hasChild: false);
        string message = Assert.Throws<NotSupportedException>(careless.Share).Message;
        Assert.Equal(
            "Careless cannot be shared: Separate leaves Weight to the original and the copy together.",
            message
        );
        careless.Freeze();
        Assert.Single(careless.Share().State);
        Assert.Throws<NotSupportedException>(new Careless(hasChild: true).Share);
    }

    private static Strided NewStrided(int length = 3, int stride = 2)
    {
        var layer = new Strided(length, stride);
        layer.Weight.CopyFrom(DenseTests.Random(7, length));
        return layer;
    }

    [Theory]
    [InlineData(9, 3, 2, 4)]
    [InlineData(10, 3, 2, 4)]
    [InlineData(11, 3, 2, 5)]
    [InlineData(3, 3, 5, 1)]
    [InlineData(8, 1, 1, 8)]
    public void Shape_of_the_output_follows_from_the_loops(int width, int length, int stride, int expected)
    {
        Strided layer = NewStrided(length, stride);
        Assert.Equal([5, expected], layer.OutputShape([5, width]));
        Tensor<float> x = DenseTests.Random(1, 5, width);
        Tensor<float> y = layer.Forward(x);
        Assert.Equal([5, expected], y.Shape.ToArray());
        for (int b = 0; b < 5; b++)
        for (int i = 0; i < expected; i++)
        {
            double sum = Enumerable.Range(0, length).Sum(k => (double)x[b, stride * i + k] * layer.Weight[k]);
            Assert.Equal(sum, y[b, i], 1e-5);
        }
    }

    [Fact]
    public void Backward_pass_reaches_parameters_and_input()
    {
        Strided layer = NewStrided();
        Tensor<float> x = DenseTests.Random(1, 2, 9);
        Tensor<float> seed = DenseTests.Random(2, 2, 4);
        x.Grad!.Fill(0);
        Assert.Throws<InvalidOperationException>(layer.Backward);
        layer.Forward(x).Grad!.CopyFrom(seed);
        layer.Backward();
        for (int k = 0; k < 3; k++)
        {
            double sum = 0;
            for (int b = 0; b < 2; b++)
            for (int i = 0; i < 4; i++)
                sum += (double)seed[b, i] * x[b, 2 * i + k];
            Assert.Equal(sum, layer.Weight.Grad![k], 1e-5);
        }
        Assert.Equal((double)seed[1, 1] * layer.Weight[1], x.Grad![1, 3], 1e-5);
    }

    [Fact]
    public void A_layer_goes_back_once_after_each_call()
    {
        Tensor<float> x = DenseTests.Random(1, 2, 3);
        Layer[] layers =
        [
            new Relu(),
            new Dense(3, 3, new Random(1)),
            new Dropout(new Random(1)),
            new LayerNorm(3),
            new BatchNorm1d(3),
            new Strided(1, 1),
        ];
        foreach (Layer layer in layers)
        {
            var model = new CallsTwice(layer, new Dense(3, 3, new Random(2)));
            model.Forward(x);
            string message = Assert.Throws<InvalidOperationException>(model.Backward).Message;
            Assert.StartsWith("There was no forward pass since the last backward pass.", message);
            layer.Forward(x);
            layer.Forward(x);
            layer.Backward();
        }
    }

    [Fact]
    public void Frozen_layer_after_an_input_without_gradient_has_nothing_to_do()
    {
        Strided layer = NewStrided();
        layer.Weight.Grad = null;
        layer.Forward(new Tensor<float>(2, 9));
        layer.Backward();
        Assert.Empty(layer.Parameters);
        Assert.Equal(["Weight"], layer.NamedBuffers.Select(b => b.Key));
    }

    [Fact]
    public void Wrong_shapes_are_told_by_layer_and_size()
    {
        var dense = new Dense(4, 3, new Random(1));
        string message = Assert.Throws<ArgumentException>(() => dense.Forward(new Tensor<float>(2, 5))).Message;
        Assert.Equal("Dense: the input has shape [2, 5], but is [batch, …, 4].", message);
        message = Assert.Throws<ArgumentException>(() => dense.Forward(new Tensor<float>(2))).Message;
        Assert.Equal("Dense: the input has shape [2], but is [batch, …, 4].", message);
        Assert.Throws<ArgumentException>(() => NewStrided(3, 1).OutputShape([2, 1]));
        Assert.Throws<ArgumentNullException>(() => dense.Forward(null!));

        message = Assert
            .Throws<ArgumentException>(() =>
                new Sequential([4], new Dense(4, 3, new Random(1)), new Tanh(), new Dense(2, 1, new Random(1)))
            )
            .Message;
        Assert.StartsWith("Layer 2: Dense: the input has shape [1, 3], but is [batch, …, 2]", message);
        Assert.Equal([7, 1], new Sequential([4], new Dense(4, 1, new Random(1))).OutputShape([7, 4]));

        var model = new Sequential(new Tanh(), new Sequential(new Dense(4, 3, new Random(1))));
        message = Assert.Throws<ArgumentException>("input", () => model.Forward(new Tensor<float>(2, 5))).Message;
        Assert.Equal(
            "Layer 1: Layer 0: Dense: the input has shape [2, 5], but is [batch, …, 4]. (Parameter 'input')",
            message
        );
        Assert.Throws<ArgumentNullException>(() => model.Forward(null!));
    }

    [Fact]
    public void Tensors_have_names()
    {
        Tensor<float> scale = Tensor<float>.Parameter(3);
        var model = new Sequential(new Scaled(scale), new Sequential(new Relu(), new Scaled(scale)));
        Assert.Equal(
            ["0.Scale", "0._offset", "0.Shift", "1.1._offset", "1.1.Shift"],
            model.State.Select(entry => entry.Key)
        );
        Assert.Equal(["0.Scale", "0.Shift", "1.1.Shift"], model.NamedParameters.Select(entry => entry.Key));
        Assert.Equal(3, model.Parameters.Count);
        Assert.Equal(["0._offset", "1.1._offset"], model.NamedBuffers.Select(entry => entry.Key));
    }

    [Fact]
    public void A_child_in_two_fields_is_one_child()
    {
        var listed = new Listed();
        Assert.Equal(["_first", "_all.0"], listed.Children.Select(child => child.Key));
        var model = new Sequential(listed, new Dense(3, 2, new Random(2)));
        Assert.Equal(["0._first.Weight", "0._first.Bias", "1.Weight", "1.Bias"], model.State.Select(e => e.Key));
        Assert.Equal(["_first", "_all.0"], ((Sequential)model.Share()).Layers[0].Children.Select(child => child.Key));
    }

    [Fact]
    public void Training_and_use_reach_every_child()
    {
        var relu = new Relu();
        var model = new Sequential(new Sequential(relu));
        Assert.True(relu.IsTraining);
        model.Evaluate();
        Assert.False(relu.IsTraining);
        model.Train();
        Assert.True(relu.IsTraining);
    }

    [Fact]
    public void Copies_share_parameters_and_nothing_else()
    {
        Tensor<float> scale = Tensor<float>.Parameter(3);
        scale.CopyFrom(DenseTests.Random(5, 3));
        var model = new Sequential(new Scaled(scale), new Dense(3, 3, new Random(1)), new Scaled(scale));
        Tensor<float> x = DenseTests.Random(6, 4, 3);
        float[] expected = model.Forward(x).AsSpan().ToArray();
        model.Layers[0].Parameters[0].Grad!.Fill(0);

        var copies = Enumerable.Range(0, 4).Select(_ => model.Share()).ToArray();
        Parallel.ForEach(
            copies,
            copy =>
            {
                for (int repetition = 0; repetition < 200; repetition++)
                {
                    Tensor<float> own = x.Share();
                    Tensor<float> y = copy.Forward(own);
                    Assert.Equal(expected, y.AsSpan().ToArray());
                    y.Grad!.Fill(1);
                    copy.Backward();
                }
            }
        );
        Assert.All(
            model.Parameters,
            parameter => Assert.All(parameter.Grad!.AsSpan().ToArray(), g => Assert.Equal(0, g))
        );
        foreach (Layer copy in copies)
        {
            Assert.Equal(model.State.Select(e => e.Key), copy.State.Select(e => e.Key));
            Assert.NotSame(model.Parameters[0], copy.Parameters[0]);
            // What both layers hold is one tensor in the copy too, and has both their gradients.
            Assert.Same(((Scaled)((Sequential)copy).Layers[0]).Scale, ((Scaled)((Sequential)copy).Layers[2]).Scale);
            for (int p = 0; p < copy.Parameters.Count; p++)
                Assert.Equal(
                    copies[0].Parameters[p].Grad!.AsSpan().ToArray(),
                    copy.Parameters[p].Grad!.AsSpan().ToArray()
                );
        }

        // A change of the parameters is seen by all.
        scale[0] += 1;
        Assert.NotEqual(expected, copies[0].Forward(x).AsSpan().ToArray());
    }

    [Fact]
    public void What_the_class_writes_itself_is_not_generated()
    {
        var layer = new ByHand();
        Tensor<float> x = DenseTests.Random(6, 4, 3);
        x.Grad!.Fill(0);
        layer.Forward(x).Grad!.Fill(1);
        layer.Backward();
        Assert.All(x.Grad.AsSpan().ToArray(), g => Assert.Equal(2, g));
        Assert.Throws<NotSupportedException>(layer.Share);
    }
}
