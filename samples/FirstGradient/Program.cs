using System;

float[] x = [-3, -2, -1, 0, 1, 2, 3, 4];
float[] t = [0, 0, 0, 0, 1, 1, 1, 1];
(float w, float b) = (0.5f, -0.5f);

// The generated gradient, against central differences of the method itself.
Neuron.LossGradient(x, t, w, b, out float wGrad, out float bGrad);
const float H = 1e-2f;
Show("∂L/∂w", wGrad, (Neuron.Loss(x, t, w + H, b) - Neuron.Loss(x, t, w - H, b)) / (2 * H));
Show("∂L/∂b", bGrad, (Neuron.Loss(x, t, w, b + H) - Neuron.Loss(x, t, w, b - H)) / (2 * H));

// Gradient descent.
for (int step = 0; step <= 100; step++)
{
    float loss = Neuron.LossGradient(x, t, w, b, out wGrad, out bGrad);
    if (step % 20 == 0)
        Console.WriteLine(FormattableString.Invariant($"step {step, 3}  loss {loss:F4}  w {w:F3}  b {b:F3}"));
    w -= 0.5f * wGrad;
    b -= 0.5f * bGrad;
}

static void Show(string name, float gradient, float difference) =>
    Console.WriteLine(FormattableString.Invariant($"{name}  gradient {gradient:F4}  differences {difference:F4}"));
