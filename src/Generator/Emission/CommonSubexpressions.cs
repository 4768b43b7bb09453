using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

internal static class CommonSubexpressions
{
    public static EquatableArray<Statement> Share(EquatableArray<Statement> body) => body;
}
