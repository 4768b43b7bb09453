using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>LeNet in one method: convolution, subsampling, convolution, the largest of four, two full layers, softmax.</summary>
public class LeNet
{
    private const string Source = """
        public static partial class Network
        {
            [Differentiable]
            public static double Loss(
                Tensor<double> images, int[] labels, Tensor<double> first, double[] firstBias, Tensor<double> second, double[] secondBias,
                Tensor<double> hidden, double[] hiddenBias, Tensor<double> output)
            {
                int maps = first.Dim(0), size = first.Dim(1);
                int side = images.Dim(1) - size + 1;
                int half = side / 2;
                int more = second.Dim(0), wide = second.Dim(2);
                int inner = half - wide + 1;
                int quarter = inner / 2;
                double loss = 0;
                for (int n = 0; n < images.Dim(0); n++)
                {
                    var c1 = new Tensor<double>(maps, side, side);
                    for (int o = 0; o < maps; o++)
                        for (int y = 0; y < side; y++)
                            for (int x = 0; x < side; x++)
                            {
                                double u = firstBias[o];
                                for (int p = 0; p < size; p++)
                                    for (int q = 0; q < size; q++)
                                        u += images[n, y + p, x + q] * first[o, p, q];
                                c1[o, y, x] = Math.Tanh(u);
                            }

                    var s1 = new Tensor<double>(maps, half, half);
                    for (int o = 0; o < maps; o++)
                        for (int y = 0; y < half; y++)
                            for (int x = 0; x < half; x++)
                                s1[o, y, x] = 0.25 * (c1[o, 2 * y, 2 * x] + c1[o, 2 * y, 2 * x + 1] + c1[o, 2 * y + 1, 2 * x] + c1[o, 2 * y + 1, 2 * x + 1]);

                    var c2 = new Tensor<double>(more, inner, inner);
                    for (int o = 0; o < more; o++)
                        for (int y = 0; y < inner; y++)
                            for (int x = 0; x < inner; x++)
                            {
                                double u = secondBias[o];
                                for (int c = 0; c < maps; c++)
                                    for (int p = 0; p < wide; p++)
                                        for (int q = 0; q < wide; q++)
                                            u += s1[c, y + p, x + q] * second[o, c, p, q];
                                c2[o, y, x] = Activation.Relu(u);
                            }

                    var features = new double[more * quarter * quarter];
                    for (int o = 0; o < more; o++)
                        for (int y = 0; y < quarter; y++)
                            for (int x = 0; x < quarter; x++)
                            {
                                double largest = double.NegativeInfinity;
                                for (int p = 0; p < 2; p++)
                                    for (int q = 0; q < 2; q++)
                                        largest = Math.Max(largest, c2[o, 2 * y + p, 2 * x + q]);
                                features[(o * quarter + y) * quarter + x] = largest;
                            }

                    var h = new double[hiddenBias.Length];
                    for (int i = 0; i < h.Length; i++)
                    {
                        double u = hiddenBias[i];
                        for (int j = 0; j < features.Length; j++)
                            u += features[j] * hidden[j, i];
                        h[i] = Math.Tanh(u);
                    }

                    var scores = new double[output.Dim(1)];
                    double sum = 0;
                    for (int c = 0; c < scores.Length; c++)
                    {
                        for (int i = 0; i < h.Length; i++)
                            scores[c] += h[i] * output[i, c];
                        sum += Math.Exp(scores[c]);
                    }
                    loss += Math.Log(sum) - scores[labels[n]];
                }
                return loss / images.Dim(0);
            }
        }
        """;

    [Fact]
    public void Loss()
    {
        RealProgram program = RealProgram.Check(
            Source,
            "Loss",
            Numbers.Tensor(1, 3, 14, 14),
            Numbers.Integers(2, 3, 4),
            Numbers.Tensor(3, 2, 3, 3),
            Numbers.Uniform(4, 2),
            Numbers.Tensor(5, 3, 2, 3, 3),
            Numbers.Uniform(6, 3),
            Numbers.Tensor(7, 12, 10),
            Numbers.Uniform(8, 10),
            Numbers.Tensor(9, 10, 4)
        );

        // The scores' gradients sum to 0, and so do the output weights' in each row.
        double[] output = program.Gradient("output");
        for (int i = 0; i < 10; i++)
        {
            Numbers.Close(0, output[(4 * i)..(4 * (i + 1))].Sum());
        }
    }
}
