using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Two methods for each function of arrays that the method calls: one calls it, the other its derivative.</summary>
internal static class ArrayCallHelpers
{
    public static void Write(ArrayCallee callee, SourceWriter writer)
    {
        new ArrayCallHelper(callee, writer).WriteCall();
        writer.Line();
        new ArrayCallHelper(callee, writer).WriteAdjoint();
    }

    /// <summary>The statement that calls the function.</summary>
    public static void Call(ArrayCall call, PassNames names, SourceWriter writer) =>
        writer.Call(
            $"{CallHelpers.Type}.{call.Callee.Name}",
            [Span(call.Arguments, names), Span(call.Results, names), .. call.Integers.Select(i => names.Integer(i))],
            ";"
        );

    /// <summary>The statement that calls the derivative.</summary>
    public static void Call(ArrayCallAdjoint call, PassNames names, SourceWriter writer) =>
        writer.Call(
            $"{CallHelpers.Type}.{call.Callee.AdjointName}",
            [
                Span(call.Arguments, names),
                .. call.Results is { } results ? [Span(results, names)] : System.Array.Empty<string>(),
                Span(call.Seeds, names),
                Span(call.Target, names),
                .. call.Integers.Select(i => names.Integer(i)),
            ],
            ";"
        );

    /// <summary>The elements along the last axis.</summary>
    private static string Span(Access access, PassNames names)
    {
        string name = names.Name(access.Buffer);
        if (access.Buffer.Rank == 1)
        {
            return name;
        }

        string start = names.Integer(Layout.Offset(access.At(IndexExpr.Zero)));
        string length = names.Integer(access.Buffer.Extent(access.Buffer.Rank - 1));
        return $"{name}.Slice((int)({start}), (int)({length}))";
    }
}
