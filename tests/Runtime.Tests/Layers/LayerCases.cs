using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Tests.Layers;

/// <summary>Every layer, in the ways in which it can be used.</summary>
internal static class LayerCases
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [.. Activations(), .. Shapes(), .. Images(), .. Normalizations(), .. Sequences()];

    public static LayerCase Find(string name) => All.Single(c => c.Name == name);

    private static LayerCase[] Activations() =>
        [
            new("relu", () => new Relu(), [3, 5], "F.relu(x)") { IsSmooth = false },
            new("sigmoid", () => new Sigmoid(), [3, 5, 7], "torch.sigmoid(x)"),
            new("tanh", () => new Tanh(), [40], "torch.tanh(x)"),
            new("leaky relu", () => new LeakyRelu(), [3, 5], "F.leaky_relu(x)") { IsSmooth = false },
            new("leaky relu 0.3", () => new LeakyRelu(0.3f), [3, 5], "F.leaky_relu(x, 0.3)") { IsSmooth = false },
            new("elu", () => new Elu(), [3, 17], "F.elu(x)"),
            new("elu 0.5", () => new Elu(0.5f), [3, 17], "F.elu(x, 0.5)") { IsSmooth = false },
            new("softplus", () => new Softplus(), [3, 17], "F.softplus(x)"),
            new("abs", () => new Abs(), [3, 17], "x.abs()") { IsSmooth = false },
            new("step", () => new Step(), [3, 17], "(x >= 0) + 0 * x") { IsSmooth = false },
            new("silu", () => new Silu(), [3, 17], "F.silu(x)"),
            new("gelu", () => new Gelu(), [3, 17], "F.gelu(x)"),
            new("softmax", () => new Softmax(), [5, 11], "F.softmax(x, -1)"),
            new("softmax of three axes", () => new Softmax(), [2, 3, 4], "F.softmax(x, -1)"),
            new("log softmax", () => new LogSoftmax(), [5, 11], "F.log_softmax(x, -1)"),
            new("log softmax of four axes", () => new LogSoftmax(), [2, 3, 4, 5], "F.log_softmax(x, -1)"),
            new("maxout", () => new Maxout(3), [4, 6], "x.reshape(4, 2, 3).max(-1)[0]") { IsSmooth = false },
            new("maxout of three axes", () => new Maxout(2), [3, 2, 8], "x.reshape(3, 2, 4, 2).max(-1)[0]")
            {
                IsSmooth = false,
            },
        ];

    private static LayerCase[] Shapes() =>
        [
            new("flatten", () => new Flatten(), [3, 2, 4, 5], "x.flatten(1)"),
            new("flatten of one axis", () => new Flatten(), [3], "x.reshape(3, 1)"),
            new("dense", () => new Dense(5, 3, new Random(1)), [4, 5], "x @ p[0] + p[1]"),
            new("dense of three axes", () => new Dense(5, 3, new Random(1)), [4, 2, 5], "x @ p[0] + p[1]"),
            new("dense of four axes", () => new Dense(5, 3, new Random(1)), [2, 3, 4, 5], "F.linear(x, p[0].T, p[1])"),
            new("dense without bias", () => new Dense(5, 3, new Random(1), bias: false), [4, 5], "F.linear(x, p[0].T)"),
            new(
                "dense of three axes without bias",
                () => new Dense(Tensor<float>.Parameter(5, 3), null),
                [3, 2, 5],
                "F.linear(x, p[0].T)"
            ),
            new("dropout in use", () => InUse(new Dropout(new Random(1))), [4, 5], "x"),
        ];

    private static LayerCase[] Images() =>
        [
            new("pad", () => new ConstantPad2d(2, 0.5f), [3, 2, 3, 4], "F.pad(x, (2, 2, 2, 2), value=0.5)"),
            new("conv", () => new Conv2d(2, 4, 3, new Random(1)), [3, 2, 6, 7], "F.conv2d(x, *p)"),
            new(
                "conv of an input without gradient",
                () => new Conv2d(2, 4, 3, new Random(1), padding: 1),
                [3, 2, 6, 7],
                "F.conv2d(x, *p, padding=1)"
            )
            {
                HasInputGradient = false,
            },
            new(
                "conv with stride",
                () => new Conv2d(2, 3, 3, new Random(1), stride: 2),
                [2, 2, 8, 9],
                "F.conv2d(x, *p, stride=2)"
            ),
            new(
                "conv with padding",
                () => new Conv2d(1, 3, 5, new Random(1), padding: 2),
                [3, 1, 6, 5],
                "F.conv2d(x, *p, padding=2)"
            ),
            new(
                "conv with dilation",
                () => new Conv2d(2, 3, 2, new Random(1), dilation: 3),
                [2, 2, 7, 8],
                "F.conv2d(x, *p, dilation=3)"
            ),
            new(
                "conv with groups",
                () => new Conv2d(4, 6, 3, new Random(1), groups: 2),
                [3, 4, 5, 5],
                "F.conv2d(x, *p, groups=2)"
            ),
            new(
                "conv with all",
                () => new Conv2d(6, 6, 2, new Random(1), 3, 2, 2, 3),
                [3, 6, 7, 6],
                "F.conv2d(x, *p, 3, 2, 2, 3)"
            ),
            new(
                "conv of channels",
                () => new Conv2d(3, 3, 3, new Random(1), padding: 1, groups: 3),
                [2, 3, 4, 17],
                "F.conv2d(x, *p, padding=1, groups=3)"
            ),
            new("conv of one", () => new Conv2d(3, 2, 1, new Random(1)), [2, 3, 4, 4], "F.conv2d(x, *p)"),
            new(
                "conv of another window",
                () => new Conv2d(Tensor<float>.Parameter(3, 2, 1, 4), Tensor<float>.Parameter(3)),
                [2, 2, 3, 8],
                "F.conv2d(x, *p)"
            ),
            new(
                "conv without bias",
                () => new Conv2d(4, 6, 3, new Random(1), 2, 1, 1, 2, bias: false),
                [3, 4, 6, 5],
                "F.conv2d(x, *p, None, 2, 1, 1, 2)"
            ),
            new("pad of sequences", () => new ConstantPad1d(2, 0.5f), [3, 2, 4], "F.pad(x, (2, 2), value=0.5)"),
            new("conv of sequences", () => new Conv1d(2, 4, 3, new Random(1)), [3, 2, 9], "F.conv1d(x, *p)"),
            new(
                "conv of sequences with padding",
                () => new Conv1d(3, 4, 5, new Random(1), padding: 2),
                [2, 3, 17],
                "F.conv1d(x, *p, padding=2)"
            ),
            new(
                "conv of sequences with all",
                () => new Conv1d(6, 9, 2, new Random(1), 3, 2, 2, 3),
                [3, 6, 11],
                "F.conv1d(x, *p, 3, 2, 2, 3)"
            ),
            new(
                "conv of sequences without bias",
                () => new Conv1d(2, 2, 4, new Random(1), 2, 1, groups: 2, bias: false),
                [3, 2, 8],
                "F.conv1d(x, *p, None, 2, 1, 1, 2)"
            ),
            new(
                "conv of sequences without gradient",
                () => new Conv1d(2, 3, 3, new Random(1), padding: 1),
                [3, 2, 8],
                "F.conv1d(x, *p, padding=1)"
            )
            {
                HasInputGradient = false,
            },
            new("max pool", () => new MaxPool2d(2), [3, 2, 6, 7], "F.max_pool2d(x, 2)") { IsSmooth = false },
            new("max pool that overlaps", () => new MaxPool2d(3, 2, 1), [2, 2, 6, 9], "F.max_pool2d(x, 3, 2, 1)")
            {
                IsSmooth = false,
            },
            new("max pool of ties", () => new MaxPool2d(2, 1), [2, 1, 5, 5], "F.max_pool2d(x, 2, 1)")
            {
                IsSmooth = false,
                Element = i => -(i * 7 % 3),
            },
            new("average pool", () => new AvgPool2d(2), [3, 2, 6, 7], "F.avg_pool2d(x, 2)"),
            new("average pool that overlaps", () => new AvgPool2d(3, 2, 1), [2, 2, 6, 9], "F.avg_pool2d(x, 3, 2, 1)"),
            new(
                "locally connected",
                () => new LocallyConnected2d(2, 5, 6, 3, 3, new Random(1)),
                [3, 2, 5, 6],
                "local(x, *p)"
            ),
            new(
                "locally connected with all",
                () => new LocallyConnected2d(2, 5, 6, 3, 3, new Random(1), 2, 1),
                [3, 2, 5, 6],
                "local(x, *p, 2, 1)"
            ),
        ];

    private static LayerCase[] Normalizations() =>
        [
            new("batch norm", () => new BatchNorm1d(5), [4, 5], "F.batch_norm(x, None, None, *p, training=True)")
            {
                IsOfExamples = false,
            },
            new(
                "batch norm of sequences",
                () => new BatchNorm1d(3),
                [4, 3, 6],
                "F.batch_norm(x, None, None, *p, training=True)"
            )
            {
                IsOfExamples = false,
            },
            new(
                "batch norm of images",
                () => new BatchNorm2d(3, 1e-3),
                [3, 3, 4, 5],
                "F.batch_norm(x, None, None, *p, training=True, eps=1e-3)"
            )
            {
                IsOfExamples = false,
            },
            new(
                "batch norm in use",
                () => InUse(new BatchNorm2d(3)),
                [3, 3, 4, 5],
                "F.batch_norm(x, torch.zeros(3), torch.ones(3), *p)"
            ),
            new("layer norm", () => new LayerNorm(7), [4, 7], "F.layer_norm(x, [7], *p)"),
            new(
                "layer norm of sequences",
                () => new LayerNorm(6, 1e-2),
                [2, 5, 6],
                "F.layer_norm(x, [6], *p, eps=1e-2)"
            ),
        ];

    private static LayerCase[] Sequences() =>
        [
            new("embedding", () => new Embedding(5, 3, new Random(1)), [4, 6], "F.embedding(x.long(), *p)")
            {
                HasInputGradient = false,
                Element = i => i * i * 7 % 5,
            },
            new("last step", () => new LastStep(), [3, 4, 5], "x[:, -1]"),
            new(
                "rnn",
                () => new Rnn(3, 4, new Random(1)),
                [3, 6, 3],
                "use(torch.nn.RNN(3, 4, batch_first=True))(x)[0]"
            ),
            new(
                "rnn of relu",
                () => new Rnn(3, 4, new Random(1), relu: true),
                [2, 5, 3],
                "use(torch.nn.RNN(3, 4, batch_first=True, nonlinearity='relu'))(x)[0]"
            )
            {
                IsSmooth = false,
            },
            new(
                "lstm",
                () => new Lstm(3, 4, new Random(1)),
                [3, 6, 3],
                "use(torch.nn.LSTM(3, 4, batch_first=True))(x)[0]"
            ),
            new(
                "lstm of one step",
                () => new Lstm(3, 9, new Random(1)),
                [3, 1, 3],
                "use(torch.nn.LSTM(3, 9, batch_first=True))(x)[0]"
            ),
            new(
                "gru",
                () => new Gru(3, 4, new Random(1)),
                [3, 6, 3],
                "use(torch.nn.GRU(3, 4, batch_first=True))(x)[0]"
            ),
            new(
                "attention",
                () => new MultiHeadAttention(6, 2, new Random(1)),
                [3, 5, 6],
                "use(torch.nn.MultiheadAttention(6, 2, batch_first=True))(x, x, x)[0]"
            ),
            new(
                "causal attention",
                () => new MultiHeadAttention(8, 4, new Random(1), causal: true),
                [2, 5, 8],
                "use(torch.nn.MultiheadAttention(8, 4, batch_first=True))(x, x, x, attn_mask=torch.ones(5, 5).triu(1).bool())[0]"
            ),
        ];

    private static Layer InUse(Layer layer)
    {
        layer.Evaluate();
        return layer;
    }
}
