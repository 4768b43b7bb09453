using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Tests.Layers;

/// <summary>Every layer, in the ways in which it can be used.</summary>
internal static class LayerCases
{
    public static IReadOnlyList<LayerCase> All { get; } = [.. Activations(), .. Shapes()];

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
            new("dropout in use", () => InUse(new Dropout(new Random(1))), [4, 5], "x"),
        ];

    private static Layer InUse(Layer layer)
    {
        layer.Evaluate();
        return layer;
    }
}
