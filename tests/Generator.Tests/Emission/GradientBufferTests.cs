using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>Which gradient buffers a call takes: shared, missing, too short, overlapping.</summary>
public class GradientBufferTests
{
    private const string Source = """
        using System;
        using NeuralGen;

        namespace P
        {
            public static partial class M
            {
                [Differentiable]
                public static void F(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float[] y)
                {
                    for (int i = 0; i < a.Length; i++)
                        y[i] = a[i] * b[i] * a[i] + 3 * b[i] + a[i];
                }

                [Differentiable]
                public static void T(Tensor<float> X, Tensor<float> W, Tensor<float> Y)
                {
                    for (int i = 0; i < X.Dim(0); i++)
                        Y[i] = X[i] * W[i];
                }

                public static void Backward(float[] a, float[] b, float[] aGrad, float[] bGrad, float[] yGrad)
                {
                    var y = new float[a.Length];
                    var residuals = new FResiduals();
                    FForward(a, b, y, residuals);
                    FBackward(a, b, y, residuals, aGrad, bGrad, yGrad);
                }

                public static float[] Tensors(bool x, bool w, bool y)
                {
                    var X = Tensor<float>.Wrap(new float[] { 2, 3 }, 2);
                    var W = Tensor<float>.Wrap(new float[] { 5, 7 }, 2);
                    var Y = new Tensor<float>(2);
                    if (x) X.Grad = new Tensor<float>(2);
                    if (w) W.Grad = new Tensor<float>(2);
                    if (y) Y.Grad = Tensor<float>.Wrap(new float[] { 1, 10 }, 2);
                    var residuals = new TResiduals();
                    TForward(X, W, Y, residuals);
                    TBackward(X, W, Y, residuals);
                    return [.. x ? X.Grad!.AsSpan() : default, .. w ? W.Grad!.AsSpan() : default];
                }

                public static void OtherSize()
                {
                    var residuals = new FResiduals();
                    FForward(new float[3], new float[3], new float[3], residuals);
                    FBackward(new float[2], new float[3], new float[3], residuals, new float[2], new float[3], new float[3]);
                }

                public static void Overlapping(float[] x) { FForward(x, x, x); }
            }
        }
        """;

    private static readonly Lazy<Compiled> s_compiled = new(() => Compiler.Compile(Source, new() { Nullable = true }));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    public void The_same_input_twice_adds_up_in_one_buffer(int length)
    {
        float[] x = Enumerable.Range(1, length).Select(i => (float)i).ToArray();
        var gradient = new float[length];
        Backward(x, x, gradient, gradient, Enumerable.Repeat(1f, length).ToArray());
        Assert.Equal(x.Select(v => (3 * v * v) + 4), gradient);
    }

    [Fact]
    public void One_buffer_for_two_inputs_is_refused()
    {
        var gradient = new float[2];
        Refused("share memory", () => Backward([1, 2], [3, 4], gradient, gradient, [1, 1]));
    }

    [Fact]
    public void A_gradient_that_is_a_value_is_refused()
    {
        float[] b = [3, 4];
        Refused("aGrad", () => Backward([1, 2], b, b, [0, 0], [1, 1]));
    }

    [Fact]
    public void A_short_gradient_is_refused() => Refused("bGrad", () => Backward([1, 2], [3, 4], [], [0], [1, 1]));

    [Fact]
    public void An_empty_gradient_is_not_wanted_and_a_longer_one_is_left_alone_beyond()
    {
        float[] bGrad = [1, 1, 9];
        Backward([1, 2], [3, 4], [], bGrad, [1, 1]);
        Assert.Equal([1 + 4, 1 + 7, 9], bGrad);
    }

    [Fact]
    public void No_gradient_at_all_is_refused_unless_there_is_nothing_to_differentiate()
    {
        Refused("no gradient", () => Backward([1, 2], [3, 4], [], [], [1, 1]));
        Backward([], [], [], [], []);
    }

    [Fact]
    public void Tensors_without_a_gradient()
    {
        Assert.Equal([5f, 70f], Tensors(true, false, true));
        Assert.Equal([2f, 30f], Tensors(false, true, true));
        Assert.Equal([0f, 0f, 0f, 0f], Tensors(true, true, false));
        Refused("no gradient", () => Tensors(false, false, true));
    }

    [Fact]
    public void Residuals_of_another_size_are_refused()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => s_compiled.Value.Call("P.M", "OtherSize"));
        Assert.Contains("a.Length", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_is_an_input_is_refused() =>
        Refused("share memory", () => s_compiled.Value.Call("P.M", "Overlapping", new float[] { 1, 2 }));

    private static void Backward(float[] a, float[] b, float[] aGrad, float[] bGrad, float[] yGrad) =>
        s_compiled.Value.Call("P.M", "Backward", a, b, aGrad, bGrad, yGrad);

    private static float[] Tensors(bool x, bool w, bool y) =>
        (float[])s_compiled.Value.Call("P.M", "Tensors", x, w, y)!;

    private static void Refused(string word, Action call) =>
        Assert.Contains(word, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
}
