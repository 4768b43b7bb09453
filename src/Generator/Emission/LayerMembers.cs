using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>What stands around the computation of a layer: the passes, its tensors, its copies, the shape of its output.</summary>
internal sealed class LayerMembers(Derivative derivative, LayerType layer, SourceWriter writer)
{
    private const string Pair =
        "global::System.Collections.Generic.KeyValuePair<string, global::NeuralGen.Tensor<float>?>";

    private readonly Declaration _declaration = derivative.Method.Declaration;

    private IR.Buffer Input => derivative.Method.Parameters[0].Buffer!;

    private IR.Buffer Output => derivative.Method.Parameters[1].Buffer!;

    public void Write()
    {
        if (layer.NeedsPasses)
        {
            Fields();
            Forward();
            Backward();
        }

        if (layer.NeedsShape)
        {
            new LayerShape(derivative, layer, writer).Write();
        }

        if (layer.NeedsTensors)
        {
            Tensors();
        }

        if (layer.NeedsSeparation && layer.NeedsPasses)
        {
            Separate();
        }
    }

    private void Fields()
    {
        string residuals = _declaration.GeneratedName + "Residuals";
        writer.Line();
        writer.Line($"private {residuals} {layer.Residuals} = new {residuals}();");
        writer.Line($"private global::NeuralGen.LayerCall {layer.Call} = new global::NeuralGen.LayerCall();");
    }

    private void Forward()
    {
        Start("public override global::NeuralGen.Tensor<float> Forward(global::NeuralGen.Tensor<float> input)");
        writer.Line($"global::NeuralGen.Tensor<float> output = {layer.Call}.Begin(this, input);");
        string[] arguments = [Value(Input, "input"), Value(Output, "output"), layer.Residuals];
        writer.Call(_declaration.GeneratedName + "Forward", arguments, ";");
        writer.Line("return output;");
        writer.Close();
    }

    private void Backward()
    {
        Start("public override void Backward()");
        writer.Line($"global::NeuralGen.Tensor<float> input = {layer.Call}.Input;");
        writer.Line($"global::NeuralGen.Tensor<float> output = {layer.Call}.Output;");
        IEnumerable<string> wanted = derivative
            .Method.Fields.Where(f => f.Buffer is { Form: BufferForm.Tensor, IsDifferentiated: true })
            .Select(f => $"this.{NameScope.Escape(f.Name)}.Grad is not null");
        writer.Line("// Where nothing is wanted there is nothing to do.");
        writer.Open($"if ({string.Join(" || ", wanted.Prepend("input.Grad is not null"))})");
        List<string> arguments = [Value(Input, "input"), Value(Output, "output"), layer.Residuals];
        if (Input is { IsDifferentiated: true, Form: not BufferForm.Tensor })
        {
            arguments.Add("input.Grad is null ? default : input.Grad.AsSpan()");
        }

        if (Output is { IsDifferentiated: true, Form: not BufferForm.Tensor })
        {
            arguments.Add("output.Grad!.AsSpan()");
        }

        writer.Call(_declaration.GeneratedName + "Backward", arguments, ";");
        writer.Close();
        writer.Close();
    }

    private void Tensors()
    {
        string[] own = layer
            .Tensors.Select(t => $"new({Literals.Text(t.Name)}, this.{NameScope.Escape(t.Name)})")
            .ToArray();
        string[] all = layer.HasBase ? [".. base.Tensors", .. own] : own;
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override global::System.Collections.Generic.IEnumerable<{Pair}> Tensors =>");
        writer.Line($"    [{string.Join(", ", all)}];");
    }

    private void Separate()
    {
        Start("protected override void Separate(global::NeuralGen.Sharing sharing)");
        if (layer.HasBase)
        {
            writer.Line("base.Separate(sharing);");
        }

        foreach (LayerTensor tensor in layer.Tensors)
        {
            string name = $"this.{NameScope.Escape(tensor.Name)}";
            string place = tensor.IsWritable ? name : $"{tensor.Accessor}(this)";
            string sure = tensor.IsNullable ? "" : "!";
            writer.Line($"{place} = sharing.Of({name}){sure};");
        }

        writer.Line($"{layer.Residuals} = new {_declaration.GeneratedName}Residuals();");
        writer.Line($"{layer.Call} = new global::NeuralGen.LayerCall();");
        writer.Close();
        TypeDeclaration type = _declaration.Types[_declaration.Types.Count - 1];
        foreach (LayerTensor tensor in layer.Tensors.Where(t => !t.IsWritable))
        {
            string accessor = "global::System.Runtime.CompilerServices.UnsafeAccessor";
            writer.Line();
            writer.Line("// A copy's own tensor, in what only constructors assign.");
            writer.Line($"[{accessor}({accessor}Kind.Field, Name = {Literals.Text(tensor.Field)})]");
            string mark = tensor.IsNullable ? "?" : "";
            writer.Line(
                $"private static extern ref global::NeuralGen.Tensor<float>{mark} {tensor.Accessor}({type.Name}{type.TypeParameters} layer);"
            );
        }
    }

    private void Start(string signature)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Members.Attribute(writer);
        writer.Open(signature);
    }

    private static string Value(IR.Buffer parameter, string name) =>
        parameter.Form == BufferForm.Tensor ? name : name + ".AsSpan()";
}
