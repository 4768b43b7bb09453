using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// The core of ADBench's hand tracking: a tree of bones, each turned in its parent's frame, whose skinned vertices are compared with observed
/// points. Rotations are by Euler angles, each bone's matrix is its parent's times its own.
/// </summary>
public class HandTracking
{
    private const string Source = """
        public static partial class Hand
        {
            private static void Turn(double ax, double ay, double az, double[] r)
            {
                double cx = Math.Cos(ax), sx = Math.Sin(ax), cy = Math.Cos(ay), sy = Math.Sin(ay), cz = Math.Cos(az), sz = Math.Sin(az);
                r[0] = cy * cz;
                r[1] = sx * sy * cz - cx * sz;
                r[2] = cx * sy * cz + sx * sz;
                r[3] = cy * sz;
                r[4] = sx * sy * sz + cx * cz;
                r[5] = cx * sy * sz - sx * cz;
                r[6] = -sy;
                r[7] = sx * cy;
                r[8] = cx * cy;
            }

            [Differentiable]
            public static double Misfit(
                Tensor<double> angles, double[] position, [NoGrad] Tensor<double> offsets, int[] parent, [NoGrad] Tensor<double> rest,
                [NoGrad] Tensor<double> weights, [NoGrad] Tensor<double> observed)
            {
                int bones = parent.Length;
                var frame = new Tensor<double>(bones, 3, 4);
                for (int b = 0; b < bones; b++)
                {
                    var own = new double[9];
                    Turn(angles[b, 0], angles[b, 1], angles[b, 2], own);
                    for (int i = 0; i < 3; i++)
                    {
                        if (parent[b] < 0)
                        {
                            for (int j = 0; j < 3; j++)
                                frame[b, i, j] = own[3 * i + j];
                            frame[b, i, 3] = position[i];
                        }
                        else
                        {
                            double shift = frame[parent[b], i, 3];
                            for (int k = 0; k < 3; k++)
                                shift += frame[parent[b], i, k] * offsets[b, k];
                            frame[b, i, 3] = shift;
                            for (int j = 0; j < 3; j++)
                                for (int k = 0; k < 3; k++)
                                    frame[b, i, j] += frame[parent[b], i, k] * own[3 * k + j];
                        }
                    }
                }

                double loss = 0;
                for (int v = 0; v < rest.Dim(0); v++)
                    for (int i = 0; i < 3; i++)
                    {
                        double x = 0;
                        for (int b = 0; b < bones; b++)
                        {
                            double moved = frame[b, i, 3];
                            for (int k = 0; k < 3; k++)
                                moved += frame[b, i, k] * rest[v, k];
                            x += weights[v, b] * moved;
                        }
                        double error = x - observed[v, i];
                        loss += error * error;
                    }
                return loss;
            }
        }
        """;

    [Fact]
    public void A_thumb_and_two_fingers()
    {
        int[] parent = [-1, 0, 1, 0, 3, 4, 0, 6];
        Tensor<double> weights = Tensor<double>.Wrap(Numbers.Uniform(4, 20 * 8, 0, 0.25), 20, 8);
        Tensor<double> observed = Numbers.Tensor(5, 20, 3);

        RealProgram program = RealProgram.Check(
            Source,
            "Misfit",
            Numbers.Tensor(1, 8, 3),
            (double[])[0.1, -0.2, 0.3],
            Numbers.Tensor(2, 8, 3),
            parent,
            Numbers.Tensor(3, 20, 3),
            weights,
            observed
        );

        // The position moves each vertex by the sum of its weights: moving what is observed as far leaves the distance.
        Assert.All(program.Gradient("angles"), g => Assert.NotEqual(0, g));
        Assert.Equal(3, program.Gradient("position").Count(g => g != 0));
    }
}
