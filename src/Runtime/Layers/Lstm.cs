using System;

namespace NeuralGen;

/// <summary>
/// Long short-term memory: c ← σ(f) · c + σ(i) · tanh(g) and h ← σ(o) · tanh(c), the gates i, f, g and o being blocks, in this
/// order, of WeightInput · x + BiasInput + WeightHidden · h + BiasHidden.
/// </summary>
/// <param name="inputs">The number of inputs of a step.</param>
/// <param name="units">The number of units.</param>
/// <param name="random">Where the weights come from, U[−1/√units, 1/√units]; the biases are 0.</param>
public sealed partial class Lstm(int inputs, int units, Random random) : Recurrent(inputs, units, 4, random)
{
    private RunResiduals _residuals = new();

    private protected override void ForwardGates(in Arguments a) =>
        RunForward(a.Input, a.WeightInput, a.WeightHidden, a.BiasInput, a.BiasHidden, a.Output, _residuals);

    private protected override void BackwardGates(in Arguments a) =>
        RunBackward(a.Input, a.WeightInput, a.WeightHidden, a.BiasInput, a.BiasHidden, a.Output, _residuals);

    /// <inheritdoc/>
    public override string ToOnnx(OnnxGraph graph, string input) =>
        // There the order is i, o, f, g.
        ToOnnx(graph, input, "LSTM", [0, 3, 1, 2]);

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
        var U = new Tensor<float>(X.Dim(1), 4, X.Dim(0), Wh.Dim(1));
        var V = new Tensor<float>(X.Dim(1), 4, X.Dim(0), Wh.Dim(1));
        var C = new Tensor<float>(X.Dim(1) + 1, X.Dim(0), Wh.Dim(1));
        for (int t = 0; t < X.Dim(1); t++)
        for (int g = 0; g < 4; g++)
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
            for (int g = 0; g < 4; g++)
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
                float input = Activation.Sigmoid(U[t, 0, b, i] + V[t, 0, b, i]);
                float forget = Activation.Sigmoid(U[t, 1, b, i] + V[t, 1, b, i]);
                float fresh = Activation.Tanh(U[t, 2, b, i] + V[t, 2, b, i]);
                float output = Activation.Sigmoid(U[t, 3, b, i] + V[t, 3, b, i]);
                C[t + 1, b, i] = forget * C[t, b, i] + input * fresh;
                H[t + 1, b, i] = output * Activation.Tanh(C[t + 1, b, i]);
                Y[b, t, i] = H[t + 1, b, i];
            }
        }
    }
}
