using System;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.CompilerServices;

public class GuardTests
{
    [Fact]
    public void Range_names_method_parameter_axis_size_and_index()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Guard.ThrowRange("DenseSigmoid", "X", 1, 3, "j", 4, "A.Dim(0) is 5")
        );
        Assert.StartsWith(
            "DenseSigmoid: 'X' has 3 elements along axis 1, but index 'j' reaches 4 (A.Dim(0) is 5)",
            error.Message
        );
        Assert.Equal("X", error.ParamName);
        error = Assert.Throws<ArgumentException>(() => Guard.ThrowRange("M", "X", 0, 1, "i - 1", -1, ""));
        Assert.StartsWith("M: 'X' has 1 element along axis 0, but index 'i - 1' reaches -1", error.Message);
    }

    [Fact]
    public void Rank()
    {
        Guard.Rank("M", "X", 2, 2);
        var error = Assert.Throws<ArgumentException>(() => Guard.Rank("M", "X", 3, 2));
        Assert.StartsWith("M: 'X' has rank 3, but is accessed with 2 indices", error.Message);
        Assert.Equal("X", error.ParamName);
    }

    [Fact]
    public void Index_array()
    {
        var error = Assert.Throws<IndexOutOfRangeException>(() => Guard.ThrowIndex("M", "labels", 5, 10, 10));
        Assert.Equal("M: 'labels' holds 10 at position 5, but indexes 10 elements", error.Message);
    }

    [Fact]
    public void Null()
    {
        Guard.NotNull(this, "M", "X");
        var error = Assert.Throws<ArgumentNullException>(() => Guard.NotNull(null, "M", "X"));
        Assert.Equal("X", error.ParamName);
        Assert.StartsWith("M: 'X' is null", error.Message);
    }

    [Fact]
    public void Overlap()
    {
        float[] data = new float[8];
        Guard.Overlap<float>(data.AsSpan(0, 4), "Y", data.AsSpan(4, 4), "X", "M");
        Guard.Overlap<float>(data.AsSpan(2, 0), "Y", data, "X", "M");
        var error = Assert.Throws<ArgumentException>(() =>
            Guard.Overlap<float>(data.AsSpan(0, 5), "Y", data.AsSpan(4, 4), "X", "M")
        );
        Assert.StartsWith("M: 'Y' and 'X' share memory", error.Message);
    }

    [Fact]
    public void Gradient_length()
    {
        Guard.GradientLength("M", "xGrad", 5, 5);
        Guard.GradientLength("M", "xGrad", 6, 5);
        var error = Assert.Throws<ArgumentException>(() => Guard.GradientLength("M", "xGrad", 4, 5));
        Assert.StartsWith("M: 'xGrad' has 4 elements, but the gradient needs 5", error.Message);
    }

    [Fact]
    public void Residuals()
    {
        Guard.Differs("M", "X.Dim(0)", 3, 3);
        Guard.Differs("M", "alpha", double.NaN, double.NaN);
        var error = Assert.Throws<InvalidOperationException>(() => Guard.Differs("M", "alpha", 0.5, 0.25));
        Assert.Equal("M: 'alpha' was 0.5 in the forward pass, but is 0.25 in the backward pass", error.Message);
        Assert.Contains("M:", Assert.Throws<InvalidOperationException>(() => Guard.NotFilled("M")).Message);
        Assert.Contains("M:", Assert.Throws<ArgumentException>(() => Guard.NoGradientWanted("M")).Message);
    }
}
