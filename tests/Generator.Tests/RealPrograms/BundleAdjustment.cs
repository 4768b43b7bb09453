using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// Bundle adjustment as in ADBench: the reprojection error of points seen by cameras with an axis-angle rotation, a centre, a focal length, a
/// principal point and two coefficients of radial distortion; and its Jacobian, one backward pass a row.
/// </summary>
public class BundleAdjustment
{
    private const string Source = """
        public static partial class Bundle
        {
            private static void Rotate(double[] rotation, double[] x, double[] rotated)
            {
                double square = 0;
                for (int i = 0; i < 3; i++)
                    square += rotation[i] * rotation[i];
                if (square != 0)
                {
                    double theta = Math.Sqrt(square);
                    double cosine = Math.Cos(theta);
                    double sine = Math.Sin(theta);
                    var axis = new double[3];
                    for (int i = 0; i < 3; i++)
                        axis[i] = rotation[i] / theta;
                    var cross = new double[3];
                    Cross(axis, x, cross);
                    double along = 0;
                    for (int i = 0; i < 3; i++)
                        along += axis[i] * x[i];
                    along *= 1 - cosine;
                    for (int i = 0; i < 3; i++)
                        rotated[i] = x[i] * cosine + cross[i] * sine + axis[i] * along;
                }
                else
                {
                    Cross(rotation, x, rotated);
                    for (int i = 0; i < 3; i++)
                        rotated[i] += x[i];
                }
            }

            private static void Cross(double[] a, double[] b, double[] c)
            {
                c[0] = a[1] * b[2] - a[2] * b[1];
                c[1] = a[2] * b[0] - a[0] * b[2];
                c[2] = a[0] * b[1] - a[1] * b[0];
            }

            [Differentiable]
            public static void Errors(
                Tensor<double> cameras, Tensor<double> points, double[] weights, int[] camera, int[] point, Tensor<double> features,
                double[] errors, double[] weightErrors)
            {
                for (int p = 0; p < camera.Length; p++)
                {
                    int c = camera[p];
                    var rotation = new double[3];
                    var offset = new double[3];
                    var seen = new double[3];
                    for (int i = 0; i < 3; i++)
                    {
                        rotation[i] = cameras[c, i];
                        offset[i] = points[point[p], i] - cameras[c, 3 + i];
                    }
                    Rotate(rotation, offset, seen);

                    double x = seen[0] / seen[2];
                    double y = seen[1] / seen[2];
                    double square = x * x + y * y;
                    double distortion = 1 + cameras[c, 9] * square + cameras[c, 10] * square * square;
                    double focal = cameras[c, 6];
                    errors[2 * p] = weights[p] * (focal * x * distortion + cameras[c, 7] - features[p, 0]);
                    errors[2 * p + 1] = weights[p] * (focal * y * distortion + cameras[c, 8] - features[p, 1]);
                    weightErrors[p] = 1 - weights[p] * weights[p];
                }
            }

            [Differentiable]
            public static double SquaredError(
                Tensor<double> cameras, Tensor<double> points, double[] weights, int[] camera, int[] point, [NoGrad] Tensor<double> features)
            {
                var errors = new double[2 * camera.Length];
                var weightErrors = new double[camera.Length];
                Errors(cameras, points, weights, camera, point, features, errors, weightErrors);
                double sum = 0;
                foreach (double error in errors)
                    sum += error * error;
                foreach (double error in weightErrors)
                    sum += error * error;
                return sum;
            }

            // One row: forward once, then a backward pass for each error with a seed of 1.
            public static double[][] Jacobian(
                Tensor<double> cameras, Tensor<double> points, double[] weights, int[] camera, int[] point, Tensor<double> features)
            {
                var residuals = new ErrorsResiduals();
                var errors = new double[2 * camera.Length];
                var weightErrors = new double[camera.Length];
                ErrorsForward(cameras, points, weights, camera, point, features, errors, weightErrors, residuals);
                var rows = new double[3 * camera.Length][];
                for (int row = 0; row < rows.Length; row++)
                {
                    var seed = new double[rows.Length];
                    seed[row] = 1;
                    cameras.Grad.AsSpan().Clear();
                    points.Grad.AsSpan().Clear();
                    var weightsGrad = new double[weights.Length];
                    ErrorsBackward(cameras, points, weights, camera, point, features, errors, weightErrors, residuals,
                        weightsGrad, seed.AsSpan(0, errors.Length), seed.AsSpan(errors.Length));
                    rows[row] = new double[cameras.Length + points.Length + weights.Length];
                    cameras.Grad.AsSpan().CopyTo(rows[row]);
                    points.Grad.AsSpan().CopyTo(rows[row].AsSpan(cameras.Length));
                    weightsGrad.CopyTo(rows[row].AsSpan(cameras.Length + points.Length));
                }
                return rows;
            }
        }
        """;

    private readonly int[] _camera = [0, 1, 0, 1, 1];
    private readonly int[] _point = [0, 0, 1, 2, 1];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Squared_error(bool unrotated)
    {
        Tensor<double> cameras = Cameras();
        for (int i = 0; unrotated && i < 3; i++)
        {
            cameras[1, i] = 0;
        }

        (Tensor<double> points, double[] weights, Tensor<double> features) = Scene();

        // At no rotation the other branch is taken, and the square root's infinite derivative does not show.
        RealProgram.Check(Source, "SquaredError", cameras, points, weights, _camera, _point, features);
    }

    [Fact]
    public void Jacobian_by_rows()
    {
        (Tensor<double> points, double[] weights, Tensor<double> features) = Scene();
        Tensor<double> cameras = Cameras();
        cameras.Grad = new Tensor<double>(2, 11);
        points.Grad = new Tensor<double>(3, 3);
        RealProgram program = RealProgram.Check(
            Source,
            "SquaredError",
            cameras,
            points,
            weights,
            _camera,
            _point,
            features
        );

        double[][] jacobian = program.Call<double[][]>(
            "Bundle",
            "Jacobian",
            cameras,
            points,
            weights,
            _camera,
            _point,
            features
        );

        Assert.Equal(15, jacobian.Length);
        double[] errors = [.. Errors(cameras, points, weights, features)];
        double[] expected =
        [
            .. program.Gradient("cameras"),
            .. program.Gradient("points"),
            .. program.Gradient("weights"),
        ];

        // The gradient of the squared error is 2 Jᵀe, and J is as sparse as the scene: 11 + 3 + 1 numbers an error, 1 a weight's.
        Numbers.Close(
            expected,
            [.. expected.Select((_, k) => 2 * jacobian.Select((row, e) => row[k] * errors[e]).Sum())]
        );
        for (int p = 0; p < _camera.Length; p++)
        {
            Assert.Equal(14, jacobian[2 * p].Count(v => v != 0));
            Assert.Equal(14, jacobian[(2 * p) + 1].Count(v => v != 0));
            Assert.Equal(-2 * weights[p], jacobian[10 + p].Single(v => v != 0));
            Assert.Equal(weights[p], jacobian[2 * p][(11 * _camera[p]) + 7], 14);
        }
    }

    private System.Collections.Generic.IEnumerable<double> Errors(
        Tensor<double> cameras,
        Tensor<double> points,
        double[] weights,
        Tensor<double> features
    )
    {
        for (int p = 0; p < 5; p++)
        {
            (double x, double y) = Project(_camera[p], _point[p]);
            yield return weights[p] * (x - features[p, 0]);
            yield return weights[p] * (y - features[p, 1]);
        }

        foreach (double weight in weights)
        {
            yield return 1 - (weight * weight);
        }

        // The rotation by the matrix exponential's series, which needs no axis.
        (double X, double Y) Project(int c, int p)
        {
            double[] x = [.. Enumerable.Range(0, 3).Select(i => points[p, i] - cameras[c, 3 + i])];
            double[] sum = [.. x];
            double[] term = x;
            for (int k = 1; k < 30; k++)
            {
                term =
                [
                    ((cameras[c, 1] * term[2]) - (cameras[c, 2] * term[1])) / k,
                    ((cameras[c, 2] * term[0]) - (cameras[c, 0] * term[2])) / k,
                    ((cameras[c, 0] * term[1]) - (cameras[c, 1] * term[0])) / k,
                ];
                sum = [.. sum.Zip(term, (a, b) => a + b)];
            }

            (double u, double v) = (sum[0] / sum[2], sum[1] / sum[2]);
            double r = (u * u) + (v * v);
            double f = cameras[c, 6] * (1 + (cameras[c, 9] * r) + (cameras[c, 10] * r * r));
            return ((f * u) + cameras[c, 7], (f * v) + cameras[c, 8]);
        }
    }

    private static Tensor<double> Cameras()
    {
        Tensor<double> cameras = Numbers.Tensor(1, 2, 11);
        for (int c = 0; c < 2; c++)
        {
            cameras[c, 5] -= 5;
            cameras[c, 6] += 3;
        }

        return cameras;
    }

    private static (Tensor<double> Points, double[] Weights, Tensor<double> Features) Scene() =>
        (Numbers.Tensor(2, 3, 3), Numbers.Uniform(3, 5, 0.5, 1.5), Numbers.Tensor(4, 5, 2));
}
