using System;
using Xunit;

namespace NeuralGen.Tests.Tensors;

public class TensorGradientTests
{
    [Fact]
    public void Parameter_has_a_gradient_of_zeros()
    {
        var parameter = Tensor<float>.Parameter(2, 3);
        Assert.Equal([2, 3], parameter.Grad!.Shape.ToArray());
        Assert.All(parameter.Grad.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Gradient_of_another_shape_is_refused()
    {
        var tensor = new Tensor<float>(2, 3);
        var error = Assert.Throws<ArgumentException>(() => tensor.Grad = new Tensor<float>(3, 2));
        Assert.Contains("[3, 2]", error.Message);
        Assert.Contains("[2, 3]", error.Message);
        Assert.Throws<ArgumentException>(() => tensor.Grad = new Tensor<float>(2, 3, 1));
    }

    [Fact]
    public void Gradient_may_not_be_the_tensor_or_share_its_memory()
    {
        float[] data = new float[8];
        var tensor = Tensor<float>.Wrap(data, 8).Rows(0, 4);

        Assert.Throws<ArgumentException>(() => tensor.Grad = tensor);
        Assert.Throws<ArgumentException>(() => tensor.Grad = tensor.Share());
        Assert.Throws<ArgumentException>(() => tensor.Grad = Tensor<float>.Wrap(data).Rows(3, 4));
        Assert.Null(tensor.Grad);

        // The other half of the same array is no shared memory.
        tensor.Grad = Tensor<float>.Wrap(data).Rows(4, 4);
        tensor.Grad.Fill(2);
        Assert.Equal([0, 0, 0, 0, 2, 2, 2, 2], data);
    }

    [Fact]
    public void Empty_gradient_shares_nothing()
    {
        float[] data = [];
        var tensor = Tensor<float>.Wrap(data, 0, 3);
        tensor.Grad = Tensor<float>.Wrap(data, 0, 3);
        Assert.NotNull(tensor.Grad);
    }

    [Fact]
    public void Gradient_can_be_taken_away()
    {
        var tensor = Tensor<double>.Parameter(2);
        tensor.Grad = null;
        Assert.Null(tensor.Grad);
    }

    [Fact]
    public void Rows_are_a_view_of_data_and_gradient()
    {
        var tensor = Tensor<float>.Parameter(4, 2);
        var rows = tensor.Rows(1, 2);
        rows[0, 1] = 5;
        rows.Grad![1, 0] = 7;

        Assert.Equal(5, tensor[1, 1]);
        Assert.Equal(7, tensor.Grad![2, 0]);
        Assert.Equal([2, 2], rows.Shape.ToArray());
        Assert.Null(new Tensor<float>(4, 2).Rows(1, 2).Grad);
    }

    [Theory]
    [InlineData(-1, 1, "start")]
    [InlineData(5, 0, "start")]
    [InlineData(3, 2, "count")]
    [InlineData(0, -1, "count")]
    [InlineData(1, int.MaxValue, "count")]
    public void Rows_that_are_not_there_are_refused(int start, int count, string argument)
    {
        var tensor = new Tensor<float>(4, 2);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => tensor.Rows(start, count));
        Assert.Equal(argument, error.ParamName);
        Assert.Contains("4 elements", error.Message);
    }

    [Fact]
    public void Rows_at_the_end_may_be_none()
    {
        Assert.Equal(0, new Tensor<float>(4, 2).Rows(4, 0).Length);
        Assert.Equal(0, new Tensor<float>(0, 2).Rows(0, 0).Length);
    }

    [Fact]
    public void Share_has_the_same_data_and_its_own_gradient()
    {
        var tensor = Tensor<float>.Parameter(3);
        tensor.Grad!.Fill(1);
        var share = tensor.Share();
        share[1] = 4;
        share.Grad![2] = 9;

        Assert.Equal(4, tensor[1]);
        Assert.Equal([1, 1, 1], tensor.Grad.ToArray());
        Assert.Equal([0, 0, 9], share.Grad.ToArray());
        Assert.Null(new Tensor<float>(3).Share().Grad);
    }
}
