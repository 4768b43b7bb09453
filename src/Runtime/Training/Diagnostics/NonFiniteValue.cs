namespace NeuralGen;

/// <summary>Where the first NaN or infinity comes from.</summary>
/// <param name="Layer">The name of the layer that made it; null where it came from outside, in the inputs or from the objective.</param>
/// <param name="Value">NaN or an infinity.</param>
/// <param name="Message">A sentence that says which, where, and what came in.</param>
public sealed record NonFiniteValue(string? Layer, float Value, string Message);
