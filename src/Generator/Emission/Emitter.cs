using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Writes the generated file of one method: readable C#, the same text wherever it is written.</summary>
internal static class Emitter
{
    public static string Emit(Derivative derivative) => new GeneratedFile(derivative).Write();
}
