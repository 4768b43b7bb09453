using System;

namespace NeuralGen;

/// <summary>One thing that an optimizer remembers of one parameter.</summary>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
/// <param name="Parameter">The parameter's position in <see cref="Optimizer{T}.Parameters"/>.</param>
/// <param name="Name">What it is: a velocity, a mean of squares.</param>
/// <param name="Values">Its elements, as many as the parameter's: the optimizer's own, not a copy.</param>
public readonly record struct OptimizerState<T>(int Parameter, string Name, Memory<T> Values);
