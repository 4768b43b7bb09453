using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>y = y(x), u = u(y), v = v(y), L = L(u, v): y collects what comes back from u and from v.</summary>
public class A1ScalarGraph
{
    private const string Source = """
                [Differentiable]
                public static float Loss(float x)
                {
                    float y = MathF.Sin(x);
                    float u = y * y;
                    float v = MathF.Exp(y);
                    return u * v + u;
                }
        """;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(-2.3)]
    public void Fan_out(double x)
    {
        Compiled row = Lecture.Verify(Source);
        object?[] arguments = [x, null];

        object? loss = row.Call("Lectures.Row", "LossGradient", arguments);

        (double y, double u, double v) = (Math.Sin(x), Math.Pow(Math.Sin(x), 2), Math.Exp(Math.Sin(x)));
        (double uGrad, double vGrad) = (v + 1, u);
        double yGrad = (uGrad * 2 * y) + (vGrad * v);
        Lecture.Close((u * v) + u, (double)loss!);
        Lecture.Close(yGrad * Math.Cos(x), (double)arguments[1]!);
    }
}
