using System;

namespace NeuralGen;

/// <summary>
/// Makes a parameter, or a tensor field or property, a constant of the derivative: no gradient is computed for it and
/// the generated methods take none.
/// </summary>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property,
    AllowMultiple = false,
    Inherited = false
)]
public sealed class NoGradAttribute : Attribute;
