using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;
using static NeuralGen.Generator.Tests.LectureRows.Lecture;

namespace NeuralGen.Generator.Tests.LectureRows;

/// <summary>L = ½(t − σ(wx + b))²: both derivatives share (σ − t)·σ′.</summary>
public class A6SharedFactor
{
    private const string Source = """
                [Differentiable]
                public static float Loss(float w, float b, [NoGrad] float x, [NoGrad] float t)
                {
                    float y = Activation.Sigmoid(w * x + b);
                    return 0.5f * (t - y) * (t - y);
                }
        """;

    [Fact]
    public void The_shared_factor_is_computed_once()
    {
        Compiled row = Verify(Source);
        (double w, double b, double x, double t) = (0.6, -0.3, 1.7, 0.9);
        object?[] arguments = [w, b, x, t, null, null];

        object? loss = row.Call("Lectures.Row", "LossGradient", arguments);

        double y = Sigmoid((w * x) + b);
        double shared = (y - t) * y * (1 - y);
        Close(0.5 * (t - y) * (t - y), (double)loss!);
        Close(shared * x, (double)arguments[4]!);
        Close(shared, (double)arguments[5]!);

        // One sigmoid, and one time 1 − y, in the code that MGradient runs.
        string joint = Joint(row.Generated.Single().Text);
        Assert.Equal(1, Count(joint, "Sigmoid("));
        Assert.Equal(1, Count(joint, "1.0 - "));
    }

    private static string Joint(string file)
    {
        int start = file.LastIndexOf("static double Gradient(", StringComparison.Ordinal);
        Assert.True(start >= 0, file);
        return file[start..];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
