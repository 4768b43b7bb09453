using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training;

public class SavableRandomTests
{
    private const string State = "xoshiro256** 0000000000000001 0000000000000002 0000000000000003 0000000000000004";

    // The reference implementation from the state 1, 2, 3, 4, and SplitMix64 from 0.
    [Fact]
    public void Sequence_is_the_published_one()
    {
        var random = new SavableRandom(0);
        Assert.Equal(
            "xoshiro256** e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f f88bb8a8724c81ec",
            random.SaveState()
        );
        random.LoadState(State);
        ulong[] expected =
        [
            11520,
            0,
            1509978240,
            1215971899390074240,
            1216172134540287360,
            607988272756665600,
            16172922978634559625,
            8476171486693032832,
            10595114339597558777,
            2904607092377533576,
        ];
        Assert.Equal(expected, expected.Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void Saved_state_gives_the_same_numbers_by_every_method()
    {
        var random = new SavableRandom(-5);
        for (int i = 0; i < 100; i++)
            random.NextDouble();
        var other = new SavableRandom(6);
        other.LoadState(random.SaveState());
        Assert.Equal(Draw(random), Draw(other));
        Assert.NotEqual(Draw(random), Draw(new SavableRandom(7)));

        static double[] Draw(Random random)
        {
            byte[] bytes = new byte[11];
            random.NextBytes(bytes);
            int[] order = [1, 2, 3, 4, 5, 6, 7, 8];
            random.Shuffle(order);
            return
            [
                random.Next(),
                random.Next(1000),
                random.Next(-5, 1000),
                random.NextInt64(),
                random.NextInt64(1L << 40),
                random.NextInt64(-1, 1L << 40),
                random.NextDouble(),
                random.NextSingle(),
                .. bytes.Select(b => (double)b),
                .. order.Select(n => (double)n),
            ];
        }
    }

    [Fact]
    public void Numbers_are_spread_evenly_in_their_range()
    {
        var random = new SavableRandom(3);
        int[] counts = new int[7];
        double sum = 0;
        const int Draws = 70_000;
        for (int i = 0; i < Draws; i++)
        {
            counts[random.Next(10, 17) - 10]++;
            double number = random.NextDouble();
            Assert.InRange(number, 0, 1 - 1e-16);
            Assert.InRange(random.NextSingle(), 0, 0.99999997f);
            sum += number;
        }
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.InRange(sum / Draws, 0.49, 0.51);
        Assert.Equal(0, random.Next(0));
        Assert.Equal(0, random.Next(1));
        Assert.Equal(-4, random.Next(-4, -4));
        for (int i = 0; i < 100; i++)
        {
            Assert.InRange(random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
            Assert.InRange(random.NextInt64(long.MinValue, long.MinValue + 2), long.MinValue, long.MinValue + 1);
            Assert.InRange(random.NextInt64(long.MaxValue - 1, long.MaxValue), long.MaxValue - 1, long.MaxValue - 1);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(2, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xoshiro256** 1 2 3 4")]
    [InlineData("xoshiro256++ 0000000000000001 0000000000000002 0000000000000003 0000000000000004")]
    [InlineData("xoshiro256** 0000000000000001 0000000000000002 0000000000000003")]
    [InlineData("xoshiro256** 0000000000000001 0000000000000002 0000000000000003 000000000000000g")]
    [InlineData("xoshiro256** 0000000000000000 0000000000000000 0000000000000000 0000000000000000")]
    public void Malformed_states_are_refused_and_change_nothing(string state)
    {
        var random = new SavableRandom(1);
        string before = random.SaveState();
        Assert.Contains(state, Assert.Throws<FormatException>(() => random.LoadState(state)).Message);
        Assert.Equal(before, random.SaveState());
    }
}
