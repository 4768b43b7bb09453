using System;
using System.Linq;
using NeuralGen.Tests.Onnx;
using Xunit;

namespace NeuralGen.Tests.Training.Diagnostics;

/// <summary>Row C12: units that do not learn, gradients that explode, and a set that is learned by heart.</summary>
public partial class ReportTests
{
    private static readonly Dataset<float> Data = TrainingTask.Classes(60, seed: 1);

    private sealed partial class Halves : Layer
    {
        [Differentiable]
        private static void Apply(ReadOnlySpan<float> x, Span<float> y)
        {
            for (int i = 0; i < x.Length; i++)
                y[i] = 0.5f * x[i];
        }
    }

    /// <summary>Each row less its mean: as many outputs as inputs, but not element by element.</summary>
    private sealed partial class Centred : Layer
    {
        [Differentiable]
        private static void Apply(Tensor<float> X, Tensor<float> Y)
        {
            for (int b = 0; b < X.Dim(0); b++)
            {
                float mean = 0;
                for (int i = 0; i < X.Dim(1); i++)
                    mean += X[b, i] / X.Dim(1);
                for (int i = 0; i < X.Dim(1); i++)
                    Y[b, i] = X[b, i] - mean;
            }
        }
    }

    [Fact]
    public void Dead_and_saturated_units_are_counted()
    {
        var random = new Random(1);
        var first = new Dense(4, 8, random);
        var second = new Dense(8, 6, random);
        var third = new Dense(6, 5, random);
        first.Bias[2] = -100;
        first.Bias[7] = -100;
        second.Bias[0] = 30;
        second.Bias[5] = -30;
        third.Bias[1] = 30;
        third.Bias[3] = -3000;
        var model = new Sequential(
            first,
            new Relu(),
            new Sequential(second, new Tanh(), new Centred()),
            third,
            new Sigmoid(),
            new Halves()
        );
        float[] before = TrainingTask.Bits(model);
        UnitReport report = UnitReport.Of(model, Data.Inputs);
        Assert.Equal(
            ["'1' (Relu)", "'2.1' (Tanh)", "'4' (Sigmoid)", "'5' (Halves)"],
            report.Layers.Select(layer => layer.Layer)
        );
        Assert.Equal([8, 6, 5, 5], report.Layers.Select(layer => layer.Units));
        Assert.Equal([2, 7], report.Layers[0].Dead);
        Assert.Empty(report.Layers[0].Saturated);
        Assert.Equal([0, 5], report.Layers[1].Saturated);
        Assert.Empty(report.Layers[1].Dead);
        Assert.Equal([1], report.Layers[2].Saturated);
        Assert.Equal([3], report.Layers[2].Dead);
        Assert.Equal((3, 3), (report.Dead, report.Saturated));
        Assert.Contains("'2.1' (Tanh): 6 units, 0 dead, 2 saturated", report.ToString());
        Assert.Equal(before, TrainingTask.Bits(model));
        Assert.All(model.Parameters, parameter => Assert.All(parameter.Grad!.ToArray(), x => Assert.Equal(0, x)));
        Assert.True(model.IsTraining);
    }

    [Fact]
    public void Model_of_an_activation_alone_and_pictures_of_channels_are_looked_at()
    {
        var inputs = new Tensor<float>(5, 3, 2, 2);
        for (int i = 0; i < inputs.Length; i++)
            inputs.AsSpan()[i] = i / 4 % 3 == 1 ? -1 - i : i % 7 - 3;
        LayerUnits layer = Assert.Single(UnitReport.Of(new Relu(), inputs).Layers);
        Assert.Equal(("Relu", 3), (layer.Layer, layer.Units));
        Assert.Equal([1], layer.Dead);
    }

    [Fact]
    public void Layers_that_are_made_of_others_are_looked_at()
    {
        var random = new Random(1);
        var inputs = new Tensor<float>(5, 1, 4, 4);
        Initialization.Uniform(inputs, random, 1);
        var model = new Sequential(
            new Conv2d(1, 2, 3, random, padding: 1),
            new MaxPool2d(3, stride: 1, padding: 1),
            new AvgPool2d(3, stride: 1, padding: 1),
            new Relu(),
            new Residual(new Halves())
        );
        Assert.Equal(
            ["'3' (Relu)", "'4' (Residual)", "'4.inner' (Halves)"],
            UnitReport.Of(model, inputs).Layers.Select(layer => layer.Layer)
        );
    }

    [Fact]
    public void A_unit_is_saturated_from_a_share_of_examples_on()
    {
        var inputs = new Tensor<float>(10, 2);
        for (int b = 0; b < 10; b++)
            (inputs[b, 0], inputs[b, 1]) = (b < 9 ? 20 : 0, b < 5 ? 20 : 0);
        Assert.Empty(UnitReport.Of(new Tanh(), inputs).Layers[0].Saturated);
        Assert.Equal([0], UnitReport.Of(new Tanh(), inputs, share: 0.9).Layers[0].Saturated);
        Assert.Equal([0, 1], UnitReport.Of(new Tanh(), inputs, share: 0.5).Layers[0].Saturated);
        Assert.Throws<ArgumentOutOfRangeException>("share", () => UnitReport.Of(new Tanh(), inputs, share: 2));
    }

    [Fact]
    public void Gradients_that_explode_are_found()
    {
        Sequential model = TrainingTask.Model();
        var loss = new SoftmaxCrossEntropy();
        loss.ForwardBackward(model.Forward(Data.Inputs), Data.Labels);
        model.Backward();
        GradientReport report = GradientReport.Of(model);
        Assert.Equal(model.NamedParameters.Select(entry => entry.Key), report.Parameters.Select(p => p.Name));
        Assert.Equal(GradientClipping.ByNorm(model.Parameters, double.PositiveInfinity), report.Norm, 1e-9);
        Assert.Empty(report.Exploding(100));

        model.Parameters[2].Grad!.Fill(1e30f);
        model.Parameters[1].Grad![3] = float.NaN;
        report = GradientReport.Of(model);
        Assert.Equal(["0.Bias", "2.Weight"], report.Exploding(100).Select(p => p.Name));
        Assert.Equal(1e30 * Math.Sqrt(24), report.Parameters[2].Norm, 1e25);
        Assert.Contains("2.Weight  gradient 4.9E+30", report.ToString());
    }

    [Fact]
    public void Model_that_can_learn_does_learn_a_few_examples_by_heart_and_is_put_back()
    {
        var random = new Random(1);
        var model = new Sequential(new Dense(4, 64, random), new Tanh(), new Dense(64, 3, random));
        float[] before = TrainingTask.Bits(model);
        var objective = Objective.Of(new SoftmaxCrossEntropy());
        OverfitCheck check = OverfitCheck.Run(
            model,
            objective,
            Data,
            parameters => new Adam<float>(parameters, 0.02),
            examples: 30,
            epochs: 300
        );
        Assert.True(check.Succeeded, check.ToString());
        Assert.Equal((30, 0.0), (check.Examples, check.Error));
        Assert.True(check.Loss < 0.5 * check.FirstLoss);
        Assert.InRange(check.Epochs, 2, 299);
        Assert.Equal(before, TrainingTask.Bits(model));

        // What is drawn at random goes on as if nothing had been.
        var dropout = new Dropout(random);
        string choices = dropout.SaveState();
        _ = OverfitCheck.Run(new Sequential(new Dense(4, 3, random), dropout), objective, Data, epochs: 2);
        Assert.Equal(choices, dropout.SaveState());

        // Two linear units cannot tell three classes apart that lie along no line.
        var small = new Sequential(new Dense(4, 1, random), new Dense(1, 3, random));
        check = OverfitCheck.Run(small, objective, Data, epochs: 30);
        Assert.False(check.Succeeded);
        Assert.Equal((60, 30), (check.Examples, check.Epochs));
        Assert.Contains("60 examples were not learned by heart in 30 epochs", check.ToString());
    }
}
