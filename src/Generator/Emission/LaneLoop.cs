using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

#pragma warning disable CS9113 // vector loops follow
internal sealed class LaneLoop(For loop, PassNames names, LocalBlocks locals, SourceWriter writer, BodyWriter body)
{
    public static bool CanWrite(For loop, PassNames names, LocalBlocks locals) => false;

    public void Write() { }
}
