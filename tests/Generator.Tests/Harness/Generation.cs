using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Tests.Harness;

/// <summary>Which form of the generated code is asked for.</summary>
internal enum Generation
{
    /// <summary>No generator: only the user's own method.</summary>
    None,

    /// <summary>What a user gets.</summary>
    Scheduled,

    /// <summary>Plain scalar loops of the same derivative, the oracle for everything that Schedule does.</summary>
    Unscheduled,
}

internal static class Generators
{
    public static ISourceGenerator[] For(Generation generation) =>
        generation == Generation.None
            ? []
            : [new DifferentiableGenerator(generation == Generation.Scheduled).AsSourceGenerator()];
}
