using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>A picture of spheres, lit by a lamp, and its squared distance from another picture: rays that miss everything see the sky.</summary>
public class RayTracer
{
    private const string Source = """
        public static partial class Scene
        {
            [Differentiable]
            public static double Distance(Tensor<double> spheres, double[] lamp, double sky, [NoGrad] Tensor<double> picture)
            {
                int height = picture.Dim(0), width = picture.Dim(1);
                double loss = 0;
                for (int row = 0; row < height; row++)
                    for (int column = 0; column < width; column++)
                    {
                        double dx = (column + 0.5) / width * 2 - 1;
                        double dy = (row + 0.5) / height * 2 - 1;
                        double length = Math.Sqrt(dx * dx + dy * dy + 1);
                        dx /= length;
                        dy /= length;
                        double dz = 1 / length;

                        double nearest = 1e9;
                        double color = sky;
                        for (int s = 0; s < spheres.Dim(0); s++)
                        {
                            double cx = spheres[s, 0], cy = spheres[s, 1], cz = spheres[s, 2], radius = spheres[s, 3];
                            double along = cx * dx + cy * dy + cz * dz;
                            double discriminant = along * along - (cx * cx + cy * cy + cz * cz) + radius * radius;
                            if (discriminant > 0)
                            {
                                double t = along - Math.Sqrt(discriminant);
                                if (t > 0 && t < nearest)
                                {
                                    nearest = t;
                                    double nx = (t * dx - cx) / radius;
                                    double ny = (t * dy - cy) / radius;
                                    double nz = (t * dz - cz) / radius;
                                    double lx = lamp[0] - t * dx, ly = lamp[1] - t * dy, lz = lamp[2] - t * dz;
                                    double lambert = (nx * lx + ny * ly + nz * lz) / Math.Sqrt(lx * lx + ly * ly + lz * lz);
                                    color = spheres[s, 4] * (0.1 + Math.Max(0, lambert));
                                }
                            }
                        }
                        double error = color - picture[row, column];
                        loss += error * error;
                    }
                return loss;
            }
        }
        """;

    [Fact]
    public void Spheres_in_front_of_each_other()
    {
        Tensor<double> spheres = Tensor<double>.Wrap(
            [0.1, 0.05, 3.0, 1.0, 0.8, -0.7, 0.3, 5.0, 1.5, 0.5, 0.2, -3.0, 40.0, 0.5, 0.9],
            3,
            5
        );
        RealProgram program = RealProgram.Check(
            Source,
            "Distance",
            spheres,
            (double[])[2.0, -3.0, 0.5],
            0.3,
            Numbers.Tensor(1, 9, 11)
        );

        // The third is behind the first two everywhere that they are; nobody sees a sphere behind the camera.
        Assert.All(program.Gradient("spheres"), g => Assert.True(double.IsFinite(g)));
        Assert.NotEqual(0, program.Gradient("sky")[0] + program.Gradient("spheres")[0]);
    }

    [Fact]
    public void Nothing_is_seen()
    {
        Tensor<double> spheres = Tensor<double>.Wrap([9.0, 0.0, 1.0, 0.5, 1.0, 0.0, 0.0, -4.0, 1.0, 1.0], 2, 5);
        Tensor<double> picture = Numbers.Tensor(1, 4, 6);

        RealProgram program = RealProgram.Check(Source, "Distance", spheres, (double[])[2.0, -3.0, 0.5], 0.3, picture);

        Assert.All(program.Gradient("spheres"), g => Assert.Equal(0, g));
        Numbers.Close(picture.ToArray().Sum(p => 2 * (0.3 - p)), program.Gradient("sky")[0]);
    }
}
