using System;
using System.Collections.Generic;
using System.Numerics;

namespace NeuralGen;

/// <summary>Changes parameters by their gradients, one <see cref="Step"/> at a time.</summary>
/// <remarks>
/// A training step is <see cref="ZeroGrad"/>, forward and backward passes, which add into the gradients, and
/// <see cref="Step"/>. A step allocates nothing.
/// </remarks>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public abstract class Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T>[] _parameters;
    private readonly double[] _weightDecays;
    private readonly double[] _rateFactors;
    private readonly List<OptimizerState<T>> _state = [];
    private double _learningRate;

    /// <summary>Checks and keeps what every optimizer has.</summary>
    /// <param name="parameters">What is learned; each with a <see cref="Tensor{T}.Grad"/>, none twice.</param>
    /// <param name="learningRate">The learning rate, finite and not negative.</param>
    /// <param name="weightDecay">The weight decay of all parameters, finite and not negative.</param>
    /// <exception cref="ArgumentNullException">The parameters, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one has no gradient, or two share memory: it would be changed twice in a step.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or negative.</exception>
    protected Optimizer(IEnumerable<Tensor<T>> parameters, double learningRate, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters];
        if (_parameters.Length == 0)
            throw new ArgumentException("There are no parameters to optimize.", nameof(parameters));
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i] is null)
                throw new ArgumentNullException(
                    nameof(parameters),
                    FormattableString.Invariant($"Parameter {i} is null.")
                );
            if (_parameters[i].Grad is null)
                throw new ArgumentException(NoGradient(i), nameof(parameters));
            for (int j = 0; j < i; j++)
                if (
                    ReferenceEquals(_parameters[i], _parameters[j])
                    || _parameters[i].AsSpan().Overlaps(_parameters[j].AsSpan())
                )
                    throw new ArgumentException(
                        FormattableString.Invariant($"Parameters {j} and {i} share memory."),
                        nameof(parameters)
                    );
        }
        _learningRate = NotNegative(learningRate, nameof(learningRate));
        WeightDecay = NotNegative(weightDecay, nameof(weightDecay));
        _weightDecays = new double[_parameters.Length];
        _rateFactors = new double[_parameters.Length];
        Array.Fill(_weightDecays, weightDecay);
        Array.Fill(_rateFactors, 1);
    }

    /// <summary>What is learned.</summary>
    public IReadOnlyList<Tensor<T>> Parameters => _parameters;

    /// <summary>The learning rate of the steps to come, finite and not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite or negative.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = NotNegative(value, nameof(LearningRate));
    }

    /// <summary>The weight decay of parameters for which nothing else was said by <see cref="Configure"/>.</summary>
    public double WeightDecay { get; }

    /// <summary>How many steps were made, those before a <see cref="Resume"/> included.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// What the optimizer remembers of its parameters, to be saved and, in another optimizer of the same kind, overwritten:
    /// with <see cref="Steps"/> it is all that a training needs to go on as if it had not been interrupted.
    /// </summary>
    public IReadOnlyList<OptimizerState<T>> State => _state;

    /// <summary>
    /// Makes a group of some of the parameters, with a weight decay and a learning rate of their own: biases are commonly
    /// not decayed.
    /// </summary>
    /// <param name="parameters">Some of <see cref="Parameters"/>.</param>
    /// <param name="weightDecay">Their weight decay; <see cref="WeightDecay"/> where it is null.</param>
    /// <param name="rateFactor">Their learning rate is this times <see cref="LearningRate"/>; 1 by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">One of the tensors is not learned by this optimizer; nothing is changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or negative.</exception>
    public void Configure(IEnumerable<Tensor<T>> parameters, double? weightDecay = null, double rateFactor = 1)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double decay = NotNegative(weightDecay ?? WeightDecay, nameof(weightDecay));
        NotNegative(rateFactor, nameof(rateFactor));
        var positions = new List<int>();
        foreach (Tensor<T> parameter in parameters)
        {
            int position = Array.IndexOf(_parameters, parameter);
            if (position < 0)
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Tensor {positions.Count} is none of the {_parameters.Length} parameters of this optimizer."
                    ),
                    nameof(parameters)
                );
            positions.Add(position);
        }
        foreach (int position in positions)
            (_weightDecays[position], _rateFactors[position]) = (decay, rateFactor);
    }

    /// <summary>Goes on after a number of steps that another optimizer made, whose <see cref="State"/> was copied.</summary>
    /// <param name="steps">How many steps that were; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    public void Resume(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        Steps = steps;
    }

    /// <summary>Sets all gradients to 0.</summary>
    public void ZeroGrad()
    {
        for (int i = 0; i < _parameters.Length; i++)
            _parameters[i].Grad?.Fill(T.Zero);
    }

    /// <summary>Changes every parameter by its gradient.</summary>
    /// <exception cref="InvalidOperationException">
    /// A parameter's gradient has been taken away; no parameter is changed then.
    /// </exception>
    public void Step()
    {
        for (int i = 0; i < _parameters.Length; i++)
            if (_parameters[i].Grad is null)
                throw new InvalidOperationException(NoGradient(i));
        Steps++;
        for (int i = 0; i < _parameters.Length; i++)
            Update(
                i,
                _parameters[i].AsSpan(),
                _parameters[i].Grad!.AsSpan(),
                LearningRate * _rateFactors[i],
                _weightDecays[i]
            );
    }

    /// <summary>Changes one parameter, in step number <see cref="Steps"/>.</summary>
    /// <param name="index">Its position in <see cref="Parameters"/>.</param>
    /// <param name="values">Its elements.</param>
    /// <param name="gradient">The gradient, as long.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="weightDecay">Its weight decay.</param>
    protected abstract void Update(
        int index,
        Span<T> values,
        ReadOnlySpan<T> gradient,
        double learningRate,
        double weightDecay
    );

    /// <summary>Arrays as long as the parameters, of zeros: an optimizer's memory, and part of its <see cref="State"/>.</summary>
    /// <param name="name">What it remembers.</param>
    protected T[][] NewState(string name)
    {
        T[][] state = Array.ConvertAll(_parameters, parameter => new T[parameter.Length]);
        for (int i = 0; i < state.Length; i++)
            _state.Add(new OptimizerState<T>(i, name, state[i]));
        return state;
    }

    /// <summary>Returns a hyper-parameter that is finite and not negative.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The name to report.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN, infinite or negative.</exception>
    protected static double NotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "It must be finite and not negative.");

    /// <summary>Returns a decay rate in 0 … 1, 1 excluded.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The name to report.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is NaN or outside.</exception>
    protected static double BelowOne(double value, string name) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "It must be at least 0 and less than 1.");

    private static string NoGradient(int index) =>
        FormattableString.Invariant(
            $"Parameter {index} has no Grad: make it with Tensor<T>.Parameter, or set its Grad."
        );
}
