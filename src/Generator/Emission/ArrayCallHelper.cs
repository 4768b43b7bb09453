using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// One helper method of a function of arrays: takes the arguments out of the buffer in which they lie, calls, and puts what comes of
/// it into another one.
/// </summary>
internal sealed class ArrayCallHelper
{
    private const string Runtime = "global::" + GeneratedFile.RuntimeNamespace;
    private const string Pool = Runtime + ".CallBuffers";

    private readonly ArrayCallee _callee;
    private readonly SourceWriter _writer;
    private readonly NameScope _scope = new();
    private readonly List<Place> _places = [];
    private readonly List<string> _integers = [];
    private readonly List<string> _returned = [];
    private readonly string _element;

    public ArrayCallHelper(ArrayCallee callee, SourceWriter writer)
    {
        _callee = callee;
        _writer = writer;
        _element = callee.Element.Keyword();
        int slot = 0;
        foreach (ArrayOperand operand in callee.Operands)
        {
            string name = NameScope.Plain(operand.Name);
            if (operand.IsArray)
            {
                string start = Integer(name + "Start");
                string[] sizes =
                [
                    .. Enumerable
                        .Range(0, operand.Rank)
                        .Select(axis => Integer(operand.Rank == 1 ? name + "Length" : $"{name}Size{axis}")),
                ];
                _places.Add(new Place(operand, [], start, sizes));
                continue;
            }

            string[] parts =
            [
                .. operand.Parts.Select(
                    (part, i) =>
                        part.Type.IsInteger()
                            ? $"({part.Type.Keyword()}){Integer(operand.Struct is null ? name : $"{name}{i}")}"
                            : $"{slot++}"
                ),
            ];
            _places.Add(new Place(operand, parts, "", []));
        }
    }

    /// <summary>The method that calls the function.</summary>
    public void WriteCall()
    {
        string arguments = _scope.Declare("arguments");
        string results = _scope.Declare("results");
        Open(
            _callee.Name,
            $"global::System.ReadOnlySpan<{_element}> {arguments}",
            $"global::System.Span<{_element}> {results}"
        );
        string[] values =
        [
            .. _places.Select(p => p.Operand.IsArray ? Called(p, arguments, results) : p.Value(arguments, this)),
        ];
        Result(values, results);
        foreach (Place place in _places.Where(p => p.Operand.IsWritten && p.Rented is not null))
        {
            Copy(
                place.Operand.Element,
                _callee.Element,
                Elements(place.Operand.Form, place.Operand, place.Rented!),
                Slice(results, place)
            );
        }

        Close();
    }

    /// <summary>The method that calls the derivative.</summary>
    public void WriteAdjoint()
    {
        string arguments = _scope.Declare("arguments");
        string results = _scope.Declare("results");
        string seeds = _scope.Declare("seeds");
        string gradients = _scope.Declare("gradients");
        string input = $"global::System.ReadOnlySpan<{_element}> ";
        string[] given = _callee.IsGiven ? [input + results] : [];
        string[] spans = [input + arguments, .. given, input + seeds, $"global::System.Span<{_element}> {gradients}"];
        Open(_callee.AdjointName, spans);
        IEnumerable<string> zeros = _callee
            .Results.Select((_, i) => $"{seeds}[{i}] == 0")
            .Concat(
                _places.Where(p => p.Operand.IsWritten).Select(p => $"{Pool}.IsZero<{_element}>({Slice(seeds, p)})")
            );
        _writer.Open($"if ({string.Join(" && ", zeros)})");
        _writer.Line("return;");
        _writer.Close();

        // A given derivative finds the values as the function left them; a generated one runs it again.
        foreach (Place place in _places)
        {
            place.IsMarked = !_callee.IsGiven && place.Operand.Role == Role.PureOutput;
        }

        string[] values =
        [
            .. _places.Select(p =>
                p.Operand.IsArray
                    ? Held(p, _callee.IsGiven && p.Operand.IsWritten ? results : arguments)
                    : p.Value(arguments, this)
            ),
        ];
        List<(Place Place, string Name, string Argument)> gradientsOf = [];
        foreach (Place place in _places.Where(p => p.Operand.IsActive))
        {
            gradientsOf.Add(Gradient(place, seeds, gradients));
        }

        Derivative(values, results, seeds, gradientsOf.Select(g => g.Argument).Where(a => a.Length > 0));
        foreach (Place place in _places.Where(p => p.IsMarked))
        {
            // What was not written is still what it was.
            string elements = Elements(place.Operand.Form, place.Operand, place.Rented!);
            _writer.Line($"{Pool}.AddWhereMarked({elements}, {Slice(seeds, place)}, {Slice(gradients, place)});");
        }

        foreach ((Place place, string name, _) in gradientsOf.Where(g => g.Name.Length > 0))
        {
            Add(place, name, gradients);
        }

        Close();
    }

    private void Open(string name, params string[] spans)
    {
        _writer.Call($"internal static void {name}", [.. spans, .. _integers.Select(i => $"nint {i}")], "");
        _writer.Open();
    }

    private void Close()
    {
        foreach (string rented in _returned)
        {
            _writer.Line($"{Pool}.Return({rented});");
        }

        _writer.Close();
    }

    private string Integer(string hint)
    {
        string name = _scope.Declare(hint);
        _integers.Add(name);
        return name;
    }

    private static string Slice(string buffer, Place place) => $"{buffer}.Slice((int){place.Start}, {place.Count})";

    /// <summary>What the function is given for an array; where it writes, room among the results.</summary>
    private string Called(Place place, string arguments, string results)
    {
        ArrayOperand operand = place.Operand;
        if (!operand.IsWritten || operand.Form != BufferForm.Span || operand.Element != _callee.Element)
        {
            return Held(place, arguments);
        }

        string name = _scope.Declare(operand.Name);
        _writer.Line($"global::System.Span<{_element}> {name} = {Slice(results, place)};");
        _writer.Line($"{Slice(arguments, place)}.CopyTo({name});");
        return name;
    }

    /// <summary>An array as its parameter takes it.</summary>
    private string Held(Place place, string buffer)
    {
        ArrayOperand operand = place.Operand;
        if (operand.Form == BufferForm.ReadOnlySpan && operand.Element == _callee.Element)
        {
            return Slice(buffer, place);
        }

        string name = Rent(operand.Form, place, operand.Name);
        place.Rented = name;
        if (place.IsMarked)
        {
            _writer.Line($"{Pool}.Mark({Elements(operand.Form, operand, name)});");
            return name;
        }

        Copy(_callee.Element, operand.Element, Slice(buffer, place), Elements(operand.Form, operand, name));
        return name;
    }

    private string Rent(BufferForm form, Place place, string hint)
    {
        string type = place.Operand.Element.Keyword();
        string name = _scope.Declare(hint);
        (string held, string taken) = form switch
        {
            BufferForm.Tensor => ($"global::NeuralGen.Tensor<{type}>", "Tensor"),
            BufferForm.Rectangular => ($"{type}[{new string(',', place.Operand.Rank - 1)}]", "Rectangle"),
            _ => ($"{type}[]", "Array"),
        };
        string sizes = string.Join(", ", place.Sizes.Select(s => $"(int){s}"));
        _writer.Line($"{held} {name} = {Pool}.{taken}<{type}>({sizes});");
        _returned.Add(name);
        return name;
    }

    private static string Elements(BufferForm form, ArrayOperand operand, string name) =>
        form switch
        {
            BufferForm.Tensor => $"{name}.AsSpan()",
            BufferForm.Rectangular => $"{Runtime}.Buffers.Elements<{operand.Element.Keyword()}>({name})",
            _ => name,
        };

    private void Copy(ScalarType from, ScalarType to, string source, string target) =>
        _writer.Line(
            from == to ? $"{Pool}.Copy<{from.Keyword()}>({source}, {target});" : $"{Pool}.Convert({source}, {target});"
        );

    private void Result(string[] values, string results)
    {
        if (_callee.Results.IsEmpty)
        {
            _writer.Call(_callee.Text, values, ";");
        }
        else if (_callee.ResultStruct is { } type)
        {
            string name = _scope.Declare("result");
            _writer.Call($"{type.TypeText} {name} = {_callee.Text}", values, ";");
            int i = 0;
            foreach (string path in type.Paths())
            {
                _writer.Line($"{results}[{i++}] = {name}.{path};");
            }
        }
        else
        {
            _writer.Call($"{results}[0] = {_callee.Text}", values, ";");
        }
    }

    /// <summary>The local that collects a gradient, empty where nothing has to be added afterwards; and what is passed for it.</summary>
    private (Place Place, string Name, string Argument) Gradient(Place place, string seeds, string gradients)
    {
        ArrayOperand operand = place.Operand;
        if (!operand.IsArray)
        {
            string number = _scope.Declare(NameScope.Plain(operand.Name) + "Grad");
            string type = operand.Struct?.TypeText ?? operand.Element.Keyword();
            _writer.Line($"{type} {number} = {(operand.Struct is null ? "0" : "default")};");
            return (place, number, "ref " + number);
        }

        bool isPlain = operand.Element == _callee.Element;
        if (!_callee.IsGiven && operand.Form == BufferForm.Tensor)
        {
            string own = $"{place.Rented}.Grad!";
            Begin(place, seeds, $"{own}.AsSpan()");
            return (place, operand.Role == Role.PureOutput ? "" : own, "");
        }

        if (isPlain && operand.GradientForm == BufferForm.ReadOnlySpan)
        {
            return (place, "", Slice(seeds, place));
        }

        if (isPlain && operand.GradientForm == BufferForm.Span && !operand.IsWritten)
        {
            return (place, "", Slice(gradients, place));
        }

        string name = Rent(operand.GradientForm, place, NameScope.Plain(operand.Name) + "Grad");
        Begin(place, seeds, Elements(operand.GradientForm, operand, name));
        return (place, operand.Role == Role.PureOutput ? "" : name, name);
    }

    /// <summary>What is written has the gradient of its final value first.</summary>
    private void Begin(Place place, string seeds, string gradient)
    {
        if (place.Operand.IsWritten)
        {
            Copy(_callee.Element, place.Operand.Element, Slice(seeds, place), gradient);
        }
    }

    private void Derivative(string[] values, string results, string seeds, IEnumerable<string> gradients)
    {
        string[] seed =
            _callee.ResultStruct is { } type
                ? [type.Make([.. _callee.Results.Select((r, i) => Number(seeds, i, r.Type))])]
            : _callee.Results.IsEmpty ? []
            : [Number(seeds, 0, _callee.Results[0].Type)];
        if (_callee.IsGiven)
        {
            string[] result = _callee.Results.IsEmpty ? [] : [Number(results, 0, _callee.Results[0].Type)];
            _writer.Call(_callee.Derivative, [.. values, .. result, .. seed, .. gradients], ";");
            return;
        }

        string residuals = _scope.Declare("residuals");
        string cache = $"{Runtime}.ThreadCache<{_callee.Derivative}Residuals>";
        _writer.Line($"{_callee.Derivative}Residuals {residuals} = {cache}.Rent();");
        _writer.Call($"{_callee.Derivative}Forward", [.. values, residuals], ";");
        _writer.Call($"{_callee.Derivative}Backward", [.. values, residuals, .. seed, .. gradients], ";");
        _writer.Line($"{cache}.Return({residuals});");
    }

    private void Add(Place place, string name, string gradients)
    {
        ArrayOperand operand = place.Operand;
        if (operand.IsArray)
        {
            bool isOwn = !_callee.IsGiven && operand.Form == BufferForm.Tensor;
            string elements = Elements(isOwn ? BufferForm.Tensor : operand.GradientForm, operand, name);
            string add = operand.Element == _callee.Element ? $"Add<{_element}>" : "AddConverted";
            _writer.Line($"{Pool}.{add}({elements}, {Slice(gradients, place)});");
            return;
        }

        string[] paths = operand.Struct is { } type ? [.. type.Paths().Select(p => "." + p)] : [""];
        for (int i = 0; i < paths.Length; i++)
        {
            if (operand.Parts[i].Type.IsFloating())
            {
                _writer.Line($"{gradients}[{place.Parts[i]}] += {name}{paths[i]};");
            }
        }
    }

    /// <summary>A number of a buffer in its own type.</summary>
    private string Number(string buffer, object position, ScalarType type) =>
        type == ScalarType.Bool ? $"{buffer}[{position}] != 0"
        : type == _callee.Element ? $"{buffer}[{position}]"
        : $"({type.Keyword()}){buffer}[{position}]";

    /// <summary>Where an operand lies.</summary>
    /// <param name="Operand">The operand.</param>
    /// <param name="Parts">Of a number or struct: the position of each number, or the text of an integer.</param>
    /// <param name="Start">Of an array: the first position.</param>
    /// <param name="Sizes">Of an array: its sizes.</param>
    private sealed record Place(ArrayOperand Operand, string[] Parts, string Start, string[] Sizes)
    {
        /// <summary>The local that holds the array, if it is a copy.</summary>
        public string? Rented { get; set; }

        /// <summary>Whether it holds marks at first, that tell which elements the function writes.</summary>
        public bool IsMarked { get; set; }

        public string Count => Sizes.Length == 1 ? $"(int){Sizes[0]}" : $"(int)({string.Join(" * ", Sizes)})";

        /// <summary>A number or struct.</summary>
        public string Value(string arguments, ArrayCallHelper helper)
        {
            string[] parts =
            [
                .. Operand.Parts.Select(
                    (part, i) => part.Type.IsInteger() ? Parts[i] : helper.Number(arguments, Parts[i], part.Type)
                ),
            ];
            return Operand.Struct is { } type ? type.Make(parts) : parts[0];
        }
    }
}
