using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.Emission;

/// <summary>The namespaces that hold a method's passes: one for what has no vectors, one for each width for the rest.</summary>
internal static class PassFile
{
    private static readonly int[] s_widths = [512, 256, 128];

    private const string Intrinsics = "global::System.Runtime.Intrinsics";

    public static void Write(SourceWriter writer, string name, IReadOnlyList<Pass> passes, string entry)
    {
        writer.Open("namespace " + name);
        Usings(writer);
        writer.Line();
        if (passes.Count > 0)
        {
            writer.Line("/// <summary>The passes, each in the widest vectors that the processor has.</summary>");
            writer.Open("file static class Passes");
            for (int i = 0; i < passes.Count; i++)
            {
                if (i > 0)
                {
                    writer.Line();
                }

                Dispatch(writer, passes[i]);
            }

            writer.Close();
            writer.Line();
        }

        writer.Lines(entry);
        writer.Close();

        Pass[] lanes = passes.Where(p => p.HasLanes).ToArray();
        foreach (int width in lanes.Length > 0 ? s_widths : [])
        {
            writer.Line();
            writer.Open($"namespace {name}.Width{width}");
            Usings(writer);
            writer.Line($"using Doubles = {Intrinsics}.Vector{width}<double>;");
            writer.Line($"using Floats = {Intrinsics}.Vector{width}<float>;");
            writer.Line($"using Lane = {Intrinsics}.Vector{width};");
            writer.Line();
            writer.Open("file static class Passes");
            for (int i = 0; i < lanes.Length; i++)
            {
                if (i > 0)
                {
                    writer.Line();
                }

                writer.Lines(lanes[i].Text);
            }

            writer.Close();
            writer.Close();
        }
    }

    private static void Usings(SourceWriter writer)
    {
        const string runtime = "global::" + GeneratedFile.RuntimeNamespace;
        writer.Line($"using Axis = {runtime}.Axis;");
        writer.Line($"using Contraction = {runtime}.Contraction;");
        writer.Line($"using Guard = {runtime}.Guard;");
        writer.Line($"using Lanes = {runtime}.Lanes;");
        writer.Line("using MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal;");
        writer.Line("using MethodImpl = global::System.Runtime.CompilerServices.MethodImplAttribute;");
        writer.Line("using MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions;");
        writer.Line($"using Subscript = {runtime}.Subscript;");
        writer.Line("using Unsafe = global::System.Runtime.CompilerServices.Unsafe;");
    }

    private static void Dispatch(SourceWriter writer, Pass pass)
    {
        if (!pass.HasLanes)
        {
            writer.Lines(pass.Text);
            return;
        }

        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        string[] parameters = pass.Parameters.Select(p => p.Declaration).ToArray();
        writer.Call($"internal static {pass.ReturnType} {pass.Kind}", parameters, "");
        writer.Open();
        string[] arguments = pass.Parameters.Select(p => p.IsRef ? "ref " + p.Name : p.Name).ToArray();
        bool returns = pass.ReturnType != "void";
        foreach (int width in s_widths)
        {
            string test = width == 128 ? "else" : $"if ({Intrinsics}.Vector{width}.IsHardwareAccelerated)";
            writer.Line(width == 256 ? "else " + test : test);
            writer.Open();
            writer.Call($"{(returns ? "return " : "")}Width{width}.Passes.{pass.Kind}", arguments, ";");
            writer.Close();
        }

        writer.Close();
    }
}
