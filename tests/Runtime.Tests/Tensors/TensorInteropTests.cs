using System;
using System.Numerics.Tensors;
using Xunit;

namespace NeuralGen.Tests.Tensors;

public class TensorInteropTests
{
    [Fact]
    public void Wrap_shares_the_array()
    {
        float[] data = [1, 2, 3, 4, 5, 6];
        var tensor = Tensor<float>.Wrap(data, 2, 3);
        data[4] = 50;
        tensor[0, 0] = 10;

        Assert.Equal(50, tensor[1, 1]);
        Assert.Equal(10, data[0]);
        Assert.Same(data, tensor.AsArraySegment().Array);
        Assert.Equal(3, tensor.Rows(1, 1).AsArraySegment().Offset);
    }

    [Fact]
    public void Wrap_refuses_an_array_of_another_length()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor<float>.Wrap(new float[5], 2, 3));
        Assert.Contains("5 elements", error.Message);
        Assert.Contains("[2, 3] has 6", error.Message);
        Assert.Throws<ArgumentNullException>(() => Tensor<float>.Wrap((float[])null!, 2, 3));
    }

    [Fact]
    public void Numerics_tensor_is_wrapped_without_a_copy()
    {
        var numerics = System.Numerics.Tensors.Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]);
        var tensor = Tensor<float>.Wrap(numerics);
        tensor[1, 0] = 40;

        Assert.Equal([2, 3], tensor.Shape.ToArray());
        Assert.Equal(40, numerics[1, 0]);
    }

    [Fact]
    public void Slice_of_a_numerics_tensor_is_wrapped_at_its_place()
    {
        var numerics = System.Numerics.Tensors.Tensor.Create([1f, 2, 3, 4, 5, 6], [3, 2]);
        var tensor = Tensor<float>.Wrap(numerics.Slice(1..3, ..));
        tensor[0, 1] = 40;

        Assert.Equal([2, 2], tensor.Shape.ToArray());
        Assert.Equal(40, numerics[1, 1]);
    }

    [Fact]
    public void Numerics_tensor_with_gaps_is_refused()
    {
        var numerics = System.Numerics.Tensors.Tensor.Create([1f, 2, 3, 4, 5, 6], [3, 2]);
        Assert.Throws<ArgumentException>(() => Tensor<float>.Wrap(numerics.Slice(.., 0..1)));
    }

    [Fact]
    public void Empty_numerics_tensor_is_wrapped()
    {
        var numerics = System.Numerics.Tensors.Tensor.CreateFromShape<float>([0, 3]);
        Assert.Equal([0, 3], Tensor<float>.Wrap(numerics).Shape.ToArray());
    }

    [Fact]
    public void Tensor_is_shown_as_a_numerics_tensor_without_a_copy()
    {
        var rows = Tensor<double>.Wrap([1, 2, 3, 4, 5, 6], 3, 2).Rows(1, 2);
        System.Numerics.Tensors.Tensor<double> numerics = rows.ToNumericsTensor();
        numerics[1, 0] = 50;

        Assert.Equal(50, rows[1, 0]);
        Assert.Equal([2, 2], numerics.Lengths.ToArray());
    }

    [Fact]
    public void Tensor_span_is_the_same_memory_in_both_directions()
    {
        var tensor = Tensor<float>.Wrap([1, 2, 3, 4, 5, 6], 3, 2);
        TensorSpan<float> span = tensor.AsTensorSpan();
        span[2, 1] = 60;
        span.AsDenseSpan()[0] = 10;

        Assert.Equal(60, tensor[2, 1]);
        Assert.Equal(10, tensor[0, 0]);
        Assert.Equal(6, tensor.ToNumericsTensor().AsReadOnlyTensorSpan().AsDenseSpan().Length);
        Assert.Throws<ArgumentException>(() => tensor.AsTensorSpan().Slice(.., 0..1).AsDenseSpan());
    }
}
