using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The members that the user calls: they check, provide buffers, and run a pass.</summary>
internal sealed class Members(
    Derivative derivative,
    IReadOnlyList<Pass> passes,
    ResidualFields fields,
    string internals,
    SourceWriter writer
)
{
    private const string Runtime = "global::" + GeneratedFile.RuntimeNamespace;

    private readonly Declaration _declaration = derivative.Method.Declaration;
    private readonly ParameterRoles _roles = new(derivative);
    private readonly string _method = Literals.Text(derivative.Method.Declaration.FullName);

    public static void Attribute(SourceWriter writer) =>
        writer.Line($"[{Runtime}.GeneratedDerivative(\"{GeneratedFile.Version}\")]");

    /// <summary>The attribute of the backward pass also says what a compilation that calls the method must know of it.</summary>
    private void SummaryAttribute()
    {
        var summary = new Summary(derivative);
        writer.Line($"[{Runtime}.GeneratedDerivative(");
        writer.Line($"    \"{GeneratedFile.Version}\",");
        writer.Line($"    Method = {Literals.Text(summary.Method)},");
        writer.Line($"    Parameters = {Literals.Text(summary.Parameters)},");
        writer.Line($"    Needs = {Literals.Text(summary.Needs)},");
        writer.Line($"    Shapes = {Literals.Text(summary.Shapes)})]");
    }

    public void Write()
    {
        Forward();
        writer.Line();
        ForwardWithResiduals();
        writer.Line();
        Backward();
        if (Signature.HasGradient(derivative))
        {
            writer.Line();
            Gradient();
        }
    }

    private void Forward()
    {
        (PublicNames names, Signature signature) = Start();
        Documentation.Forward(writer, derivative);
        Attribute(writer);
        string name = _declaration.GeneratedName + "Forward";
        writer.Call($"{signature.Modifiers} {signature.Result} {name}", signature.Forward(), "");
        writer.Open();
        Pass pass = passes[(int)PassKind.Forward];
        if (!pass.Parameters.Any(p => p.Buffer is { } buffer && ResidualFields.IsPrivate(buffer)))
        {
            Directly(pass, names, signature);
            writer.Close();
            return;
        }

        string cache = $"{Runtime}.ThreadCache<{signature.ResidualsType}>";
        writer.Line($"{signature.ResidualsType} {names.Residuals} = {cache}.Rent();");
        string[] arguments = [.. derivative.Method.Parameters.Select(p => NameScope.Escape(p.Name)), names.Residuals];
        string result = Declared(names, signature.Result);
        writer.Call(result + name, arguments, ";");
        writer.Line($"{cache}.Return({names.Residuals});");
        Return(result);
        writer.Close();
    }

    // A forward pass that needs no buffers needs no residuals either.
    private void Directly(Pass pass, PublicNames names, Signature signature)
    {
        names.CaptureFields(writer);
        CheckValues(names);
        var arguments = new PassArguments(pass, fields, names, writer);
        string prefix = signature.Result == "void" ? "" : "return ";
        writer.Call($"{prefix}global::{internals}.Passes.{pass.Kind}", arguments.List(), ";");
    }

    private void ForwardWithResiduals()
    {
        (PublicNames names, Signature signature) = Start();
        Documentation.ForwardWithResiduals(writer, derivative, names);
        Attribute(writer);
        string name = _declaration.GeneratedName + "Forward";
        writer.Call($"{signature.Modifiers} {signature.Result} {name}", signature.ForwardWithResiduals(), "");
        writer.Open();
        NotNull(names);
        names.CaptureFields(writer);
        CheckValues(names);
        string filled = $"{names.Residuals}.{fields.IsFilled}";
        writer.Line($"{filled} = false;");
        Pass pass = passes[(int)PassKind.Forward];
        var arguments = new PassArguments(pass, fields, names, writer);
        arguments.Declare([]);
        string result = Declared(names, signature.Result);
        writer.Call($"{result}global::{internals}.Passes.{pass.Kind}", arguments.List(), ";");
        if (derivative.Method.Result is { } value && derivative.Residuals.Contains(value))
        {
            writer.Line($"{names.Residuals}.{fields[value]} = {Name(result)};");
        }

        foreach (ResidualFields.Recorded record in fields.Records)
        {
            writer.Line($"{names.Residuals}.{record.Field} = {record.Value(names)};");
        }

        writer.Line($"{filled} = true;");
        Return(result);
        writer.Close();
    }

    private void Backward()
    {
        (PublicNames names, Signature signature) = Start();
        Documentation.Backward(writer, derivative, names);
        SummaryAttribute();
        string name = _declaration.GeneratedName + "Backward";
        writer.Call($"{signature.Modifiers} void {name}", signature.Backward(), "");
        writer.Open();
        NotNull(names);
        names.CaptureFields(writer);
        writer.Open($"if (!{names.Residuals}.{fields.IsFilled})");
        writer.Line($"{Runtime}.Guard.NotFilled({_method});");
        writer.Close();
        writer.Line();
        CheckValues(names);
        foreach (ResidualFields.Recorded record in fields.Records)
        {
            string recorded = $"{names.Residuals}.{record.Field}";
            string what = Literals.Text(record.Text);
            writer.Line($"{Runtime}.Guard.Differs({_method}, {what}, {recorded}, {record.Value(names)});");
        }

        writer.Line();
        var gradients = new GradientSpans(names, _roles, fields, writer, Runtime, _method);
        Dictionary<Buffer, string> spans = gradients.Write($"global::{internals}.Entry", isOut: false);
        gradients.StandIns(spans);
        Pass pass = passes[(int)PassKind.Backward];
        var arguments = new PassArguments(pass, fields, names, writer);
        arguments.Declare(spans);
        writer.Call($"global::{internals}.Passes.{pass.Kind}", arguments.List(), ";");
        writer.Close();
    }

    private void Gradient()
    {
        (PublicNames names, Signature signature) = Start();
        Documentation.Gradient(writer, derivative, names);
        Attribute(writer);
        string name = _declaration.GeneratedName + "Gradient";
        writer.Call($"{signature.Modifiers} {signature.Result} {name}", signature.Gradient(), "");
        writer.Open();
        names.CaptureFields(writer);
        CheckValues(names);
        var gradients = new GradientSpans(names, _roles, fields, writer, Runtime, _method);
        Dictionary<Buffer, string> spans = gradients.Write($"global::{internals}.Entry", isOut: true);
        string cache = $"{Runtime}.ThreadCache<{signature.ResidualsType}>";
        writer.Line($"{signature.ResidualsType} {names.Residuals} = {cache}.Rent();");
        gradients.Clear(spans);
        gradients.StandIns(spans);
        Pass pass = passes[(int)PassKind.Gradient];
        var arguments = new PassArguments(pass, fields, names, writer);
        arguments.Declare(spans);
        string result = Declared(names, signature.Result);
        writer.Call($"{result}global::{internals}.Passes.{pass.Kind}", arguments.List(), ";");
        writer.Line($"{cache}.Return({names.Residuals});");
        Return(result);
        writer.Close();
    }

    private (PublicNames, Signature) Start()
    {
        var names = new PublicNames(derivative);
        return (names, new Signature(derivative, names));
    }

    private void NotNull(PublicNames names)
    {
        string residuals = names.Residuals;
        writer.Line($"{Runtime}.Guard.NotNull({residuals}, {_method}, {Literals.Text(residuals)});");
    }

    private void CheckValues(PublicNames names)
    {
        string[] values = EntryWriter.Values(names).Select(names.Value).ToArray();
        writer.Call($"global::{internals}.Entry.Values", values, ";");
    }

    // "float result = " or nothing.
    private static string Declared(PublicNames names, string type) =>
        type == "void" ? "" : $"{type} {names.Scope.Declare("result")} = ";

    private static string Name(string declared) => declared.Split(' ')[1];

    private void Return(string declared)
    {
        if (declared.Length > 0)
        {
            writer.Line($"return {Name(declared)};");
        }
    }
}
