using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>Helpers: a definition for each text, in which arrays and indices go by their neighbours' names.</summary>
internal sealed partial class Printer
{
    private readonly Dictionary<string, string> _namesOfTexts = [];
    private readonly List<string> _helpers = [];
    private readonly List<string> _localHelpers = [];
    private readonly List<string> _methods = [];
    private Dictionary<string, string> _renamed = [];

    /// <summary>The helper that is being printed, as if it were a program.</summary>
    private LoopProgram? _inside;
    private int _captures;

    private string Renamed(string name) => _renamed.GetValueOrDefault(name, name);

    private string Text(HelperCall call)
    {
        object[] contents = call.Result is { } result ? [call.Body, result] : [call.Body];
        List<string> others = [.. FreeNames.In(contents).Except(call.Numbers)];
        List<Parameter> containers =
        [
            .. others
                .Select(Container)
                .OfType<Parameter>()
                .Select(c => call.TakesSpans && c.Form == Form.Array ? c with { Form = Form.Span } : c),
        ];
        var inside = new LoopProgram(0, [.. containers], call.Body, []);
        List<string> integers =
        [
            .. others.Where(o => containers.All(c => c.Name != o) && inside.Spellings(o).Count == 0),
        ];
        IEnumerable<string> arguments = containers
            .Select(c => Renamed(c.Name))
            .Concat(integers.Select(Name))
            .Concat(call.Arguments.Select(Text));
        return $"{Define(call, containers, integers)}({string.Join(", ", arguments)})";
    }

    /// <summary>The name of the helper, which is written if it has not been.</summary>
    private string Define(HelperCall call, List<Parameter> containers, List<string> integers)
    {
        // A method does not see the local functions of another.
        bool isLocal = call.IsLocal && _inside is null;
        (var renamed, var holders, var forms) = (_renamed, _holders, _forms);
        (LoopProgram? outer, int spelling) = (_inside, _spelling);
        string before = _text.ToString();
        _text.Clear();
        _renamed = [];
        // Numbers are parameters, whatever they are kept in outside.
        _holders = holders.Where(h => !call.Numbers.Contains(h.Key)).ToDictionary();
        _forms = containers.ToDictionary(c => c.Name, c => c.Form);
        foreach (IEnumerable<Parameter> alike in containers.GroupBy(c => (c.Form, c.Wide)))
        {
            Rotate([.. alike.Select(c => c.Name)]);
        }

        Rotate(integers.FindAll(i => i.Length == 1));
        integers.FindAll(i => i.Length > 1).ForEach(i => _renamed[i] = i.ToLowerInvariant());
        // Sizes are spelled with the names that the arrays have inside.
        _inside = new LoopProgram(0, [.. containers.Select(c => c with { Name = Renamed(c.Name) })], call.Body, []);
        _spelling = 0;
        IEnumerable<string> parameters = containers
            .Select(c => Declaration(c with { Name = Renamed(c.Name), NoGrad = false }))
            .Concat(integers.Select(i => "int " + Renamed(i)))
            .Concat(call.Numbers.Select(n => (IsWide(n) ? "double " : "float ") + n));
        _text.Append($"({string.Join(", ", parameters)})\n        {{\n");
        Statements(call.Body, 12);
        _text.Append(call.Result is { } result ? $"            return {Text(result)};\n" : "").Append("        }\n");
        string definition = _text.ToString();
        _text.Clear().Append(before);
        (_renamed, _holders, _forms) = (renamed, holders, forms);
        (_inside, _spelling) = (outer, spelling);
        bool isOfObject = call.IsOfObject && !isLocal;
        string modifiers =
            isLocal ? "static"
            : isOfObject ? "internal"
            : "private static";
        string kind = $"{Attribute(call)}{modifiers} {(call.Result is null ? "void" : "float")} ";
        if (!_namesOfTexts.TryGetValue(kind + definition, out string? name))
        {
            name = FormattableString.Invariant($"H{_namesOfTexts.Count}");
            _namesOfTexts.Add(kind + definition, name);
            List<string> methods =
                isLocal ? _localHelpers
                : isOfObject ? _methods
                : _helpers;
            methods.Add($"        {kind}{name}{definition}");
        }

        return isOfObject ? "s_layer." + name : name;
    }

    private static string Attribute(HelperCall call) => call.IsCheckpointed ? "[Checkpoint] " : "";

    private void Rotate(List<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            _renamed[names[i]] = names[(i + 1) % names.Count];
        }
    }

    private Parameter? Container(string name)
    {
        Parameter? parameter = _program.Parameters.FirstOrDefault(p => p.Name == name);
        if (parameter is { Form: not (Form.Scalar or Form.Size or Form.Flag or Form.Word) })
        {
            return parameter;
        }

        DeclareArray? local = Nodes.In(_program.Body).OfType<DeclareArray>().FirstOrDefault(a => a.Name == name);
        return local is null ? null : new Parameter(name, local.Form, [.. local.Sizes]);
    }
}
