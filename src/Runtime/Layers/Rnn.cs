using System;

namespace NeuralGen;

/// <summary>
/// A simple recurrent layer: h ← tanh(WeightInput · x + BiasInput + WeightHidden · h + BiasHidden), or the same with the rectified
/// linear unit.
/// </summary>
/// <param name="inputs">The number of inputs of a step.</param>
/// <param name="units">The number of units.</param>
/// <param name="random">Where the weights come from, U[−1/√units, 1/√units]; the biases are 0.</param>
/// <param name="relu">Whether the units are rectified linear ones.</param>
public sealed partial class Rnn(int inputs, int units, Random random, bool relu = false)
    : Recurrent(inputs, units, 1, random)
{
    private RunResiduals _residuals = new();

    /// <summary>Whether the units are rectified linear ones.</summary>
    public bool Relu { get; } = relu;

    private protected override void ForwardGates(in Arguments a) =>
        RunForward(a.Input, a.WeightInput, a.WeightHidden, a.BiasInput, a.BiasHidden, Relu, a.Output, _residuals);

    private protected override void BackwardGates(in Arguments a) =>
        RunBackward(a.Input, a.WeightInput, a.WeightHidden, a.BiasInput, a.BiasHidden, Relu, a.Output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        ToOnnx(graph, input, "RNN", [0], new OnnxAttribute("activations", [Relu ? "Relu" : "Tanh"]));

    // Wi [gates, units, inputs], Wh [gates, units, units], Bi and Bh [gates, units]. H[t] is the state before step t.
    [Differentiable]
    private static void Run(
        Tensor<float> X,
        Tensor<float> Wi,
        Tensor<float> Wh,
        Tensor<float> Bi,
        Tensor<float> Bh,
        bool relu,
        Tensor<float> Y
    )
    {
        var H = new Tensor<float>(X.Dim(1) + 1, X.Dim(0), Wh.Dim(1));
        for (int t = 0; t < X.Dim(1); t++)
        for (int b = 0; b < X.Dim(0); b++)
        for (int i = 0; i < Wh.Dim(1); i++)
        {
            float u = Bi[0, i] + Bh[0, i];
            for (int j = 0; j < X.Dim(2); j++)
                u += X[b, t, j] * Wi[0, i, j];
            for (int j = 0; j < Wh.Dim(1); j++)
                u += H[t, b, j] * Wh[0, i, j];
            H[t + 1, b, i] = relu ? Activation.Relu(u) : Activation.Tanh(u);
            Y[b, t, i] = H[t + 1, b, i];
        }
    }
}
