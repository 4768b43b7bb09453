using System;
using System.Globalization;
using Xunit;

namespace NeuralGen.Tests.Tensors;

public class TensorTests
{
    [Fact]
    public void New_tensor_is_zero_and_has_no_gradient()
    {
        var tensor = new Tensor<float>(2, 3);

        Assert.Equal(2, tensor.Rank);
        Assert.Equal(6, tensor.Length);
        Assert.Equal([2, 3], tensor.Shape.ToArray());
        Assert.Equal(3, tensor.Dim(1));
        Assert.All(tensor.ToArray(), value => Assert.Equal(0, value));
        Assert.Null(tensor.Grad);
    }

    [Fact]
    public void Elements_are_stored_row_by_row()
    {
        var tensor = new Tensor<double>(2, 3, 4, 5);
        int count = 0;
        for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
        for (int k = 0; k < 4; k++)
        for (int l = 0; l < 5; l++)
            tensor[i, j, k, l] = count++;

        for (int i = 0; i < count; i++)
            Assert.Equal(i, tensor.AsSpan()[i]);
    }

    [Fact]
    public void All_indexers_address_the_same_element()
    {
        double[] data = new double[24];
        for (int i = 0; i < data.Length; i++)
            data[i] = i;

        Assert.Equal(23, Tensor<double>.Wrap(data)[23]);
        Assert.Equal(11, Tensor<double>.Wrap(data, 4, 6)[1, 5]);
        Assert.Equal(17, Tensor<double>.Wrap(data, 2, 3, 4)[1, 1, 1]);
        Assert.Equal(17, Tensor<double>.Wrap(data, 2, 3, 4)[[1, 1, 1]]);
        Assert.Equal(21, Tensor<double>.Wrap(data, 1, 2, 3, 4)[0, 1, 2, 1]);
        Assert.Equal(21, Tensor<double>.Wrap(data, 1, 1, 2, 3, 4)[0, 0, 1, 2, 1]);
    }

    [Theory]
    [InlineData(0, 3, "along axis 1 is 3, but the tensor has 3 elements")]
    [InlineData(0, -1, "along axis 1 is -1, but the tensor has 3 elements")]
    [InlineData(2, 0, "along axis 0 is 2, but the tensor has 2 elements")]
    [InlineData(int.MinValue, 0, "along axis 0 is -2147483648, but the tensor has 2 elements")]
    public void Wrong_index_names_axis_index_and_size(int i, int j, string message)
    {
        var tensor = new Tensor<float>(2, 3);
        Assert.Contains(message, Assert.Throws<IndexOutOfRangeException>(() => tensor[i, j]).Message);
        Assert.Contains(message, Assert.Throws<IndexOutOfRangeException>(() => tensor[[i, j]]).Message);
    }

    [Fact]
    public void Wrong_index_is_caught_on_every_axis_of_every_rank()
    {
        Assert.Contains("axis 0", Thrown(() => new Tensor<float>(2)[2]));
        Assert.Contains("axis 2", Thrown(() => new Tensor<float>(2, 3, 4)[1, 2, 4]));
        Assert.Contains("axis 1", Thrown(() => new Tensor<float>(2, 3, 4)[1, 3, 4]));
        Assert.Contains("axis 3", Thrown(() => new Tensor<float>(2, 3, 4, 5)[1, 2, 3, 5]));
        Assert.Contains("axis 4", Thrown(() => new Tensor<float>(2, 3, 4, 5, 6)[1, 2, 3, 4, 6]));
    }

    [Fact]
    public void Wrong_number_of_indices_names_the_rank()
    {
        Assert.Contains("rank 2, but is indexed with 1 index.", Thrown(() => new Tensor<float>(2, 3)[0]));
        Assert.Contains("rank 1, but is indexed with 2 indices", Thrown(() => new Tensor<float>(6)[0, 0]));
        Assert.Contains("rank 2, but is indexed with 3 indices", Thrown(() => new Tensor<float>(2, 3)[0, 0, 0]));
        Assert.Contains("rank 2, but is indexed with 4 indices", Thrown(() => new Tensor<float>(2, 3)[0, 0, 0, 0]));
        Assert.Contains(
            "rank 5, but is indexed with 4 indices",
            Thrown(() => new Tensor<float>(1, 1, 1, 1, 1)[[0, 0, 0, 0]])
        );
    }

    private static string Thrown(Func<float> read) => Assert.Throws<IndexOutOfRangeException>(() => read()).Message;

    [Fact]
    public void Missing_axis_is_named()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Tensor<float>(2, 3).Dim(2));
        Assert.Contains("rank 2", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tensor<float>(2, 3).Dim(-1));
    }

    [Fact]
    public void Extents_of_zero_are_allowed()
    {
        var tensor = Tensor<float>.Parameter(3, 0, 2);
        Assert.Equal(0, tensor.Length);
        Assert.Equal(3, tensor.Dim(0));
        Assert.True(tensor.AsSpan().IsEmpty);
        Assert.Throws<IndexOutOfRangeException>(() => tensor[0, 0, 0]);
        Assert.Equal([2, 0, 2], tensor.Rows(1, 2).Shape.ToArray());
    }

    [Fact]
    public void Tensor_of_rank_0_holds_one_element()
    {
        var tensor = new Tensor<double>();
        Assert.Equal(0, tensor.Rank);
        Assert.Equal(1, tensor.Length);
        tensor[ReadOnlySpan<int>.Empty] = 4;
        Assert.Equal(4, tensor.AsSpan()[0]);
        Assert.Throws<InvalidOperationException>(() => tensor.Rows(0, 0));
    }

    [Fact]
    public void Negative_extent_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Tensor<float>(2, -3));
        Assert.Contains("axis 1 is negative: -3", error.Message);
    }

    [Theory]
    [InlineData(65536, 65536, 1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    [InlineData(int.MaxValue, 0, int.MaxValue)]
    public void Overflowing_product_is_refused(int a, int b, int c)
    {
        var error = Assert.Throws<ArgumentException>(() => new Tensor<float>(a, b, c));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"[{a}, {b}, {c}]"), error.Message);
    }

    [Fact]
    public void Shape_is_the_tensors_own()
    {
        int[] shape = [2, 3];
        var tensor = new Tensor<float>(shape);
        shape[0] = 7;
        Assert.Equal(2, tensor.Dim(0));
    }

    [Fact]
    public void ToString_is_short_and_invariant()
    {
        var old = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("Tensor<Single> [2] {0.5, -1}", Tensor<float>.Wrap([0.5f, -1]).ToString());
            Assert.Equal("Tensor<Double> [100] {0, 0, 0, 0, 0, 0, …}", new Tensor<double>(100).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = old;
        }
    }

    [Fact]
    public void Copies_demand_the_same_shape()
    {
        var target = new Tensor<float>(2, 3);
        target.CopyFrom([1, 2, 3, 4, 5, 6]);
        Assert.Equal(6, target[1, 2]);

        var error = Assert.Throws<ArgumentException>(() => target.CopyFrom(new Tensor<float>(3, 2)));
        Assert.Contains("[3, 2]", error.Message);
        Assert.Contains("[2, 3]", error.Message);
        Assert.Contains("5 elements", Assert.Throws<ArgumentException>(() => target.CopyFrom(new float[5])).Message);
    }
}
