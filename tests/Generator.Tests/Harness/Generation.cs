using System;
using System.Linq;
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
    public static ISourceGenerator[] For(Generation generation)
    {
        Type? type = typeof(Pipeline)
            .Assembly.GetTypes()
            .SingleOrDefault(t => !t.IsAbstract && typeof(IIncrementalGenerator).IsAssignableFrom(t));
        if (generation == Generation.None || type is null)
        {
            return [];
        }

        object? generator =
            generation == Generation.Scheduled
                ? Activator.CreateInstance(type)
                : Activator.CreateInstance(
                    type,
                    System.Reflection.BindingFlags.Instance
                        | System.Reflection.BindingFlags.Public
                        | System.Reflection.BindingFlags.NonPublic,
                    null,
                    [false],
                    null
                );
        return [((IIncrementalGenerator)generator!).AsSourceGenerator()];
    }
}
