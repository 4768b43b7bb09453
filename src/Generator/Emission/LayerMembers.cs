using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>What stands around the computation of a layer: the passes, the shape of its output, what it consists of.</summary>
internal sealed class LayerMembers(Derivative derivative, LayerType layer, SourceWriter writer)
{
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

        new LayerPartMembers(derivative, layer, writer).Write();
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
        const string tensor = "global::NeuralGen.Tensor<float>";
        writer.Line($"({tensor} input, {tensor} output) = {layer.Call}.End();");
        IEnumerable<string> wanted = derivative
            .Method.Fields.Where(f => f.Buffer is { Form: BufferForm.Tensor, IsDifferentiated: true })
            .Select(f => $"{PathOf(f)}{(f.IsNullable ? "!" : "")}.Grad is not null");
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

    private void Start(string signature)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        Members.Attribute(writer);
        writer.Open(signature);
    }

    /// <summary>The field, said in a member of the layer: the object that holds it may be another one.</summary>
    public static string PathOf(Field field) =>
        $"{(field.Holder is null ? field.Owner ?? "this" : PathOf(field.Holder))}.{PublicNames.Path(field.Name)}";

    private static string PathOf(Holder holder) =>
        $"{(holder.Outer is null ? holder.Owner ?? "this" : PathOf(holder.Outer))}.{NameScope.Escape(holder.Name)}!";

    private static string Value(IR.Buffer parameter, string name) =>
        parameter.Form == BufferForm.Tensor ? name : name + ".AsSpan()";
}
