using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.Emission;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Scheduling;

namespace NeuralGen.Generator;

/// <summary>Parse → Normalize → Differentiate → Simplify → Schedule → Emit; parsing happens where the syntax is.</summary>
internal static class Pipeline
{
    /// <summary>The derivative of a method. Unscheduled, it is plain scalar loops in exactly reversed order: the oracle of the tests.</summary>
    public static Derivative Differentiate(Method method, bool scheduled = true) =>
        scheduled
            ? Scheduler.Schedule(Differentiator.Differentiate(method))
            : Reruns.Settle(Differentiator.Differentiate(method));

    /// <summary>The generated file of a method.</summary>
    public static string Generate(Method method, bool scheduled = true) =>
        Emitter.Emit(Differentiate(method, scheduled));
}
