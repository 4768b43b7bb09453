using System;

namespace NeuralGen;

/// <summary>
/// Compares gradients with central differences, (f(x + ε) − f(x − ε)) / 2ε, in double: along each component and along
/// random directions with random signs, over several steps ε.
/// </summary>
/// <remarks>
/// The parameters are changed in place while the loss is called, and have their old values again afterwards. The
/// gradients are read once, before the loss is called, so the loss may overwrite them.
/// </remarks>
/// <example>
/// <code>
/// double loss = Model.LossGradient(X, W, b);
/// GradientCheck.Run(() =&gt; Model.Loss(X, W, b), ("W", W), ("b", b)).ThrowIfFailed();
/// </code>
/// </example>
public static class GradientCheck
{
    /// <summary>Checks gradients that have been calculated, with the default options.</summary>
    /// <param name="loss">The loss; it reads the parameters from where they are.</param>
    /// <param name="parameters">The parameters, each <c>("W", tensor)</c> or <c>("x", array, gradientArray)</c>.</param>
    /// <exception cref="ArgumentNullException">The loss or a parameter is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss is not finite, or differs between two calls with the same parameters.
    /// </exception>
    public static GradientCheckResult Run(Func<double> loss, params ReadOnlySpan<GradientCheckParameter> parameters) =>
        Run(loss, new GradientCheckOptions(), parameters);

    /// <summary>Sets the gradients to 0, lets a callback calculate them, and checks them.</summary>
    /// <param name="loss">The loss; it reads the parameters from where they are.</param>
    /// <param name="gradients">Calculates the gradients into the memory that the parameters name.</param>
    /// <param name="parameters">The tensors, each with a <see cref="Tensor{T}.Grad"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A tensor has no <see cref="Tensor{T}.Grad"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss is not finite, or differs between two calls with the same parameters.
    /// </exception>
    public static GradientCheckResult Run(
        Func<double> loss,
        Action gradients,
        params ReadOnlySpan<(string Name, Tensor<double> Tensor)> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(gradients);
        var converted = new GradientCheckParameter[parameters.Length];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = parameters[i];
            parameters[i].Tensor.Grad!.Fill(0);
        }
        gradients();
        return Run(loss, new GradientCheckOptions(), converted);
    }

    /// <summary>Checks the gradient of a function of one array.</summary>
    /// <param name="function">The function.</param>
    /// <param name="point">Where the gradient was calculated.</param>
    /// <param name="gradient">The gradient, as long as the point.</param>
    /// <param name="options">How closely to look; null, the default, for the default options.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The lengths differ, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The function is not finite, or differs between two calls at the same point.
    /// </exception>
    public static GradientCheckResult Run(
        Func<double[], double> function,
        double[] point,
        double[] gradient,
        GradientCheckOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(function);
        return Run(() => function(point), options ?? new(), new GradientCheckParameter("x", point, gradient));
    }

    /// <summary>Checks gradients that have been calculated.</summary>
    /// <param name="loss">The loss; it reads the parameters from where they are.</param>
    /// <param name="options">How closely to look.</param>
    /// <param name="parameters">The parameters, each <c>("W", tensor)</c> or <c>("x", array, gradientArray)</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The loss is not finite, or differs between two calls with the same parameters.
    /// </exception>
    public static GradientCheckResult Run(
        Func<double> loss,
        GradientCheckOptions options,
        params ReadOnlySpan<GradientCheckParameter> parameters
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        foreach (GradientCheckParameter parameter in parameters)
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
        return new GradientChecker(loss, options, parameters.ToArray()).Run();
    }
}
