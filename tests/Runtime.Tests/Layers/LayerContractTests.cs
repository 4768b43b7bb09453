using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Layers;

/// <summary>What holds for every layer.</summary>
public class LayerContractTests
{
    public static IEnumerable<object[]> Names => LayerCases.All.Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Names))]
    public void Shape_of_the_output_is_known_before(string name)
    {
        LayerCase one = LayerCases.Find(name);
        Layer layer = one.NewLayer();
        Assert.Equal(layer.OutputShape(one.Shape), layer.Forward(one.NewInput()).Shape.ToArray());
        Assert.Throws<ArgumentNullException>(() => layer.Forward(null!));
        Assert.Throws<InvalidOperationException>(() => one.NewLayer().Backward());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_tensor_of_the_class_has_a_name(string name)
    {
        Layer layer = LayerCases.Find(name).NewLayer();
        IEnumerable<string> tensors = layer
            .GetType()
            .GetProperties()
            .Where(p => p.PropertyType == typeof(Tensor<float>))
            .Select(p => p.Name)
            .Where(tensor => tensor != "Bias" || layer.GetType().GetProperty("HasBias")?.GetValue(layer) is not false);
        Assert.Equal(tensors.Order(), layer.State.Select(e => e.Key).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_equal_differences_of_the_forward_pass(string name)
    {
        LayerCase one = LayerCases.Find(name);
        if (!one.IsSmooth)
            return;
        Layer layer = one.NewLayer();
        Tensor<float> input = one.NewInput();
        foreach (Tensor<float> parameter in layer.Parameters)
            parameter.Grad!.Fill(1);
        LayerCase.Run(layer, input);

        IEnumerable<Tensor<float>> wanted = layer.Parameters;
        foreach (Tensor<float> tensor in one.HasInputGradient ? wanted.Prepend(input) : wanted)
            for (int direction = 0; direction < 3; direction++)
            {
                float[] before = tensor.ToArray();
                double[] step = [.. before.Select((_, i) => LayerCase.Wave(50 + direction, 3 * i))];
                double expected = (Loss(1) - Loss(-1)) / (2 * Step);
                double actual = step.Select((s, i) => s * (tensor.Grad!.AsSpan()[i] - 1)).Sum();
                double scale = step.Select((s, i) => Math.Abs(s * tensor.Grad!.AsSpan()[i])).Sum();
                Assert.Equal(expected, actual, 5e-3 * (1 + scale));

                double Loss(int sign)
                {
                    for (int i = 0; i < before.Length; i++)
                        tensor.AsSpan()[i] = (float)(before[i] + sign * Step * step[i]);
                    float[] values = layer.Forward(input).ToArray();
                    before.CopyTo(tensor.AsSpan());
                    return values.Select((v, i) => v * (double)(float)LayerCase.Wave(100, i)).Sum();
                }
            }
    }

    private const double Step = 4e-3;

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_adds_and_may_leave_gradients_out(string name)
    {
        LayerCase one = LayerCases.Find(name);
        float[][] once = LayerCase.Run(one.NewLayer(), one.NewInput());

        // The input's gradient was 1, those of the parameters 0.
        Layer layer = one.NewLayer();
        Tensor<float> input = one.NewInput();
        LayerCase.Run(layer, input);
        float[][] twice = LayerCase.Run(layer, input);
        for (int g = 1; g < once.Length; g++)
        for (int i = 0; i < once[g].Length; i++)
        {
            int start = g == 1 && one.HasInputGradient ? 1 : 0;
            Assert.Equal(start + 2 * (once[g][i] - start), twice[g][i], 1e-4 * (1 + Math.Abs(once[g][i])));
        }

        input.Grad = null;
        layer = one.NewLayer();
        float[][] parametersOnly = LayerCase.Run(layer, input);
        int skipped = one.HasInputGradient ? 1 : 0;
        Assert.Equal(once.Length - skipped, parametersOnly.Length);
        for (int g = 1; g < parametersOnly.Length; g++)
            Assert.Equal(once[g + skipped], parametersOnly[g]);

        foreach (Tensor<float> parameter in layer.Parameters)
            parameter.Grad = null;
        layer.Forward(input);
        layer.Backward();
        input = one.NewInput();
        float[][] inputOnly = LayerCase.Run(layer, input);
        for (int g = 0; g < inputOnly.Length; g++)
            Assert.Equal(once[g], inputOnly[g]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_short_batch_gives_the_first_rows(string name)
    {
        LayerCase one = LayerCases.Find(name);
        Layer layer = one.NewLayer();
        Tensor<float> input = one.NewInput();
        float[] all = layer.Forward(input).ToArray();
        Tensor<float> output = layer.Forward(input.Rows(0, 2));
        Assert.Equal(layer.OutputShape([2, .. one.Shape[1..]]), output.Shape.ToArray());
        if (one.IsOfExamples)
            for (int i = 0; i < output.Length; i++)
                Assert.Equal(all[i], output.AsSpan()[i], 1e-5f);
        Assert.All(output.Grad!.ToArray(), g => Assert.Equal(0, g));
        output.Grad.Fill(1);
        layer.Backward();
        if (input.Grad is not null)
            Assert.All(input.Grad.Rows(2, one.Shape[0] - 2).ToArray(), g => Assert.Equal(1, g));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_batch_is_no_trouble(string name)
    {
        LayerCase one = LayerCases.Find(name);
        if (!one.IsOfExamples)
            return;
        Layer layer = one.NewLayer();
        Assert.Equal(0, layer.Forward(Tensor<float>.Parameter([0, .. one.Shape[1..]])).Length);
        layer.Backward();
        Assert.All(layer.Parameters, p => Assert.All(p.Grad!.ToArray(), g => Assert.Equal(0, g)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated_after_the_first_epoch(string name)
    {
        LayerCase one = LayerCases.Find(name);
        Layer layer = one.NewLayer();
        Tensor<float> full = one.NewInput();
        Tensor<float> last = full.Rows(0, 2);
        void Epoch()
        {
            layer.Forward(full).Grad!.Fill(1);
            layer.Backward();
            layer.Forward(last).Grad!.Fill(1);
            layer.Backward();
        }

        Epoch();
        Epoch();
        Assert.Equal(0, Allocations.Least(Epoch));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Copies_compute_the_same_on_their_own(string name)
    {
        LayerCase one = LayerCases.Find(name);
        Layer layer = one.NewLayer();
        float[][] expected = LayerCase.Run(layer, one.NewInput());
        Layer copy = layer.Share();
        Assert.Equal(layer.State.Select(e => e.Key), copy.State.Select(e => e.Key));

        // The original has another call in between, which must not disturb the copy's.
        Tensor<float> input = one.NewInput();
        Tensor<float> output = copy.Forward(input);
        float[][] gradients = layer.Parameters.Select(p => p.Grad!.ToArray()).ToArray();
        float[] values = output.ToArray();
        LayerCase.Fill(output.Grad!, 100);
        layer.Forward(input.Rows(0, 2)).Grad!.Fill(7);
        Assert.Equal(values, output.ToArray());
        copy.Backward();
        float[][] actual =
        [
            values,
            .. input.Grad is null ? Array.Empty<float[]>() : [input.Grad.ToArray()],
            .. copy.Parameters.Select(p => p.Grad!.ToArray()),
        ];
        for (int g = 0; g < expected.Length; g++)
            Assert.Equal(expected[g], actual[g]);
        Assert.Equal(gradients, layer.Parameters.Select(p => p.Grad!.ToArray()));
    }
}
