using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>What a layer consists of: its tensors and the layers in it, by name, and what its copies have of their own.</summary>
internal sealed class LayerPartMembers(Derivative derivative, LayerType layer, SourceWriter writer)
{
    private const string Helper = "global::" + GeneratedFile.RuntimeNamespace + ".LayerParts";
    private const string Sequence = "global::System.Collections.Generic.IEnumerable";
    private const string Pair = "global::System.Collections.Generic.KeyValuePair";

    private readonly Declaration _declaration = derivative.Method.Declaration;

    public void Write()
    {
        if (layer.NeedsTensors)
        {
            Property("protected", "global::NeuralGen.Tensor<float>?", "Tensors", All("Tensors", layer.HasBaseTensors));
        }

        if (layer.NeedsChildren)
        {
            // Two fields may hold one layer, where a tensor that is there twice is no trouble.
            string children = $"{Helper}.Once({All("Children", layer.HasBaseChildren)})";
            Property("public", "global::NeuralGen.Layer", "Children", children);
        }

        if (layer.NeedsSeparation)
        {
            Separate();
            foreach (LayerPart part in layer.Parts.Where(t => !t.IsWritable))
            {
                Accessor(part);
            }
        }
    }

    private void Property(string accessibility, string element, string name, string value)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"{accessibility} override {Sequence}<{Pair}<string, {element}>> {name} =>");
        writer.Line($"    {value};");
    }

    private string All(string name, bool hasBase)
    {
        IEnumerable<string> own = layer.Parts.Select(part => Entry(part, name == "Tensors")).OfType<string>();
        return $"[{string.Join(", ", hasBase ? own.Prepend($".. base.{name}") : own)}]";
    }

    /// <summary>An entry of the list of tensors, or of that of layers; null for what belongs into the other one.</summary>
    private static string? Entry(LayerPart part, bool isOfTensors)
    {
        string pair = $"{Literals.Text(part.Name)}, {Place(part)}";
        return (part.Kind, isOfTensors) switch
        {
            (LayerPartKind.Tensor, true) => $"new({pair})",
            (LayerPartKind.Tensors, true) => $".. {Helper}.Tensors({pair})",
            (LayerPartKind.Layer, false) => $".. {Helper}.Layer({pair})",
            (LayerPartKind.Layers, false) => $".. {Helper}.Layers({pair})",
            _ => null,
        };
    }

    private void Separate()
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Members.Attribute(writer);
        writer.Open("protected override void Separate(global::NeuralGen.Sharing sharing)");
        if (layer.HasBaseSeparation)
        {
            writer.Line("base.Separate(sharing);");
        }

        foreach (LayerPart part in layer.Parts)
        {
            string target = part.IsWritable ? Place(part) : $"{part.Accessor}(this)";
            writer.Line($"{target} = {Copy(part)};");
        }

        if (layer.NeedsPasses)
        {
            writer.Line($"{layer.Residuals} = new {_declaration.GeneratedName}Residuals();");
            writer.Line($"{layer.Call} = new global::NeuralGen.LayerCall();");
        }

        writer.Close();
    }

    private static string Copy(LayerPart part)
    {
        string sure = part.IsNullable ? "" : "!";
        return part.Kind switch
        {
            LayerPartKind.Tensor => $"sharing.Of({Place(part)}){sure}",
            LayerPartKind.Layer when part.IsNullable => $"{Place(part)} is null ? null : sharing.Of({Place(part)})",
            LayerPartKind.Layer => $"sharing.Of({Place(part)})",
            LayerPartKind.Memory => "new()",
            _ => $"{Helper}.Copies(sharing, {Place(part)}){sure}",
        };
    }

    private void Accessor(LayerPart part)
    {
        TypeDeclaration type = _declaration.Types[_declaration.Types.Count - 1];
        string accessor = "global::System.Runtime.CompilerServices.UnsafeAccessor";
        writer.Line();
        writer.Line("// A copy's own, in what only constructors assign.");
        writer.Line($"[{accessor}({accessor}Kind.Field, Name = {Literals.Text(part.Field)})]");
        writer.Line($"private static extern ref {part.Type} {part.Accessor}({type.Name}{type.TypeParameters} layer);");
    }

    private static string Place(LayerPart part) => $"this.{NameScope.Escape(part.Name)}";
}
