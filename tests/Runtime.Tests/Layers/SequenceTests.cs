using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Layers;

public class SequenceTests
{
    [Fact]
    public void Only_symbols_have_vectors()
    {
        var layer = new Embedding(5, 3, new Random(1));
        foreach (float bad in new[] { -1, 5, 0.5f, float.NaN, float.PositiveInfinity })
        {
            var x = Tensor<float>.Wrap([0, 4, bad], 1, 3);
            string message = Assert.Throws<ArgumentException>(() => layer.Forward(x)).Message;
            Assert.Contains("element 2 of the input", message);
            Assert.Contains("the symbols are 0 … 4", message);
        }
        // Normal numbers of variance 1.
        float[] weights = new Embedding(100, 100, new Random(1)).Weight.ToArray();
        Assert.Equal(0, weights.Average(), 0.03);
        Assert.Equal(1, weights.Average(w => w * w), 0.05);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        Layer[] layers =
        [
            new Rnn(3, 4, new Random(1)),
            new Lstm(3, 4, new Random(1)),
            new Gru(3, 4, new Random(1)),
            new MultiHeadAttention(6, 2, new Random(1)),
        ];
        foreach (Layer layer in layers)
        {
            string message = Assert.Throws<ArgumentException>(() => layer.OutputShape([2, 5, 7])).Message;
            Assert.StartsWith($"{layer.GetType().Name}: the input has shape [2, 5, 7], but is [batch, time, ", message);
            Assert.Throws<ArgumentException>(() => layer.OutputShape([2, 3]));
        }
        Assert.Throws<ArgumentException>(() => new MultiHeadAttention(6, 4, new Random(1)));
        Assert.Throws<ArgumentException>(() => new LastStep().OutputShape([2, 0, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lstm(3, 0, new Random(1)));
        Assert.Throws<ArgumentNullException>(() => new Gru(3, 2, null!));
    }

    [Fact]
    public void A_causal_head_does_not_see_the_future()
    {
        var layer = new MultiHeadAttention(6, 3, new Random(1), causal: true);
        Tensor<float> x = DenseTests.Random(2, 1, 5, 6);
        float[] before = layer.Forward(x).ToArray();
        for (int i = 3 * 6; i < 5 * 6; i++)
            x.AsSpan()[i] += 1;
        float[] after = layer.Forward(x).ToArray();
        Assert.Equal(before[..(3 * 6)], after[..(3 * 6)]);
        Assert.NotEqual(before[(3 * 6)..], after[(3 * 6)..]);

        // Step 2's output has no gradient for steps 3 and 4.
        x.Grad!.Fill(0);
        Tensor<float> y = layer.Forward(x);
        y.Grad!.AsSpan().Slice(2 * 6, 6).Fill(1);
        layer.Backward();
        Assert.All(x.Grad.ToArray()[(3 * 6)..], g => Assert.Equal(0, g));
        Assert.All(x.Grad.ToArray(), g => Assert.True(float.IsFinite(g)));
    }

    [Theory]
    [InlineData("rnn")]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("attention")]
    public void A_sequence_task_is_learned(string kind)
    {
        // The class is the symbol at the start, seen from the end.
        const int Time = 6;
        const int Symbols = 3;
        var random = new Random(1);
        var x = new Tensor<float>(48, Time);
        foreach (ref float symbol in x.AsSpan())
            symbol = random.Next(Symbols);
        int[] labels = [.. Enumerable.Range(0, 48).Select(b => (int)x[b, 0])];
        Layer memory = kind switch
        {
            "rnn" => new Rnn(8, 16, random),
            "lstm" => new Lstm(8, 16, random),
            "gru" => new Gru(8, 16, random),
            _ => new Sequential(new Rnn(8, 16, random), new MultiHeadAttention(16, 2, random), new LayerNorm(16)),
        };
        var model = new Sequential(
            [Time],
            new Embedding(Symbols, 8, random),
            memory,
            new LastStep(),
            new Dense(16, Symbols, random)
        );
        var loss = new SoftmaxCrossEntropy();
        var optimizer = new Adam<float>(model.Parameters, 0.01);
        float last = 0;
        for (int step = 0; step < 300; step++)
        {
            optimizer.ZeroGrad();
            last = loss.ForwardBackward(model.Forward(x), labels);
            model.Backward();
            optimizer.Step();
        }
        Assert.InRange(last, 0, 0.05f);
    }
}
