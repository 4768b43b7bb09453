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
    private double _learningRate;

    /// <summary>Checks and keeps what every optimizer has.</summary>
    /// <param name="parameters">What is learned; each with a <see cref="Tensor{T}.Grad"/>, none twice.</param>
    /// <param name="learningRate">The learning rate, finite and not negative.</param>
    /// <exception cref="ArgumentNullException">The parameters, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one has no gradient, or two share memory: it would be changed twice in a step.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is NaN, infinite or negative.</exception>
    protected Optimizer(IEnumerable<Tensor<T>> parameters, double learningRate)
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
        LearningRate = learningRate;
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
        BeginStep();
        for (int i = 0; i < _parameters.Length; i++)
            Update(i, _parameters[i].AsSpan(), _parameters[i].Grad!.AsSpan());
    }

    /// <summary>Called once at the beginning of a step.</summary>
    protected virtual void BeginStep() { }

    /// <summary>Changes one parameter.</summary>
    /// <param name="index">Its position in <see cref="Parameters"/>.</param>
    /// <param name="values">Its elements.</param>
    /// <param name="gradient">The gradient, as long.</param>
    protected abstract void Update(int index, Span<T> values, ReadOnlySpan<T> gradient);

    /// <summary>Arrays as long as the parameters, of zeros: an optimizer's memory.</summary>
    protected T[][] NewState() => Array.ConvertAll(_parameters, parameter => new T[parameter.Length]);

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
