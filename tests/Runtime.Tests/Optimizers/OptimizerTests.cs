using System;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Optimizers;

public class OptimizerTests
{
    // Longer than a vector and no multiple of one, so that both the loops and their tails run.
    private const int Length = 37;

    private static Tensor<double> Parameter()
    {
        var parameter = Tensor<double>.Parameter(Length);
        for (int i = 0; i < Length; i++)
            parameter[i] = 0.1 * i - 1.5;
        return parameter;
    }

    private static void Steps(Optimizer<double> optimizer, int count, Action<int, double[], double[]> expected)
    {
        Tensor<double> parameter = optimizer.Parameters[0];
        for (int step = 1; step <= count; step++)
        {
            optimizer.ZeroGrad();
            for (int i = 0; i < Length; i++)
                parameter.Grad![i] += Math.Sin(parameter[i]) + 0.3;
            double[] w = parameter.ToArray();
            expected(step, w, parameter.Grad!.ToArray());
            optimizer.Step();
            for (int i = 0; i < Length; i++)
                Assert.Equal(w[i], parameter[i], 1e-13);
        }
    }

    [Fact]
    public void Gradient_descent()
    {
        Steps(
            new Sgd<double>([Parameter()], 0.1),
            5,
            (_, w, g) =>
            {
                for (int i = 0; i < Length; i++)
                    w[i] -= 0.1 * g[i];
            }
        );
    }

    [Theory]
    [InlineData(0.9, 0, 0, false)]
    [InlineData(0.9, 0.25, 0, false)]
    [InlineData(0.9, 0, 0.01, true)]
    [InlineData(0, 0, 0.01, false)]
    public void Gradient_descent_with_momentum(double momentum, double dampening, double decay, bool nesterov)
    {
        double[] v = new double[Length];
        Steps(
            new Sgd<double>([Parameter()], 0.1, momentum, dampening, decay, nesterov),
            5,
            (step, w, g) =>
            {
                for (int i = 0; i < Length; i++)
                {
                    double d = g[i] + decay * w[i];
                    if (momentum != 0)
                    {
                        v[i] = step == 1 ? d : momentum * v[i] + (1 - dampening) * d;
                        d = nesterov ? d + momentum * v[i] : v[i];
                    }
                    w[i] -= 0.1 * d;
                }
            }
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void Adam(double decay)
    {
        double[] m = new double[Length];
        double[] v = new double[Length];
        Steps(
            new Adam<double>([Parameter()], 0.05, 0.8, 0.99, 1e-3, decay),
            5,
            (step, w, g) =>
            {
                for (int i = 0; i < Length; i++)
                {
                    double d = g[i] + decay * w[i];
                    m[i] = 0.8 * m[i] + 0.2 * d;
                    v[i] = 0.99 * v[i] + 0.01 * d * d;
                    double mean = m[i] / (1 - Math.Pow(0.8, step));
                    double square = v[i] / (1 - Math.Pow(0.99, step));
                    w[i] -= 0.05 * mean / (Math.Sqrt(square) + 1e-3);
                }
            }
        );
    }

    [Fact]
    public void AdamW()
    {
        double[] m = new double[Length];
        double[] v = new double[Length];
        Steps(
            new AdamW<double>([Parameter()], 0.05, 0.8, 0.99, 1e-3, 0.2),
            5,
            (step, w, g) =>
            {
                for (int i = 0; i < Length; i++)
                {
                    w[i] -= 0.05 * 0.2 * w[i];
                    m[i] = 0.8 * m[i] + 0.2 * g[i];
                    v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
                    double mean = m[i] / (1 - Math.Pow(0.8, step));
                    double square = v[i] / (1 - Math.Pow(0.99, step));
                    w[i] -= 0.05 * mean / (Math.Sqrt(square) + 1e-3);
                }
            }
        );
    }

    [Fact]
    public void Adagrad()
    {
        double[] s = Enumerable.Repeat(0.1, Length).ToArray();
        Steps(
            new Adagrad<double>([Parameter()], 0.2, 0.1, 0.01, 0.1, 1e-4),
            5,
            (step, w, g) =>
            {
                for (int i = 0; i < Length; i++)
                {
                    double d = g[i] + 0.01 * w[i];
                    s[i] += d * d;
                    w[i] -= 0.2 / (1 + (step - 1) * 0.1) * d / (Math.Sqrt(s[i]) + 1e-4);
                }
            }
        );
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.7, false)]
    [InlineData(0, true)]
    [InlineData(0.7, true)]
    public void RmsProp(double momentum, bool centered)
    {
        double[] s = new double[Length];
        double[] m = new double[Length];
        double[] v = new double[Length];
        Steps(
            new RmsProp<double>([Parameter()], 0.02, 0.9, 1e-4, 0.01, momentum, centered),
            5,
            (_, w, g) =>
            {
                for (int i = 0; i < Length; i++)
                {
                    double d = g[i] + 0.01 * w[i];
                    s[i] = 0.9 * s[i] + 0.1 * d * d;
                    m[i] = 0.9 * m[i] + 0.1 * d;
                    double variance = centered ? s[i] - m[i] * m[i] : s[i];
                    v[i] = momentum * v[i] + d / (Math.Sqrt(variance) + 1e-4);
                    w[i] -= 0.02 * v[i];
                }
            }
        );
    }

    [Fact]
    public void A_group_has_a_decay_and_a_rate_of_its_own()
    {
        Tensor<double>[] w = [Parameter(), Parameter(), Parameter()];
        var sgd = new Sgd<double>(w, 0.1, weightDecay: 0.5);
        sgd.Configure([w[1]], weightDecay: 0);
        sgd.Configure([w[2]], rateFactor: 3);
        double before = w[0][4];
        foreach (Tensor<double> p in w)
            p.Grad!.Fill(1);
        sgd.Step();
        Assert.Equal(before - 0.1 * (1 + 0.5 * before), w[0][4], 1e-15);
        Assert.Equal(before - 0.1, w[1][4], 1e-15);
        Assert.Equal(before - 0.3 * (1 + 0.5 * before), w[2][4], 1e-15);

        var error = Assert.Throws<ArgumentException>(() => sgd.Configure([w[0], Parameter()], 0));
        Assert.Contains("Tensor 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => sgd.Configure(w, rateFactor: double.NaN));
    }

    [Fact]
    public void An_optimizer_that_takes_over_the_state_goes_on_to_the_last_bit()
    {
        Func<Tensor<double>[], Optimizer<double>>[] makers =
        [
            w => new Sgd<double>(w, 0.1, 0.9, dampening: 0.3),
            w => new Adam<double>(w, 0.05),
            w => new AdamW<double>(w, 0.05),
            w => new Adagrad<double>(w, 0.05, learningRateDecay: 0.1),
            w => new RmsProp<double>(w, 0.05, momentum: 0.9, centered: true),
        ];
        foreach (Func<Tensor<double>[], Optimizer<double>> make in makers)
        {
            Tensor<double> straight = Parameter();
            Advance(make([straight]), 7);

            Tensor<double> broken = Parameter();
            Optimizer<double> first = make([broken]);
            Advance(first, 3);
            Tensor<double> copy = Parameter();
            broken.AsSpan().CopyTo(copy.AsSpan());
            Optimizer<double> second = make([copy]);
            for (int i = 0; i < first.State.Count; i++)
                first.State[i].Values.CopyTo(second.State[i].Values);
            second.Resume(first.Steps);
            Advance(second, 4);
            Assert.Equal(straight.ToArray(), copy.ToArray());
        }

        static void Advance(Optimizer<double> optimizer, int steps)
        {
            Tensor<double> w = optimizer.Parameters[0];
            for (int step = 0; step < steps; step++)
            {
                for (int i = 0; i < Length; i++)
                    w.Grad![i] = Math.Sin(w[i]) + 0.3;
                optimizer.Step();
            }
        }
    }

    [Fact]
    public void Adams_defaults_are_the_papers()
    {
        var adam = new Adam<float>([Tensor<float>.Parameter(1)]);
        Assert.Equal(
            (0.001, 0.9, 0.999, 1e-8, 0),
            (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay)
        );
    }

    [Fact]
    public void First_step_of_adam_is_the_learning_rate_in_float()
    {
        var w = Tensor<float>.Parameter(Length);
        for (int i = 0; i < Length; i++)
            w.Grad![i] = (i % 2 == 0 ? 1 : -1) * MathF.Pow(10, i % 5 - 2);
        new Adam<float>([w], 0.01).Step();
        for (int i = 0; i < Length; i++)
            Assert.Equal(i % 2 == 0 ? -0.01f : 0.01f, w[i], 1e-7f);
    }

    [Fact]
    public void Learning_rate_can_be_scheduled()
    {
        var w = Tensor<double>.Parameter(1);
        w.Grad!.Fill(1);
        var sgd = new Sgd<double>([w], 0.5);
        sgd.Step();
        sgd.LearningRate = 0.25;
        sgd.Step();
        Assert.Equal(-0.75, w[0]);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        Tensor<float>[] parameters = [Tensor<float>.Parameter(100, 10), Tensor<float>.Parameter(10)];
        Optimizer<float>[] optimizers =
        [
            new Sgd<float>(parameters, 0.1, 0.9),
            new Adam<float>(parameters),
            new AdamW<float>(parameters),
            new Adagrad<float>(parameters),
            new RmsProp<float>(parameters, momentum: 0.9, centered: true),
        ];
        foreach (Optimizer<float> optimizer in optimizers)
        {
            void Run()
            {
                optimizer.ZeroGrad();
                optimizer.Step();
            }
            Run();
            Assert.Equal(0, Allocations.Least(Run));
        }
    }

    [Fact]
    public void Parameter_without_gradient_is_refused_by_its_number()
    {
        Tensor<float> good = Tensor<float>.Parameter(2);
        var error = Assert.Throws<ArgumentException>(() => new Sgd<float>([good, new Tensor<float>(2)], 0.1));
        Assert.Contains("Parameter 1 has no Grad", error.Message);

        var sgd = new Sgd<float>([good], 0.1);
        good.Grad = null;
        Assert.Contains("Parameter 0", Assert.Throws<InvalidOperationException>(sgd.Step).Message);
    }

    [Fact]
    public void Parameter_given_twice_is_refused()
    {
        Tensor<float> w = Tensor<float>.Parameter(2);
        var error = Assert.Throws<ArgumentException>(() => new Adam<float>([w, Tensor<float>.Parameter(1), w]));
        Assert.Contains("0 and 2", error.Message);
        Assert.Throws<ArgumentException>(() => new Adam<float>([w, w.Share()]));
        Assert.Throws<ArgumentException>(() => new Adam<float>([]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(double.PositiveInfinity)]
    public void Impossible_numbers_are_refused_by_name(double bad)
    {
        Tensor<float>[] w = [Tensor<float>.Parameter(1)];
        Assert.Equal("learningRate", Refused(() => new Sgd<float>(w, bad)));
        Assert.Equal("momentum", Refused(() => new Sgd<float>(w, 0.1, momentum: bad)));
        Assert.Equal("dampening", Refused(() => new Sgd<float>(w, 0.1, dampening: bad)));
        Assert.Equal("weightDecay", Refused(() => new Sgd<float>(w, 0.1, weightDecay: bad)));
        Assert.Equal("beta1", Refused(() => new Adam<float>(w, beta1: bad)));
        Assert.Equal("beta2", Refused(() => new Adam<float>(w, beta2: bad)));
        Assert.Equal("epsilon", Refused(() => new Adam<float>(w, epsilon: bad)));
        Assert.Equal("weightDecay", Refused(() => new Adam<float>(w, weightDecay: bad)));
        Assert.Equal("LearningRate", Refused(() => new Adam<float>(w).LearningRate = bad));
    }

    private static string? Refused(Action make) => Assert.Throws<ArgumentOutOfRangeException>(make).ParamName;

    [Fact]
    public void Combinations_without_meaning_are_refused()
    {
        Tensor<float>[] w = [Tensor<float>.Parameter(1)];
        Assert.Throws<ArgumentException>(() => new Sgd<float>(w, 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => new Sgd<float>(w, 0.1, 0.9, dampening: 0.1, nesterov: true));
        Assert.Equal("beta1", Refused(() => new Adam<float>(w, beta1: 1)));
    }
}
