using NeuralGen;

/// <summary>One unit and its squared error: L = Σᵢ ½(σ(w·xᵢ + b) − tᵢ)².</summary>
internal static partial class Neuron
{
    [Differentiable]
    public static float Loss([NoGrad] float[] x, [NoGrad] float[] t, float w, float b)
    {
        float loss = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float y = Activation.Sigmoid(w * x[i] + b);
            loss += 0.5f * (y - t[i]) * (y - t[i]);
        }
        return loss;
    }
}
