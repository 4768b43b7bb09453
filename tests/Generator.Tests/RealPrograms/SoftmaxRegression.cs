using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>Multi-class logistic regression with L2 on the weights and not on the biases.</summary>
public class SoftmaxRegression
{
    private const string Source = """
        public static partial class Regression
        {
            [Differentiable]
            public static double Loss(
                [NoGrad] Tensor<double> x, int[] labels, Tensor<double> w, double[] b, [NoGrad] double decay)
            {
                double loss = 0;
                for (int n = 0; n < x.Dim(0); n++)
                {
                    var scores = new double[b.Length];
                    double largest = double.NegativeInfinity;
                    for (int c = 0; c < b.Length; c++)
                    {
                        scores[c] = b[c];
                        for (int i = 0; i < x.Dim(1); i++)
                            scores[c] += x[n, i] * w[i, c];
                        largest = Math.Max(largest, scores[c]);
                    }
                    double sum = 0;
                    for (int c = 0; c < b.Length; c++)
                        sum += Math.Exp(scores[c] - largest);
                    loss += largest + Math.Log(sum) - scores[labels[n]];
                }
                double squares = 0;
                for (int i = 0; i < w.Dim(0); i++)
                    for (int c = 0; c < w.Dim(1); c++)
                        squares += w[i, c] * w[i, c];
                return loss / x.Dim(0) + decay * squares;
            }
        }
        """;

    [Theory]
    [InlineData(7, 5, 3)]
    [InlineData(3, 70, 19)]
    public void What_is_predicted_less_what_is_there(int batch, int inputs, int classes)
    {
        Tensor<double> x = Numbers.Tensor(1, batch, inputs);
        Tensor<double> w = Numbers.Tensor(2, inputs, classes);
        double[] b = Numbers.Uniform(3, classes);
        int[] labels = Numbers.Integers(4, batch, classes);

        RealProgram program = RealProgram.Check(Source, "Loss", x, labels, w, b, 0.05);

        double[] byBias = new double[classes];
        double[] byWeight = [.. w.ToArray().Select(v => 0.1 * v)];
        for (int n = 0; n < batch; n++)
        {
            double[] scores =
            [
                .. b.Select((v, c) => Math.Exp(v + Enumerable.Range(0, inputs).Sum(i => x[n, i] * w[i, c]))),
            ];
            for (int c = 0; c < classes; c++)
            {
                double error = ((scores[c] / scores.Sum()) - (labels[n] == c ? 1 : 0)) / batch;
                byBias[c] += error;
                for (int i = 0; i < inputs; i++)
                {
                    byWeight[(i * classes) + c] += error * x[n, i];
                }
            }
        }

        Numbers.Close(byBias, program.Gradient("b"));
        Numbers.Close(byWeight, program.Gradient("w"));
    }
}
