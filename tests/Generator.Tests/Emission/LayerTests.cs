using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Emission;

/// <summary>What is generated around the method of a layer compiles in every project, and beside every name of the user's.</summary>
public class LayerTests
{
    private const string Source = """
        using System;
        using NeuralGen;

        namespace User
        {
            public partial class Outer
            {
                internal sealed partial class Scale<T> : Layer
                {
                    private readonly Tensor<float> @class = Tensor<float>.Parameter(2);
                    public Tensor<float> Shift { get; } = Tensor<float>.Parameter(2);
                    private readonly int _applyCall = 1;
                    private readonly string _applyResiduals = "";
                    private static readonly object ShiftField = new object();

                    public string Names() { return _applyCall + _applyResiduals + (ShiftField == null); }

                    [Differentiable]
                    private void Apply(Tensor<float> input, Tensor<float> output)
                    {
                        for (int b = 0; b < input.Dim(0); b++)
                            for (int i = 0; i < @class.Dim(0); i++)
                                output[b, i] = input[b, i] * (1 + @class[i]) + Shift[i];
                    }
                }
            }

            // Nothing says how long the output is.
            public sealed partial class Unknown : Layer
            {
                public override int[] OutputShape(ReadOnlySpan<int> inputShape) { return new int[] { 2 }; }

                [Differentiable]
                private static void Apply(Tensor<float> input, Tensor<float> output)
                {
                    for (int b = 0; b < output.Dim(0); b++)
                        output[b] = 3 * input[b];
                }
            }

            public static class Program
            {
                private static float[] Run(Layer layer, Tensor<float> x)
                {
                    Tensor<float> y = layer.Forward(x);
                    y.Grad.AsSpan().Fill(1);
                    layer.Backward();
                    var result = new System.Collections.Generic.List<float>(y.AsSpan().ToArray());
                    result.AddRange(x.Grad.AsSpan().ToArray());
                    foreach (Tensor<float> parameter in layer.Parameters)
                        result.AddRange(parameter.Grad.AsSpan().ToArray());
                    return result.ToArray();
                }

                public static float[] Scale()
                {
                    var layer = new Outer.Scale<string>();
                    Tensor<float> x = Tensor<float>.Parameter(2, 2);
                    x.AsSpan().Fill(5);
                    float[] own = Run(layer.Share(), x);
                    x.Grad.AsSpan().Clear();
                    float[] result = Run(layer, x);
                    return own.AsSpan().SequenceEqual(result) ? result : null;
                }

                public static float[] Unknown()
                {
                    Tensor<float> x = Tensor<float>.Parameter(2);
                    x.AsSpan().Fill(5);
                    return Run(new Unknown(), x);
                }
            }
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Members_bear_every_setting(bool scheduled)
    {
        Generation generation = scheduled ? Generation.Scheduled : Generation.Unscheduled;
        Compiled program = Compiler.Compile(Source, new Strictness(), generation);
        Assert.Equal([5f, 5, 5, 5, 1, 1, 1, 1, 10, 10, 2, 2], (float[])program.Call("User.Program", "Scale")!);
        Assert.Equal([15f, 15, 3, 3], (float[])program.Call("User.Program", "Unknown")!);
    }
}
