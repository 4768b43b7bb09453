using NeuralGen.Generator.IR;

namespace NeuralGen.Generator;

/// <summary>Parse → Normalize → Differentiate → Simplify → Schedule → Emit; parsing happens where the syntax is.</summary>
internal static class Pipeline
{
    /// <summary>The generated file of a method. Unscheduled code is plain scalar loops: the oracle of the tests.</summary>
    public static string Generate(Method method, bool scheduled = true) => "";
}
