using System;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.Kernels;

/// <summary>The position of an extreme: the first of equal elements, wherever a vector begins or ends.</summary>
public class SearchTests
{
    private const long Nowhere = 1L << 53;

    [Fact]
    public void The_first_of_equal_elements_at_every_length_and_position()
    {
        for (int length = 1; length <= 70; length++)
        {
            for (int first = 0; first < length; first++)
            {
                var floats = new float[length];
                var doubles = new double[length];
                for (int i = first; i < length; i += 3)
                {
                    floats[i] = 7;
                    doubles[i] = 7;
                }

                Assert.Equal(first, Lanes.FirstPosition(ref floats[0], length, 7, Nowhere));
                Assert.Equal(first, Lanes.FirstPosition(ref doubles[0], length, 7, Nowhere));
                Assert.Equal(Nowhere, Lanes.FirstPosition(ref floats[0], first, 7, Nowhere));
                Assert.Equal(Nowhere, Lanes.FirstPosition(ref doubles[0], first, 7, Nowhere));
            }
        }
    }

    [Fact]
    public void Zeros_of_both_signs_are_equal_and_a_NaN_is_nothing()
    {
        float[] x = [float.NaN, 1, -0f, 0];
        Assert.Equal(2, Lanes.FirstPosition(ref x[0], x.Length, 0, Nowhere));
        Assert.Equal(Nowhere, Lanes.FirstPosition(ref x[0], x.Length, float.NaN, Nowhere));
    }
}
