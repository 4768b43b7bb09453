using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NeuralGen.Tests.Layers;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Training;

/// <summary>
/// Two networks beside PyTorch's, on the same weights and data: loss and gradients of the first step, and loss and weights after
/// twenty steps of each optimizer. Ours is in float and PyTorch's in double, so that the rates are ones at which no training
/// amplifies rounding. Skipped where there is no PyTorch.
/// </summary>
public class TrainingPyTorchTests(ITestOutputHelper output)
{
    private const int Steps = 20;

    private const string Script = """
        import math, sys, torch
        import torch.nn.functional as F
        torch.set_num_threads(1)
        torch.set_default_dtype(torch.float64)
        def wave(seed, *shape):
            values = [math.sin(seed + 0.37 * i + 0.011 * i * i) for i in range(math.prod(shape))]
            return torch.tensor(values).float().double().reshape(shape)
        def leaf(seed, *shape):
            return (0.5 * wave(seed, *shape)).requires_grad_()
        def module(m, seed):
            for i, q in enumerate(m.parameters()):
                q.data = 0.5 * wave(seed + i, *q.shape)
            return m, list(m.parameters())
        def show(values):
            print(",".join(repr(v) for v in values))

        class Images:
            x = wave(90, 8, 1, 6, 6)
            def __init__(self):
                self.p = [leaf(1, 3, 1, 3, 3), leaf(2, 3), leaf(3, 3), leaf(4, 3), leaf(5, 27, 4), leaf(6, 4)]
                self.p[1].requires_grad = False
                self.mean, self.variance = torch.zeros(3), torch.ones(3)
            def forward(self, training):
                w, b, scale, shift, a, c = self.p
                h = F.conv2d(self.x, w, b, padding=1)
                h = F.batch_norm(h, self.mean, self.variance, scale, shift, training=training)
                return F.max_pool2d(torch.tanh(h), 2).flatten(1) @ a + c

        class Sequences:
            x = wave(90, 8, 5, 3)
            def __init__(self):
                self.lstm, p = module(torch.nn.LSTM(3, 8, batch_first=True), 1)
                self.attention, q = module(torch.nn.MultiheadAttention(8, 2, batch_first=True), 5)
                self.p = p + q + [leaf(9, 8), leaf(10, 8), leaf(11, 8, 4), leaf(12, 4)]
            def forward(self, training):
                h = self.lstm(self.x)[0]
                h = self.attention(h, h, h)[0]
                h = F.layer_norm(h, [8], self.p[-4], self.p[-3])
                return h[:, -1] @ self.p[-2] + self.p[-1]

        optimizers = [
            lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
            lambda p: torch.optim.Adam(p, lr=0.01),
            lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
            lambda p: torch.optim.RMSprop(p, lr=0.001),
            lambda p: torch.optim.Adagrad(p, lr=0.05),
        ]
        labels = torch.tensor([i * 3 % 4 for i in range(8)])
        for model in [Images, Sequences]:
            for make in optimizers:
                net = model()
                learned = [t for t in net.p if t.requires_grad]
                optimizer = make(learned)
                losses = []
                for step in range(20):
                    optimizer.zero_grad()
                    loss = F.cross_entropy(net.forward(True), labels)
                    loss.backward()
                    losses.append(loss.item())
                    if step == 0:
                        gradients = [v for t in learned for v in t.grad.flatten().tolist()]
                    optimizer.step()
                show(losses)
                show(gradients)
                show([v for t in learned for v in t.flatten().tolist()])
                show(net.forward(False).flatten().tolist())
        """;

    private static readonly Func<IEnumerable<Tensor<float>>, Optimizer<float>>[] Optimizers =
    [
        p => new Sgd<float>(p, 0.05, momentum: 0.9),
        p => new Adam<float>(p, 0.01),
        p => new AdamW<float>(p, 0.01, weightDecay: 0.1),
        p => new RmsProp<float>(p, 0.001),
        p => new Adagrad<float>(p, 0.05),
    ];

    /// <summary>Convolution, batch normalization, pooling, dense.</summary>
    private static Sequential Images()
    {
        var random = new Random(1);
        var conv = new Conv2d(1, 3, 3, random, padding: 1);
        var model = new Sequential(
            [1, 6, 6],
            conv,
            new BatchNorm2d(3),
            new Tanh(),
            new MaxPool2d(2),
            new Flatten(),
            new Dense(27, 4, random)
        );
        Fill(model);
        // Before batch normalization a bias changes nothing: its gradient is 0, and what is left of it is rounding.
        conv.Bias.Grad = null;
        return model;
    }

    /// <summary>LSTM, attention, layer normalization, dense.</summary>
    private static Sequential Sequences()
    {
        var random = new Random(1);
        var model = new Sequential(
            [5, 3],
            new Lstm(3, 8, random),
            new MultiHeadAttention(8, 2, random),
            new LayerNorm(8),
            new LastStep(),
            new Dense(8, 4, random)
        );
        Fill(model);
        return model;
    }

    private static void Fill(Layer model)
    {
        for (int p = 0; p < model.Parameters.Count; p++)
        {
            LayerCase.Fill(model.Parameters[p], p + 1);
            foreach (ref float weight in model.Parameters[p].AsSpan())
                weight *= 0.5f;
        }
    }

    [Fact]
    public void Twenty_steps_go_the_same_way()
    {
        if (Python.Run(output, Script) is not { } text)
            return;
        var lines = new Queue<string>(text.Split('\n'));
        double[] Next() => [.. lines.Dequeue().Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        foreach (
            (Func<Sequential> create, int[] shape) in new (Func<Sequential>, int[])[]
            {
                (Images, [8, 1, 6, 6]),
                (Sequences, [8, 5, 3]),
            }
        )
        foreach (Func<IEnumerable<Tensor<float>>, Optimizer<float>> make in Optimizers)
        {
            Sequential model = create();
            var x = new Tensor<float>(shape);
            LayerCase.Fill(x, 90);
            Optimizer<float> optimizer = make(model.Parameters);
            string name = $"{create.Method.Name}, {optimizer.GetType().Name}";

            // The bias of the keys changes nothing, as the softmax does not see it: what it learns is rounding.
            Tensor<float>? noise = model.Layers[1] is MultiHeadAttention attention ? attention.InputBias : null;
            bool[] isNoise =
            [
                .. model.Parameters.SelectMany(p =>
                    Enumerable.Range(0, p.Length).Select(i => p == noise && i / 8 == 1)
                ),
            ];
            (double[] losses, double[] gradients) = Train(model, x, optimizer);
            Compare(name + ", losses", Next(), losses, 1e-4);
            Compare(name + ", gradients", Next(), gradients, 1e-5);
            Compare(name + ", weights", Next(), All(model, p => p), 1e-3, isNoise);
            model.Evaluate();
            Compare(name + ", in use", Next(), [.. model.Forward(x).ToArray().Select(v => (double)v)], 1e-3);
        }
    }

    private static (double[] Losses, double[] Gradients) Train(Layer model, Tensor<float> x, Optimizer<float> optimizer)
    {
        int[] labels = [.. Enumerable.Range(0, 8).Select(i => i * 3 % 4)];
        var loss = new SoftmaxCrossEntropy();
        var losses = new double[Steps];
        double[] gradients = [];
        for (int step = 0; step < Steps; step++)
        {
            optimizer.ZeroGrad();
            losses[step] = loss.ForwardBackward(model.Forward(x), labels);
            model.Backward();
            if (step == 0)
                gradients = All(model, p => p.Grad!);
            optimizer.Step();
        }
        return (losses, gradients);
    }

    private static double[] All(Layer model, Func<Tensor<float>, Tensor<float>> select) =>
        [.. model.Parameters.SelectMany(p => select(p).ToArray()).Select(v => (double)v)];

    private static void Compare(
        string name,
        double[] expected,
        double[] actual,
        double tolerance,
        bool[]? skipped = null
    )
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(
                skipped?[i] == true || Math.Abs(expected[i] - actual[i]) < tolerance,
                FormattableString.Invariant($"{name}: {actual[i]} at {i}, PyTorch {expected[i]}")
            );
    }
}
