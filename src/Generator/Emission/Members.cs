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
        if (
            !JaggedValues.Any(derivative.Method)
            && !pass.Parameters.Any(p => p.Buffer is { } buffer && ResidualFields.IsPrivate(buffer))
        )
        {
            Directly(pass, names, signature);
            writer.Close();
            return;
        }

        string cache = $"{Runtime}.ThreadCache<{signature.ResidualsType}>";
        writer.Line($"{signature.ResidualsType} {names.Residuals} = {cache}.Rent();");
        string[] arguments =
        [
            .. derivative.Method.Parameters.Select(p => Passed(p) + NameScope.Escape(p.Name)),
            names.Residuals,
        ];
        string result = Declared(names, signature.Result);
        writer.Call(result + name, arguments, ";");
        writer.Line($"{cache}.Return({names.Residuals});");
        Return(result);
        writer.Close();
    }

    // A forward pass that needs no buffers needs no residuals either.
    private void Directly(Pass pass, PublicNames names, Signature signature)
    {
        Guards();
        CaptureFields(names);
        CheckValues(names);
        CheckReferences(names);
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
        Guards();
        NotNull(names);
        CaptureFields(names);
        string filled = $"{names.Residuals}.{fields.IsFilled}";
        JaggedValues rows = Rows(names);
        if (JaggedValues.Any(derivative.Method))
        {
            writer.Line($"{filled} = false;");
            rows.Take(again: false);
        }

        CheckValues(names);
        CheckReferences(names);
        rows.CheckOutputs();
        writer.Line($"{filled} = false;");
        Pass pass = passes[(int)PassKind.Forward];
        var arguments = new PassArguments(pass, fields, names, writer);
        arguments.Declare([]);
        string result = Run(pass, arguments, names, Returned, rows);
        GiveOutputs(names);
        if (derivative.Method.Result is { } value && derivative.Residuals.Contains(value))
        {
            writer.Line($"{names.Residuals}.{fields[value]} = {Name(result)};");
        }

        foreach (ResidualFields.Recorded record in fields.Records)
        {
            writer.Line($"{names.Residuals}.{record.Field} = {record.Value(names)};");
        }

        writer.Line($"{filled} = true;");
        if (derivative.Method.ResultStruct is { } type)
        {
            string[] parts = derivative.Method.ResultParts.Select(r => $"{names.Residuals}.{fields[r]}").ToArray();
            writer.Line($"return {type.Make(parts)};");
        }

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
        CaptureFields(names);
        writer.Open($"if (!{names.Residuals}.{fields.IsFilled})");
        writer.Line($"{Runtime}.Guard.NotFilled({_method});");
        writer.Close();
        writer.Line();
        JaggedValues rows = Rows(names);
        rows.Take(again: true);
        CheckValues(names);
        rows.CheckOutputs(hasOutputs: false);
        foreach (ResidualFields.Recorded record in fields.Records)
        {
            string recorded = $"{names.Residuals}.{record.Field}";
            string what = Literals.Text(record.Text);
            writer.Line($"{Runtime}.Guard.Differs({_method}, {what}, {recorded}, {record.Value(names)});");
        }

        writer.Line();
        var gradients = new GradientSpans(names, _roles, fields, derivative.Method, writer, Runtime, _method);
        Dictionary<Buffer, string> spans = gradients.Write($"global::{internals}.Entry", isOut: false);
        gradients.StandIns(spans);
        Pass pass = passes[(int)PassKind.Backward];
        var arguments = new PassArguments(pass, fields, names, writer);
        arguments.Declare(spans);
        writer.Call($"global::{internals}.Passes.{pass.Kind}", arguments.List(), ";");
        gradients.Give();
        rows.Give(isOut: false);
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
        Guards();
        CaptureFields(names);
        string cache = $"{Runtime}.ThreadCache<{signature.ResidualsType}>";
        JaggedValues rows = Rows(names);
        bool isEarly = JaggedValues.Any(derivative.Method);
        if (isEarly)
        {
            writer.Line($"{signature.ResidualsType} {names.Residuals} = {cache}.Rent();");
            rows.Take(again: false);
        }

        CheckValues(names);
        CheckReferences(names);
        rows.CheckOutputs();
        var gradients = new GradientSpans(names, _roles, fields, derivative.Method, writer, Runtime, _method);
        Dictionary<Buffer, string> spans = gradients.Write($"global::{internals}.Entry", isOut: true);
        if (!isEarly)
        {
            writer.Line($"{signature.ResidualsType} {names.Residuals} = {cache}.Rent();");
        }

        gradients.Clear(spans);
        gradients.StandIns(spans);
        Pass pass = passes[(int)PassKind.Gradient];
        var arguments = new PassArguments(pass, fields, names, writer);
        arguments.Declare(spans);
        string result = Run(pass, arguments, names, signature.Result, rows);
        GiveOutputs(names);
        gradients.Give();
        rows.Give(isOut: true);
        writer.Line($"{cache}.Return({names.Residuals});");
        Return(result);
        writer.Close();
    }

    /// <summary>Calls a pass. Rows that it writes have what the method leaves in them, also where it throws.</summary>
    /// <returns>The declaration of the result, or nothing.</returns>
    private string Run(Pass pass, PassArguments arguments, PublicNames names, string type, JaggedValues rows)
    {
        string result = Declared(names, type);
        string call = $"global::{internals}.Passes.{pass.Kind}";
        if (!rows.AreWritten)
        {
            writer.Call(result + call, arguments.List(), ";");
            return result;
        }

        if (result.Length > 0)
        {
            writer.Line($"{type} {Name(result)};");
            call = $"{Name(result)} = {call}";
        }

        writer.Open("try");
        writer.Call(call, arguments.List(), ";");
        writer.Close();
        writer.Open("finally");
        rows.GiveValues();
        writer.Close();
        return result;
    }

    /// <summary>What the method itself checks first comes first here too.</summary>
    private void Guards()
    {
        Guards guards = derivative.Method.Guards;
        if (guards.Lines.IsEmpty)
        {
            return;
        }

        // In the whole file they are off where a parameter may be null.
        bool mayWarn = !derivative.Method.MayBeNull;
        writer.Line("// The method's own checks, as written.");
        if (mayWarn)
        {
            writer.Line("#nullable disable warnings");
        }

        writer.Open();
        writer.Lines(string.Join("\n", guards.Lines));
        writer.Close();
        if (mayWarn)
        {
            writer.Line("#nullable restore warnings");
        }

        writer.Line();
    }

    private (PublicNames, Signature) Start()
    {
        var names = new PublicNames(derivative);
        return (names, new Signature(derivative, names));
    }

    private JaggedValues Rows(PublicNames names) => new(names, _roles, fields, derivative.Method, writer, _method);

    private void NotNull(PublicNames names)
    {
        string residuals = names.Residuals;
        writer.Line($"{Runtime}.Guard.NotNull({residuals}, {_method}, {Literals.Text(residuals)});");
    }

    private void CaptureFields(PublicNames names) =>
        names.CaptureFields(writer, (value, text) => $"{Runtime}.Guard.NotNull({value}, {_method}, {text});");

    private void CheckValues(PublicNames names)
    {
        string[] values = EntryWriter.Values(names).Select(names.Value).ToArray();
        writer.Call($"global::{internals}.Entry.Values", values, ";");
    }

    private void CheckReferences(PublicNames names)
    {
        // Nothing is written before the checks.
        foreach (Parameter parameter in derivative.Method.Parameters.Where(p => p.Output is not null))
        {
            string name = NameScope.Escape(parameter.Name);
            writer.Line($"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {name});");
        }

        if (References.AreChecked(names, derivative.Method, _roles))
        {
            string[] arguments =
            [
                .. References.Of(derivative.Method).Select(r => r.Bytes),
                .. GradientChecks.Values(names).Select(names.Span),
            ];
            writer.Call($"global::{internals}.Entry.References", arguments, ";");
        }
    }

    /// <summary>What the pass has left in the residuals goes to the caller's variables.</summary>
    private void GiveOutputs(PublicNames names)
    {
        foreach (Parameter parameter in derivative.Method.Parameters.Where(p => p.Output is not null))
        {
            writer.Line($"{NameScope.Escape(parameter.Name)} = {names.Residuals}.{fields[parameter.Output!]};");
        }
    }

    private static string Passed(Parameter parameter) =>
        parameter.Modifier == "ref readonly " ? "in " : parameter.Modifier;

    /// <summary>What a pass returns itself.</summary>
    private string Returned => derivative.Method.Result?.Element.Keyword() ?? "void";

    // "float result = " or nothing.
    private static string Declared(PublicNames names, string type) =>
        type == "void" ? "" : $"{type} {names.Scope.Declare("result")} = ";

    private static string Name(string declared) => declared.Split(' ').Reverse().Skip(2).First();

    private void Return(string declared)
    {
        if (declared.Length > 0)
        {
            writer.Line($"return {Name(declared)};");
        }
    }
}
