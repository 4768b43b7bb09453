using System;

namespace NeuralGen;

/// <summary>
/// A parameter whose gradient is to be checked: its name, the memory that the loss reads it from, and the gradient
/// that is claimed. Converts from the tuples <c>("W", tensor)</c> and <c>("x", array, gradientArray)</c>.
/// </summary>
public sealed class GradientCheckParameter
{
    private readonly int[] _shape;

    /// <summary>A tensor, whose gradient is its <see cref="Tensor{T}.Grad"/>.</summary>
    /// <param name="name">The name that is reported.</param>
    /// <param name="tensor">The tensor that the loss reads.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The tensor has no <see cref="Tensor{T}.Grad"/>.</exception>
    public GradientCheckParameter(string name, Tensor<double> tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Grad is null)
            throw new ArgumentException($"The parameter '{name}' has no Grad to check.", nameof(tensor));
        Name = name;
        Values = tensor.AsArraySegment();
        Gradient = tensor.Grad.AsArraySegment();
        _shape = tensor.Shape.ToArray();
    }

    /// <summary>An array and the array with its gradient.</summary>
    /// <param name="name">The name that is reported.</param>
    /// <param name="values">The array that the loss reads.</param>
    /// <param name="gradient">The gradient, as long as the array.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public GradientCheckParameter(string name, double[] values, double[] gradient)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(gradient);
        if (values.Length != gradient.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The parameter '{name}' has {values.Length} elements, but its gradient has {gradient.Length}."
                ),
                nameof(gradient)
            );
        Name = name;
        Values = values;
        Gradient = gradient;
        _shape = [values.Length];
    }

    /// <summary>The name that is reported.</summary>
    public string Name { get; }

    internal Memory<double> Values { get; }

    internal ReadOnlyMemory<double> Gradient { get; }

    /// <summary>The name of one element: <c>W[2, 3]</c>.</summary>
    internal string NameOf(int position)
    {
        var index = new int[_shape.Length];
        for (int axis = _shape.Length - 1; axis >= 0; axis--)
            (position, index[axis]) = Math.DivRem(position, _shape[axis]);
        return Name + Extents.Text(index);
    }

    /// <summary>Makes a parameter of a name and a tensor with a <see cref="Tensor{T}.Grad"/>.</summary>
    /// <param name="parameter">The name and the tensor.</param>
    public static implicit operator GradientCheckParameter((string Name, Tensor<double> Tensor) parameter) =>
        new(parameter.Name, parameter.Tensor);

    /// <summary>Makes a parameter of a name, an array and its gradient.</summary>
    /// <param name="parameter">The name, the array and the gradient.</param>
    public static implicit operator GradientCheckParameter(
        (string Name, double[] Values, double[] Gradient) parameter
    ) => new(parameter.Name, parameter.Values, parameter.Gradient);
}
