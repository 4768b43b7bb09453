using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Oracles;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// A multi-layer perceptron in one method: its parameters are tensor fields of a partial class, the layers' values local tensors, the loss a
/// number. One call of the generated gradient trains on a batch, and allocates nothing.
/// </summary>
public class WholeModel
{
    private const string Source = """
        using System;
        using NeuralGen;

        public sealed partial class Classifier
        {
            private readonly Tensor<float> _w1 = Tensor<float>.Parameter(20, 33);
            private readonly Tensor<float> _b1 = Tensor<float>.Parameter(33);
            private readonly Tensor<float> _w2 = Tensor<float>.Parameter(33, 17);
            private readonly Tensor<float> _b2 = Tensor<float>.Parameter(17);
            private readonly Tensor<float> _w3 = Tensor<float>.Parameter(17, 5);

            [Differentiable]
            public float Loss(Tensor<float> x, int[] labels)
            {
                int batch = x.Dim(0);
                var h1 = new Tensor<float>(batch, _b1.Length);
                for (int n = 0; n < batch; n++)
                    for (int i = 0; i < _b1.Length; i++)
                    {
                        float u = _b1[i];
                        for (int j = 0; j < x.Dim(1); j++)
                            u += x[n, j] * _w1[j, i];
                        h1[n, i] = Activation.Relu(u);
                    }

                var h2 = new Tensor<float>(batch, _b2.Length);
                for (int n = 0; n < batch; n++)
                    for (int i = 0; i < _b2.Length; i++)
                    {
                        float u = _b2[i];
                        for (int j = 0; j < _b1.Length; j++)
                            u += h1[n, j] * _w2[j, i];
                        h2[n, i] = MathF.Tanh(u);
                    }

                float loss = 0;
                for (int n = 0; n < batch; n++)
                {
                    var scores = new float[_w3.Dim(1)];
                    for (int c = 0; c < scores.Length; c++)
                        for (int j = 0; j < _b2.Length; j++)
                            scores[c] += h2[n, j] * _w3[j, c];
                    float largest = float.NegativeInfinity;
                    for (int c = 0; c < scores.Length; c++)
                        largest = MathF.Max(largest, scores[c]);
                    float sum = 0;
                    for (int c = 0; c < scores.Length; c++)
                        sum += MathF.Exp(scores[c] - largest);
                    loss += MathF.Log(sum) + largest - scores[labels[n]];
                }
                return loss / batch;
            }

            public Tensor<float>[] Parameters => new[] { _w1, _b1, _w2, _b2, _w3 };

            // The loss at these parameters, and its gradient behind it.
            public float[] At(float[] parameters, float[] input, int[] labels)
            {
                int next = 0;
                foreach (var p in Parameters)
                {
                    parameters.AsSpan(next, p.Length).CopyTo(p.AsSpan());
                    next += p.Length;
                }
                var x = Tensor<float>.Wrap(input, labels.Length, 20);
                var result = new float[next + 2];
                result[0] = Loss(x, labels);
                result[1] = LossGradient(x, labels);
                next = 2;
                foreach (var p in Parameters)
                {
                    p.Grad.AsSpan().CopyTo(result.AsSpan(next));
                    next += p.Length;
                }
                return result;
            }

            public Action Step(float[] input, int[] labels, float rate)
            {
                var x = Tensor<float>.Wrap(input, labels.Length, 20);
                var parameters = Parameters;
                return () =>
                {
                    LossGradient(x, labels);
                    foreach (var p in parameters)
                        for (int i = 0; i < p.Length; i++)
                            p.AsSpan()[i] -= rate * p.Grad.AsSpan()[i];
                };
            }
        }
        """;

    private const int Batch = 9;
    private const int Length = (20 * 33) + 33 + (33 * 17) + 17 + (17 * 5);
    private static readonly int[] _labels = Numbers.Integers(2, Batch, 5);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void In_double_the_gradient_is_what_differences_show(string generation)
    {
        Compiled program = Compiler.Compile(
            DoublePrecision.Rewrite(Source),
            generation: Enum.Parse<Generation>(generation)
        );
        object model = program.New("Classifier");
        var at =
            (Func<double[], double[], int[], double[]>)
                model
                    .GetType()
                    .GetMethod("At")!
                    .CreateDelegate(typeof(Func<double[], double[], int[], double[]>), model);
        double[] point = [.. Numbers.Uniform(3, Length, -0.5, 0.5)];
        double[] input = Numbers.Uniform(1, Batch * 20);
        double[] found = at(point, input, _labels);
        Numbers.Close(found[0], found[1]);

        var random = new Random(4);
        for (int trial = 0; trial < 12; trial++)
        {
            double[] direction = [.. point.Select(_ => (random.NextDouble() * 2) - 1)];
            double slope = direction.Zip(found.Skip(2), (d, g) => d * g).Sum();
            Verdict verdict = Difference.Check(
                h => at([.. point.Zip(direction, (p, d) => p + (h * d))], input, _labels)[0],
                slope,
                Math.Abs(slope),
                1
            );
            Assert.True(verdict.Holds, $"the derivative is {slope}, differences show {verdict}");
        }
    }

    [Fact]
    public void A_step_allocates_nothing_and_steps_learn()
    {
        Compiled program = Compiler.Compile(Source);
        object model = program.New("Classifier");
        var at =
            (Func<float[], float[], int[], float[]>)
                model.GetType().GetMethod("At")!.CreateDelegate(typeof(Func<float[], float[], int[], float[]>), model);
        float[] input = [.. Numbers.Uniform(1, Batch * 20).Select(v => (float)v)];
        float[] point = [.. Numbers.Uniform(3, Length, -0.3, 0.3).Select(v => (float)v)];
        float before = at(point, input, _labels)[0];
        var step = (Action)model.GetType().GetMethod("Step")!.Invoke(model, [input, _labels, 0.2f])!;
        for (int i = 0; i < 200; i++)
        {
            step();
        }

        long least = Enumerable.Range(0, 5).Select(_ => Allocated(step)).Min();

        Assert.Equal(0, least);
        var parameters = (Tensor<float>[])model.GetType().GetProperty("Parameters")!.GetValue(model)!;
        float after = at([.. parameters.SelectMany(p => p.ToArray())], input, _labels)[0];
        Assert.True(after < 0.1f && before > 1, $"the loss goes from {before} to {after}");
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
