namespace NeuralGen.Generator.Emission;

/// <summary>The three passes that a method is differentiated into.</summary>
internal enum PassKind
{
    /// <summary>The augmented forward pass.</summary>
    Forward,
    Backward,

    /// <summary>Forward and backward as one, for a returned scalar.</summary>
    Gradient,
}
