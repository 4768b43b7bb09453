using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training.Augmentations;

/// <summary>Row C11.</summary>
public class AugmentationTests
{
    private static Tensor<float> Pictures(params int[] shape)
    {
        var pictures = new Tensor<float>(shape);
        for (int i = 0; i < pictures.Length; i++)
            pictures.AsSpan()[i] = i + 1;
        return pictures;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void All_planes_of_a_picture_move_alike_and_by_every_distance(int most)
    {
        const int count = 400;
        const int height = 3;
        const int width = 4;
        Tensor<float> before = Pictures(count, 2, height, width);
        Tensor<float> after = Pictures(count, 2, height, width);
        new RandomShift(height, width, most, outside: -5).Apply(after, new SavableRandom(1));
        var seen = new System.Collections.Generic.HashSet<(int, int)>();
        for (int n = 0; n < count; n++)
        {
            var fits = (
                from down in Enumerable.Range(-height, 2 * height + 1)
                from right in Enumerable.Range(-width, 2 * width + 1)
                where
                    Enumerable
                        .Range(0, 2 * height * width)
                        .All(i =>
                        {
                            (int c, int y, int x) = (i / (height * width), i / width % height, i % width);
                            (int fromY, int fromX) = (y - down, x - right);
                            bool inside = fromY is >= 0 and < height && fromX is >= 0 and < width;
                            return after[n, c, y, x] == (inside ? before[n, c, fromY, fromX] : -5);
                        })
                select (down, right)
            ).ToArray();
            Assert.NotEmpty(fits);
            // A picture that has moved out altogether could have gone anywhere.
            if (fits.Length == 1)
                seen.Add(fits[0]);
        }
        if (most < 3)
            Assert.Equal((2 * most + 1) * (2 * most + 1), seen.Count);
    }

    [Fact]
    public void Rows_of_a_picture_are_turned_all_or_none()
    {
        Tensor<float> before = Pictures(200, 2, 3, 4);
        Tensor<float> after = Pictures(200, 2, 3, 4);
        new RandomFlip(4, 0.3).Apply(after, new SavableRandom(1));
        int turned = 0;
        for (int n = 0; n < 200; n++)
        {
            bool isTurned = after[n, 0, 0, 0] != before[n, 0, 0, 0];
            turned += isTurned ? 1 : 0;
            for (int i = 0; i < 24; i++)
            {
                (int c, int y, int x) = (i / 12, i / 4 % 3, i % 4);
                Assert.Equal(before[n, c, y, isTurned ? 3 - x : x], after[n, c, y, x]);
            }
        }
        Assert.InRange(turned, 35, 85);
    }

    [Fact]
    public void Noise_has_the_mean_and_deviation_that_it_should()
    {
        var inputs = new Tensor<float>(99, 101);
        inputs.Fill(3);
        new RandomNoise(0.5).Apply(inputs, new SavableRandom(1));
        double mean = inputs.ToArray().Average();
        double variance = inputs.ToArray().Average(x => (x - mean) * (x - mean));
        Assert.Equal(3, mean, 0.02);
        Assert.Equal(0.25, variance, 0.01);
        // Neighbours are independent.
        double covariance = Enumerable
            .Range(0, 9998)
            .Average(i => (inputs.AsSpan()[i] - mean) * (inputs.AsSpan()[i + 1] - mean));
        Assert.Equal(0, covariance, 0.01);
    }

    [Fact]
    public void One_after_another_and_the_same_for_one_seed()
    {
        Tensor<float> chained = Pictures(20, 12);
        Tensor<float> single = Pictures(20, 12);
        Augmentation[] both = [new RandomFlip(4, 1), new RandomNoise(0)];
        Augmentation.Chain(both).Apply(chained, new SavableRandom(1));
        both[0].Apply(single, new SavableRandom(2));
        Assert.Equal(single.ToArray(), chained.ToArray());

        Tensor<float> again = Pictures(20, 12);
        Tensor<float> other = Pictures(20, 12);
        Tensor<float> first = Pictures(20, 12);
        var shift = Augmentation.Chain(new RandomShift(3, 4, 1), new RandomNoise(0.1));
        shift.Apply(first, new SavableRandom(1));
        shift.Apply(again, new SavableRandom(1));
        shift.Apply(other, new SavableRandom(2));
        Assert.Equal(first.ToArray(), again.ToArray());
        Assert.NotEqual(first.ToArray(), other.ToArray());
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var random = new SavableRandom(1);
        Assert.Throws<ArgumentException>(() => new RandomShift(3, 5, 1).Apply(Pictures(2, 12), random));
        Assert.Throws<ArgumentException>(() => new RandomFlip(5).Apply(Pictures(2, 12), random));
        Assert.Throws<ArgumentException>(() => new RandomFlip(5).Apply(new Tensor<float>(), random));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => new RandomShift(3, 5, -1));
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => new RandomFlip(5, 2));
        Assert.Throws<ArgumentOutOfRangeException>("deviation", () => new RandomNoise(-1));
        Assert.Throws<ArgumentNullException>(() => Augmentation.Chain(new RandomNoise(1), null!));
        new RandomShift(3, 4, 1).Apply(new Tensor<float>(0, 12), random);
    }
}
