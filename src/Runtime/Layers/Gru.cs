using System;

namespace NeuralGen;

/// <summary>
/// A gated recurrent unit: with u = WeightInput · x + BiasInput and v = WeightHidden · h + BiasHidden in blocks r, z and n, in
/// this order, h ← (1 − z) · tanh(uₙ + r · vₙ) + z · h, where r = σ(uᵣ + vᵣ) and z = σ(u_z + v_z).
/// </summary>
/// <param name="inputs">The number of inputs of a step.</param>
/// <param name="units">The number of units.</param>
/// <param name="random">Where the weights come from, U[−1/√units, 1/√units]; the biases are 0.</param>
public sealed partial class Gru(int inputs, int units, Random random) : Recurrent(inputs, units, 3, random)
{
    private RunResiduals _residuals = new();

    private protected override void ForwardGates(in Arguments a) =>
        RunForward(a.Input, a.WeightInput, a.WeightHidden, a.BiasInput, a.BiasHidden, a.Output, _residuals);

    private protected override void BackwardGates(in Arguments a) =>
        RunBackward(a.Input, a.WeightInput, a.WeightHidden, a.BiasInput, a.BiasHidden, a.Output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        // There the order is z, r, n; and r · vₙ, not r · h before the product, is what the attribute asks for.
        ToOnnx(graph, input, "GRU", [1, 0, 2], new OnnxAttribute("linear_before_reset", 1));

    // Wi [gates, units, inputs], Wh [gates, units, units], Bi and Bh [gates, units]. H[t] is the state before step t.
    [Differentiable]
    private static void Run(
        Tensor<float> X,
        Tensor<float> Wi,
        Tensor<float> Wh,
        Tensor<float> Bi,
        Tensor<float> Bh,
        Tensor<float> Y
    )
    {
        var H = new Tensor<float>(X.Dim(1) + 1, X.Dim(0), Wh.Dim(1));
        var U = new Tensor<float>(X.Dim(1), 3, X.Dim(0), Wh.Dim(1));
        var V = new Tensor<float>(X.Dim(1), 3, X.Dim(0), Wh.Dim(1));
        for (int t = 0; t < X.Dim(1); t++)
        for (int g = 0; g < 3; g++)
        for (int b = 0; b < X.Dim(0); b++)
        for (int i = 0; i < Wh.Dim(1); i++)
        {
            float u = 0;
            for (int j = 0; j < X.Dim(2); j++)
                u += X[b, t, j] * Wi[g, i, j];
            U[t, g, b, i] = u + Bi[g, i];
        }
        for (int t = 0; t < X.Dim(1); t++)
        {
            for (int g = 0; g < 3; g++)
            for (int b = 0; b < X.Dim(0); b++)
            for (int i = 0; i < Wh.Dim(1); i++)
            {
                float v = 0;
                for (int j = 0; j < Wh.Dim(1); j++)
                    v += H[t, b, j] * Wh[g, i, j];
                V[t, g, b, i] = v + Bh[g, i];
            }
            for (int b = 0; b < X.Dim(0); b++)
            for (int i = 0; i < Wh.Dim(1); i++)
            {
                float reset = Activation.Sigmoid(U[t, 0, b, i] + V[t, 0, b, i]);
                float update = Activation.Sigmoid(U[t, 1, b, i] + V[t, 1, b, i]);
                float fresh = Activation.Tanh(U[t, 2, b, i] + reset * V[t, 2, b, i]);
                H[t + 1, b, i] = (1 - update) * fresh + update * H[t, b, i];
                Y[b, t, i] = H[t + 1, b, i];
            }
        }
    }
}
