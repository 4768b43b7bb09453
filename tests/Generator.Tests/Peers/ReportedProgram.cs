using NeuralGen.Generator.Tests.RealPrograms;

namespace NeuralGen.Generator.Tests.Peers;

/// <summary>
/// Programs that users of other tools were given wrong gradients for, without a word. Written anew in the loop language; each is checked
/// against differences, scheduled and unscheduled, and against what the report says is right.
/// </summary>
internal static class ReportedProgram
{
    public static RealProgram Check(string members, params object[] values) =>
        RealProgram.Check($"public static partial class P\n{{\n{members}\n}}", "M", values);
}
