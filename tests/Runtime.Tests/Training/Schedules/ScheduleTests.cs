using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Training.Schedules;

public class ScheduleTests
{
    private static readonly double[] Errors = [9, 8, 8, 8, 7, double.NaN, 7, 7, 7, 7, 7, 6.9999, 6.9, 7, 7, 7];

    /// <summary>A schedule of one's own needs its factor only.</summary>
    private sealed class WarmUp : Schedule
    {
        public override double Factor => Math.Min(1, (Epoch + 1) / 4.0);
    }

    private static Schedule New(string name) =>
        name switch
        {
            "constant" => new ConstantRate(),
            "step" => new StepDecay(3, 0.5),
            "exponential" => new ExponentialDecay(0.5),
            "cosine" => new CosineDecay(4, 0.1),
            "plateau" => new HalveOnPlateau(patience: 1, cooldown: 1),
            _ => new WarmUp(),
        };

    private static double[] Factors(Schedule schedule, ReadOnlySpan<double> errors)
    {
        double[] factors = new double[errors.Length];
        for (int i = 0; i < factors.Length; i++)
        {
            factors[i] = schedule.Factor;
            schedule.EndEpoch(errors[i]);
        }
        return factors;
    }

    [Theory]
    [InlineData("constant", new double[] { 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData("step", new double[] { 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25 })]
    [InlineData("exponential", new double[] { 1, 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125 })]
    [InlineData("own", new double[] { 0.25, 0.5, 0.75, 1, 1, 1, 1, 1 })]
    public void Factors_depend_on_the_epoch(string name, double[] expected) =>
        Assert.Equal(expected, Factors(New(name), Errors.AsSpan(0, 8)));

    [Fact]
    public void Cosine_begins_at_1_and_stays_at_its_minimum()
    {
        double[] factors = Factors(New("cosine"), Errors);
        Assert.Equal(1, factors[0]);
        Assert.Equal(0.55, factors[2], 1e-15);
        Assert.Equal(Enumerable.Repeat(0.1, 12), factors[4..].Select(factor => Math.Round(factor, 15)));
        Assert.True(factors.Take(5).Zip(factors.Skip(1).Take(4)).All(pair => pair.First > pair.Second));
    }

    [Fact]
    public void Rate_is_halved_once_the_error_has_not_improved_for_longer_than_the_patience()
    {
        var schedule = new HalveOnPlateau(patience: 2);
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25], Factors(schedule, [3, 3, 4, 5, 3, 3, 3, 3]));
        Assert.Equal(3, schedule.Best);
    }

    [Fact]
    public void An_error_that_is_hardly_less_is_no_improvement_and_a_NaN_is_none()
    {
        Assert.Equal([1, 1, 0.5], Factors(new HalveOnPlateau(patience: 0), [1, 0.99991, 0.5]));
        Assert.Equal([1, 1, 1], Factors(new HalveOnPlateau(patience: 0), [1, 0.99989, 0.5]));
        Assert.Equal([1, 0.5, 0.5], Factors(new HalveOnPlateau(patience: 0), [double.NaN, 1, 1]));
        Assert.Equal([1, 1, 1], Factors(new HalveOnPlateau(patience: 0, threshold: 0), [1, 0.99999, 0.99998]));
        Assert.Equal([1, 1, 1], Factors(new HalveOnPlateau(patience: 0), [-1, -2, -3]));
    }

    [Fact]
    public void Epochs_after_a_change_do_not_count_while_it_cools_down()
    {
        double[] stuck = [1, 1, 1, 1, 1, 1, 1];
        Assert.Equal([1, 1, 0.5, 0.25, 0.125, 0.0625, 0.03125], Factors(new HalveOnPlateau(patience: 0), stuck));
        Assert.Equal([1, 1, 0.5, 0.5, 0.5, 0.25, 0.25], Factors(new HalveOnPlateau(patience: 0, cooldown: 2), stuck));
    }

    [Fact]
    public void Rate_does_not_fall_below_the_minimum() =>
        Assert.Equal([1, 1, 0.5, 0.3, 0.3], Factors(new HalveOnPlateau(patience: 0, minimum: 0.3), [1, 1, 1, 1, 1]));

    [Theory]
    [InlineData("constant")]
    [InlineData("step")]
    [InlineData("exponential")]
    [InlineData("cosine")]
    [InlineData("plateau")]
    [InlineData("own")]
    public void Schedule_that_was_saved_anywhere_goes_on_to_the_same_bits(string name)
    {
        double[] expected = Factors(New(name), Errors);
        for (int at = 0; at <= Errors.Length; at++)
        {
            Schedule first = New(name);
            Factors(first, Errors.AsSpan(0, at));
            Schedule second = New(name);
            second.LoadState(first.SaveState());
            Assert.Equal((at, first.SaveState()), (second.Epoch, second.SaveState()));
            Assert.Equal(expected[at..], Factors(second, Errors.AsSpan(at)));
        }
    }

    [Theory]
    [InlineData("step", "")]
    [InlineData("step", "-1")]
    [InlineData("step", "1.5")]
    [InlineData("step", "1 2")]
    [InlineData("plateau", "1")]
    [InlineData("plateau", "1 2 0.1 0 0")]
    [InlineData("plateau", "1 0.5 NaN 0 0")]
    [InlineData("plateau", "1 0.5 0.1 0 NaN")]
    [InlineData("plateau", "1 0.5 0.1 0 1e10")]
    [InlineData("plateau", "1 half 0.1 0 0")]
    public void Text_that_is_no_state_is_refused_and_changes_nothing(string name, string state)
    {
        Schedule schedule = New(name);
        Factors(schedule, Errors);
        string before = schedule.SaveState();
        Assert.Throws<FormatException>(() => schedule.LoadState(state));
        Assert.Equal(before, schedule.SaveState());
        Assert.Throws<ArgumentNullException>(() => schedule.LoadState(null!));
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("every", () => new StepDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => new StepDecay(1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => new ExponentialDecay(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => new CosineDecay(0));
        Assert.Throws<ArgumentOutOfRangeException>("minimum", () => new CosineDecay(1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => new HalveOnPlateau(-1));
        Assert.Throws<ArgumentOutOfRangeException>("by", () => new HalveOnPlateau(by: 2));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => new HalveOnPlateau(threshold: -1));
        Assert.Throws<ArgumentOutOfRangeException>("cooldown", () => new HalveOnPlateau(cooldown: -1));
        Assert.Throws<ArgumentOutOfRangeException>("minimum", () => new HalveOnPlateau(minimum: 2));
    }
}
