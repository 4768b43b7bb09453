using System;
using NeuralGen.Generator.Tests.Harness;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>The methods that the contract is tested on, compiled once, with helpers where spans have to be passed.</summary>
internal static class ContractMethods
{
    private const string Source = """
        using System;
        using NeuralGen;

        namespace Contract
        {
            public static partial class M
            {
                [Differentiable]
                public static float Loss(Tensor<float> X, Tensor<float> W, Tensor<float> Y, float scale)
                {
                    float loss = 0;
                    for (int n = 0; n < X.Dim(0); n++)
                        for (int i = 0; i < W.Dim(1); i++)
                        {
                            float u = 0;
                            for (int j = 0; j < W.Dim(0); j++)
                                u += X[n, j] * W[j, i];
                            Y[n, i] = MathF.Tanh(u);
                            loss += Y[n, i] * Y[n, i];
                        }
                    return scale * loss;
                }

                [Differentiable]
                public static void Multiply(ReadOnlySpan<float> x, Span<float> y, float[] z)
                {
                    for (int i = 0; i < x.Length; i++)
                        y[i] = y[i] * x[i];
                    for (int i = 0; i < x.Length; i++)
                        z[i] = y[i] * x[i];
                }

                public static void MultiplyBackwardOf(float[] x, float[] y, float[] z, MultiplyResiduals residuals,
                    float[] xGrad, float[] yGrad, float[] zGrad)
                {
                    MultiplyBackward(x, y, z, residuals, xGrad, yGrad, zGrad);
                }

                public static void MultiplyForwardOf(float[] x, float[] y, float[] z, MultiplyResiduals residuals)
                {
                    MultiplyForward(x, y, z, residuals);
                }

                public static void MultiplySlices(float[] data, int x, int y, int length)
                {
                    MultiplyForward(data.AsSpan(x, length), data.AsSpan(y, length), new float[length]);
                }

                [Differentiable]
                public static void Chain(Tensor<float> X, Tensor<float> H, Tensor<float> Y)
                {
                    for (int i = 0; i < X.Dim(0); i++)
                        H[i] = X[i] * X[i];
                    for (int i = 0; i < X.Dim(0); i++)
                        Y[i] = H[i] * H[i];
                }

                [Differentiable]
                public static void Shifted(Tensor<float> X, Tensor<float> H, Tensor<float> Y)
                {
                    for (int i = 1; i < X.Dim(0); i++)
                        H[i] = 2 * X[i];
                    for (int i = 1; i < X.Dim(0); i++)
                        Y[i] = H[i - 1];
                }

                [Differentiable]
                public static float Dot(Tensor<float> x, Tensor<float> y)
                {
                    float sum = 0;
                    for (int i = 0; i < x.Length; i++)
                        sum += x[i] * y[i];
                    return sum;
                }

                [Differentiable]
                public static void Gather(float[] x, int[] at, float[] y)
                {
                    for (int i = 0; i < at.Length; i++)
                        y[i] = x[at[i]] * x[at[i]];
                }

                public static float[] GatherGradient(float[] x, int[] at, float[] yGrad)
                {
                    var residuals = new GatherResiduals();
                    var y = new float[at.Length];
                    var xGrad = new float[x.Length];
                    GatherForward(x, at, y, residuals);
                    GatherBackward(x, at, y, residuals, xGrad, yGrad);
                    return xGrad;
                }

                [Differentiable]
                public static float Power(float x, int n, bool negate)
                {
                    float p = 1;
                    for (int i = 0; i < n; i++)
                        p *= x;
                    return negate ? -p : p;
                }
            }
        }
        """;

    private static readonly Lazy<Compiled> _compiled = new(() =>
        Compiler.Compile(Source, new Strictness { Nullable = true })
    );

    public static object? Call(string method, params object?[] arguments) =>
        _compiled.Value.Call("Contract.M", method, arguments);

    public static object Residuals(string method) => _compiled.Value.New($"Contract.M+{method}Residuals");

    public static TDelegate Delegate<TDelegate>(string method)
        where TDelegate : Delegate => _compiled.Value.Delegate<TDelegate>("Contract.M", method);

    /// <summary>A tensor of consecutive numbers, scaled down, with a gradient.</summary>
    public static Tensor<float> Numbers(params int[] shape)
    {
        Tensor<float> tensor = Tensor<float>.Parameter(shape);
        Span<float> span = tensor.AsSpan();
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = 0.1f * ((i % 7) - 3) + 0.05f;
        }

        return tensor;
    }
}
