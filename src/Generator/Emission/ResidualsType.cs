using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The type of the reusable buffers. The first overload declares it; each adds what it keeps.</summary>
internal static class ResidualsType
{
    public static void Write(SourceWriter writer, Derivative derivative, ResidualFields fields)
    {
        Declaration declaration = derivative.Method.Declaration;
        string name = declaration.GeneratedName + "Residuals";
        bool declares = declaration.Overload == 0;
        if (declares)
        {
            string forward = $"<c>{declaration.GeneratedName}Forward</c>";
            writer.Line("/// <summary>");
            writer.Line(
                $"/// What {forward} keeps for <c>{declaration.GeneratedName}Backward</c>, and scratch space: grown on"
            );
            writer.Line("/// first use, never shrunk. One for each concurrent caller.");
            writer.Line("/// </summary>");
            Members.Attribute(writer);
        }

        writer.Open((declares ? declaration.ResidualsAccessibility + " " : "") + $"sealed partial class {name}");
        if (declares)
        {
            string runtime = "global::" + GeneratedFile.RuntimeNamespace;
            writer.Line($"static {name}() => {runtime}.RuntimeVersion.Check(\"{GeneratedFile.Version}\");");
            writer.Line();
            writer.Line("/// <summary>Makes empty residuals.</summary>");
            writer.Line($"public {name}() {{ }}");
            writer.Line();
            string gradient = $"<c>{declaration.GeneratedName}Gradient</c>";
            writer.Line(
                $"/// <summary>Frees what {gradient} and a forward pass without residuals hold on this thread.</summary>"
            );
            writer.Line($"public static void ReleaseThreadCache() => {runtime}.ThreadCache<{name}>.Release();");
        }

        foreach ((string type, string field, string comment) in fields.All)
        {
            writer.Line();
            writer.Line("// " + comment);
            string value = type.StartsWith("readonly", System.StringComparison.Ordinal) ? " = new()" : "";
            writer.Line($"internal {type} {field}{value};");
        }

        writer.Close();
    }
}
