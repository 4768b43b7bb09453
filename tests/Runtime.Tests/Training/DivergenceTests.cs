using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training;

/// <summary>Row C12: NaN and infinity are traced to where they come from, and no step is made with them.</summary>
public partial class DivergenceTests
{
    private sealed partial class SquareRoot : Layer
    {
        [Differentiable]
        private static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < x.Length; i++)
                y[i] = MathF.Sqrt(x[i]);
        }
    }

    /// <summary>A layer that is made of two.</summary>
    private sealed partial class Pair(Layer first, Layer second) : Layer
    {
        private readonly Sequential _both = new(first, second);

        public override System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<
            string,
            Layer
        >> Children => [new("first", first), new("second", second)];

        public override Tensor<float> Forward(Tensor<float> input) => _both.Forward(input);

        public override void Backward() => _both.Backward();

        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => _both.OutputShape(inputShape);
    }

    private sealed class NotANumber : Objective
    {
        public override float Loss(Tensor<float> outputs, Batch<float> batch) => float.NaN;

        public override float LossAndGradient(Tensor<float> outputs, Batch<float> batch) => float.NaN;

        public override double Error(Tensor<float> outputs, Batch<float> batch) => 0;
    }

    private static readonly Dataset<float> Data = TrainingTask.Classes(40, seed: 1);

    private static TrainingDivergedException Diverge(Layer model, Dataset<float> data, double rate = 0.1)
    {
        float[] before = [];
        var trainer = new Trainer(
            model,
            new SoftmaxCrossEntropy(),
            new Sgd<float>(model.Parameters, rate),
            new() { Epochs = 50, BatchSize = 10 }
        );
        before = TrainingTask.Bits(model);
        var error = Assert.Throws<TrainingDivergedException>(() =>
            trainer.Train(data, null, new Reports<TrainingProgress>(_ => before = TrainingTask.Bits(model)))
        );
        Assert.Equal(before, TrainingTask.Bits(model));
        return error;
    }

    [Fact]
    public void Rate_that_is_too_large_is_found_out()
    {
        var random = new Random(1);
        var model = new Sequential(new Dense(4, 8, random), new Relu(), new Dense(8, 3, random));
        TrainingDivergedException error = Diverge(model, Data, 1e30);
        Assert.StartsWith($"Epoch {error.Epoch}, batch {error.Batch}: the ", error.Message);
        Assert.Contains("(Dense)", error.Message);
        Assert.NotNull(error.Layer);

        // Behind tanh the scores stay finite, but not their likelihood.
        error = Diverge(TrainingTask.Model(), Data, 1e38);
        Assert.Matches(
            @"the loss is (∞|Infinity)\. All .* the largest output is \d(\.\d+)?E\+3\d: the objective",
            error.Message
        );
        Assert.Null(error.Layer);
    }

    [Fact]
    public void Example_that_holds_it_is_named()
    {
        foreach (float bad in (float[])[float.PositiveInfinity, float.NaN])
        {
            Dataset<float> data = Data.Take(Enumerable.Range(0, 40).ToArray());
            data.Inputs[17, 2] = bad;
            // Tanh makes an infinity finite again, and only the gradient shows it.
            TrainingDivergedException error = Diverge(TrainingTask.Model(), data);
            Assert.Null(error.Layer);
            Assert.Matches(@"The inputs hold (∞|Infinity|NaN) at \[\d, 2\], of example 17\.$", error.Message);
        }
    }

    [Fact]
    public void First_layer_whose_output_is_not_finite_is_named()
    {
        var random = new Random(1);
        var inner = new Sequential(new Dense(8, 8, random), new SquareRoot());
        var model = new Sequential(new Dense(4, 8, random), new Pair(new Tanh(), inner), new Dense(8, 3, random));
        TrainingDivergedException error = Diverge(model, Data);
        Assert.Equal("1.second.1", error.Layer);
        Assert.Contains("the loss is NaN", error.Message);
        Assert.Contains("The first layer whose output is not finite is '1.second.1' (SquareRoot)", error.Message);
        Assert.Contains("Its input and parameters are finite", error.Message);
    }

    [Fact]
    public void Parameter_that_holds_it_is_named()
    {
        Sequential model = TrainingTask.Model();
        model.Parameters[3][1] = float.NaN;
        TrainingDivergedException error = Diverge(model, Data);
        Assert.Equal("2", error.Layer);
        Assert.Contains("Its Bias holds NaN at [1].", error.Message);
        Assert.Equal(("2", "'2.Bias' holds NaN at [1]."), Found(NonFiniteSearch.Parameters(model)));
        Assert.Equal("2", NonFiniteSearch.Forward(model, Data.Inputs)!.Layer);
    }

    [Fact]
    public void Layer_that_makes_the_first_infinite_gradient_is_named()
    {
        // √max(x, 0) is finite at 0, its slope is not.
        var random = new Random(1);
        var model = new Sequential(new Dense(4, 8, random), new Relu(), new SquareRoot(), new Dense(8, 3, random));
        TrainingDivergedException error = Diverge(model, Data);
        Assert.Equal("2", error.Layer);
        Assert.Contains("the gradient is ", error.Message);
        Assert.Contains("made by '2' (SquareRoot): that of its input holds", error.Message);
        Assert.Null(NonFiniteSearch.Forward(model, Data.Inputs));
    }

    [Fact]
    public void Objective_is_named_where_no_layer_made_it()
    {
        Sequential model = TrainingTask.Model();
        var trainer = new Trainer(model, new NotANumber(), new Sgd<float>(model.Parameters, 1));
        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Train(Data));
        Assert.Equal((null, 1, 1), (error.Layer, error.Epoch, error.Batch));
        Assert.Contains("the objective made it", error.Message);
    }

    [Fact]
    public void Nothing_is_found_where_everything_is_finite()
    {
        Sequential model = TrainingTask.Model();
        Assert.Null(NonFiniteSearch.Forward(model, Data.Inputs));
        Assert.Null(NonFiniteSearch.Parameters(model));
        Assert.Throws<ArgumentNullException>("model", () => NonFiniteSearch.Forward(null!, Data.Inputs));
        Assert.Throws<ArgumentNullException>("inputs", () => NonFiniteSearch.Forward(model, null!));
    }

    private static (string?, string?) Found(NonFiniteValue? value) => (value?.Layer, value?.Message);
}
