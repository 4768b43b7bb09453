using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// The language model of ADBench: a stack of diagonal LSTM cells whose state is overwritten at each character, and the mean
/// log-likelihood of the next one.
/// </summary>
public class LongShortTermMemory
{
    private const string Source = """
        public static partial class LanguageModel
        {
            private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

            [Differentiable]
            public static double Loss(
                Tensor<double> weights, Tensor<double> biases, Tensor<double> extra, [NoGrad] Tensor<double> start, [NoGrad] Tensor<double> text)
            {
                int layers = weights.Dim(0);
                int size = weights.Dim(2);
                var hidden = new Tensor<double>(layers, size);
                var cell = new Tensor<double>(layers, size);
                for (int l = 0; l < layers; l++)
                    for (int i = 0; i < size; i++)
                    {
                        hidden[l, i] = start[0, l, i];
                        cell[l, i] = start[1, l, i];
                    }

                double total = 0;
                for (int t = 0; t + 1 < text.Dim(0); t++)
                {
                    var input = new double[size];
                    for (int i = 0; i < size; i++)
                        input[i] = text[t, i] * extra[0, i];
                    for (int l = 0; l < layers; l++)
                        for (int i = 0; i < size; i++)
                        {
                            double forget = Sigmoid(input[i] * weights[l, 0, i] + biases[l, 0, i]);
                            double ingate = Sigmoid(hidden[l, i] * weights[l, 1, i] + biases[l, 1, i]);
                            double outgate = Sigmoid(input[i] * weights[l, 2, i] + biases[l, 2, i]);
                            double change = Math.Tanh(hidden[l, i] * weights[l, 3, i] + biases[l, 3, i]);
                            cell[l, i] = cell[l, i] * forget + ingate * change;
                            hidden[l, i] = outgate * Math.Tanh(cell[l, i]);
                            input[i] = hidden[l, i];
                        }

                    double sum = 2;
                    for (int i = 0; i < size; i++)
                        sum += Math.Exp(input[i] * extra[1, i] + extra[2, i]);
                    for (int i = 0; i < size; i++)
                        total += text[t + 1, i] * (input[i] * extra[1, i] + extra[2, i] - Math.Log(sum));
                }
                return -total / (size * (text.Dim(0) - 1));
            }
        }
        """;

    [Theory]
    [InlineData(1, 4, 2)]
    [InlineData(2, 5, 6)]
    [InlineData(3, 11, 9)]
    public void Loss(int layers, int size, int length)
    {
        var text = new Tensor<double>(length, size);
        foreach ((int t, int c) in Numbers.Integers(1, length, size).Index())
        {
            text[t, c] = 1;
        }

        Tensor<double> extra = Numbers.Tensor(4, 3, size);
        RealProgram program = RealProgram.Check(
            Source,
            "Loss",
            Numbers.Tensor(2, layers, 4, size),
            Numbers.Tensor(3, layers, 4, size),
            extra,
            Numbers.Tensor(5, 2, layers, size),
            text
        );

        // The outputs' biases: what is predicted less what is there, on average, which sums to less than 0 for the 2 in the sum.
        Assert.InRange(program.Gradient("extra")[(2 * size)..].Sum(), -1.0 / size, 0);
        Assert.All(program.Gradient("biases"), g => Assert.NotEqual(0, g));
    }
}
