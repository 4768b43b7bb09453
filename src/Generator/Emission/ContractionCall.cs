using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>A contraction is one call: where its operands begin, and how far each loop steps in each of them.</summary>
internal static class ContractionCall
{
    public static void Write(Contraction sum, PassNames names, ScalarPrinter scalar, SourceWriter writer)
    {
        Access[] operands = [sum.Target, sum.Left, sum.Right];
        writer.Line("Contraction.Accumulate(");
        foreach (Access operand in operands)
        {
            IndexExpr start = operand.Buffer.Rank == 0 ? IndexExpr.Zero : Layout.Offset(operand);
            foreach (Axis axis in sum.Axes)
            {
                start = start.Substitute(axis.Index, IndexExpr.Zero);
            }

            writer.Line($"    ref {Reference(operand.Buffer, start, names)},");
        }

        writer.Line($"    {scalar.Print(sum.Scale)},");
        writer.Line("    [");
        foreach (Axis axis in sum.Axes)
        {
            string strides = string.Join(", ", operands.Select(o => names.Integer(Stride(o, axis.Index))));
            writer.Line($"        new Axis({names.Integer(axis.Extent)}, {strides}), // {axis.Index}");
        }

        writer.Line("    ]");
        writer.Line(");");
    }

    private static string Reference(Buffer buffer, IndexExpr start, PassNames names)
    {
        string first = buffer.Rank == 0 ? names.Name(buffer) : names.First(buffer);
        return start.AsConstant() == 0 ? first : $"Unsafe.Add(ref {first}, {names.Integer(start)})";
    }

    private static IndexExpr Stride(Access operand, LoopIndex index) =>
        operand.Buffer.Rank == 0 ? IndexExpr.Zero : Layout.Offset(operand).Coefficient(index)!;
}
