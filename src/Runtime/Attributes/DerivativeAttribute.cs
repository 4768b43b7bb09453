using System;

namespace NeuralGen;

/// <summary>
/// Marks a static method as the derivative of another method, to be used in place of a generated one.
/// </summary>
/// <remarks>
/// The marked method has the signature <c>(p…, [R result, R seed,] gradients…)</c> and adds into the gradients.
/// The generator checks the signature.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeAttribute : Attribute
{
    /// <summary>Gives the derivative of a method of the same type.</summary>
    /// <param name="method">The name of the method that is differentiated: <c>nameof(F)</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="method"/> is null.</exception>
    public DerivativeAttribute(string method)
    {
        ArgumentNullException.ThrowIfNull(method);
        Method = method;
    }

    /// <summary>Gives the derivative of a method of another type.</summary>
    /// <param name="type">The type that declares the method.</param>
    /// <param name="method">The name of the method that is differentiated: <c>nameof(T.F)</c>.</param>
    /// <exception cref="ArgumentNullException">One of the arguments is null.</exception>
    public DerivativeAttribute(Type type, string method)
        : this(method)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type = type;
    }

    /// <summary>The type that declares the method; null means the type of the marked method.</summary>
    public Type? Type { get; }

    /// <summary>The name of the method that is differentiated.</summary>
    public string Method { get; }
}
