using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NeuralGen.Generator.Emission;

/// <summary>The namespaces that hold a method's passes: one for what has no vectors, one for each width for the rest.</summary>
internal static class PassFile
{
    private static readonly int[] s_widths = [512, 256, 128];

    private const string Intrinsics = "global::System.Runtime.Intrinsics";

    public static void Write(SourceWriter writer, string name, IReadOnlyList<Pass> passes, string entry)
    {
        string dispatchers = Class("The passes, each in the widest vectors that the processor has.", passes, Dispatch);
        writer.Open("namespace " + name);
        Usings(writer, dispatchers + entry);
        writer.Lines(dispatchers);
        writer.Line();
        writer.Lines(entry);
        writer.Close();

        Pass[] lanes = passes.Where(p => p.HasLanes).ToArray();
        if (lanes.Length == 0)
        {
            return;
        }

        foreach (int width in s_widths)
        {
            string text = Class($"The passes in vectors of {width} bits.", lanes, pass => pass.Text);
            writer.Line();
            writer.Open($"namespace {name}.Width{width}");
            Usings(writer, text, width);
            writer.Lines(text);
            writer.Close();
        }
    }

    private static string Class(string summary, IReadOnlyList<Pass> passes, System.Func<Pass, string> method)
    {
        var writer = new SourceWriter();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Open("file static class Passes");
        writer.Lines(string.Join("\n", passes.Select(method)));
        writer.Close();
        return writer.ToString();
    }

    // Only what the text mentions, so that nothing is greyed out in an editor.
    private static void Usings(SourceWriter writer, string text, int width = 0)
    {
        const string runtime = "global::" + GeneratedFile.RuntimeNamespace;
        const string system = "global::System.Runtime";
        (string Alias, string Type)[] aliases =
        [
            ("Axis", $"{runtime}.Axis"),
            ("Buffers", $"{runtime}.Buffers"),
            ("Contraction", $"{runtime}.Contraction"),
            ("Doubles", $"{Intrinsics}.Vector{width}<double>"),
            ("Floats", $"{Intrinsics}.Vector{width}<float>"),
            ("Guard", $"{runtime}.Guard"),
            ("Lane", $"{Intrinsics}.Vector{width}"),
            ("Lanes", $"{runtime}.Lanes"),
            ("MemoryMarshal", $"{system}.InteropServices.MemoryMarshal"),
            ("MethodImpl", $"{system}.CompilerServices.MethodImplAttribute"),
            ("MethodImplOptions", $"{system}.CompilerServices.MethodImplOptions"),
            ("Subscript", $"{runtime}.Subscript"),
            ("Unsafe", $"{system}.CompilerServices.Unsafe"),
        ];
        foreach ((string alias, string type) in aliases)
        {
            if (Regex.IsMatch(text, $@"(?<![\w.]){alias}\b"))
            {
                writer.Line($"using {alias} = {type};");
            }
        }

        writer.Line();
    }

    private static string Dispatch(Pass pass)
    {
        if (!pass.HasLanes)
        {
            return pass.Text;
        }

        var writer = new SourceWriter();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        string[] parameters = pass.Parameters.Select(p => p.Declaration).ToArray();
        writer.Call($"internal static {pass.ReturnType} {pass.Kind}", parameters, "");
        writer.Open();
        string[] arguments = pass.Parameters.Select(p => p.IsRef ? "ref " + p.Name : p.Name).ToArray();
        string prefix = pass.ReturnType == "void" ? "" : "return ";
        foreach (int width in s_widths)
        {
            string test = $"if ({Intrinsics}.Vector{width}.IsHardwareAccelerated)";
            writer.Open(
                width switch
                {
                    512 => test,
                    256 => "else " + test,
                    _ => "else",
                }
            );
            writer.Call($"{prefix}Width{width}.Passes.{pass.Kind}", arguments, ";");
            writer.Close();
        }

        writer.Close();
        return writer.ToString();
    }
}
