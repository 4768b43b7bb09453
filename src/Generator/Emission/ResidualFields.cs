using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// What a residuals object holds for one overload: private arrays, scalars that the backward pass needs, and a record of the
/// sizes and scalars of the forward call.
/// </summary>
internal sealed class ResidualFields
{
    private readonly NameScope _scope = new();
    private readonly Dictionary<Buffer, string> _buffers = [];
    private readonly Dictionary<Buffer, string> _zeros = [];
    private readonly Dictionary<Buffer, string> _rows = [];
    private readonly Dictionary<Buffer, string> _rowGradients = [];
    private readonly List<(string Type, string Name, string Comment)> _fields = [];
    private readonly List<Recorded> _records = [];
    private readonly string _prefix;

    public ResidualFields(Derivative derivative, PublicNames names, IEnumerable<Pass> passes)
    {
        Declaration declaration = derivative.Method.Declaration;
        // Overloads share the type; each one's fields have its number.
        _prefix = declaration.Overload == 0 ? "" : $"Overload{declaration.Overload}_";
        _scope.Reserve("ReleaseThreadCache");
        _scope.Reserve(declaration.GeneratedName + "Residuals");
        IsFilled = Declare("bool", "IsFilled", "Whether a forward pass came to its end.");

        foreach (PassParameter parameter in passes.SelectMany(p => p.Parameters))
        {
            if (parameter.Buffer is { } buffer && IsPrivate(buffer) && !_buffers.ContainsKey(buffer))
            {
                Add(buffer, derivative.Residuals.Contains(buffer));
            }
        }

        foreach (Buffer buffer in derivative.Residuals.Where(b => !_buffers.ContainsKey(b)))
        {
            Add(buffer, true);
        }

        var roles = new ParameterRoles(derivative);
        foreach (Buffer buffer in names.Gradients.Where(b => b.Form != BufferForm.Scalar && roles.IsOutput(b)))
        {
            string comment = $"In place of the gradient of {buffer.Name} where there is none: zeros.";
            _zeros.Add(
                buffer,
                Declare($"{buffer.Element.Keyword()}[]?", $"{NameScope.Plain(buffer.Name)}NoGrad", comment)
            );
        }

        foreach (Buffer buffer in names.Buffers.Where(b => b.Form == BufferForm.Jagged))
        {
            string name = NameScope.Plain(buffer.Name);
            string type = "readonly " + Forms.Type(buffer);
            _rows.Add(buffer, Declare(type, name + "Rows", $"The rows of {buffer.Name}."));
            if (buffer.IsDifferentiated)
            {
                _rowGradients.Add(
                    buffer,
                    Declare(type, name + "RowGradients", $"What is added to the gradient of {buffer.Name}.")
                );
            }
        }

        Record(derivative, names);
    }

    /// <summary>The copy of an array of arrays.</summary>
    public string Rows(Buffer parameter) => _rows[parameter];

    /// <summary>What is added to the gradient of an array of arrays.</summary>
    public string RowGradients(Buffer parameter) => _rowGradients[parameter];

    public string IsFilled { get; }

    /// <summary>What the forward pass records: the field, its type, and how a call's own value is written.</summary>
    public IReadOnlyList<Recorded> Records => _records;

    public IEnumerable<(string Type, string Name, string Comment)> All => _fields;

    public string this[Buffer buffer] => _buffers[buffer];

    /// <summary>The zeros that stand in for an output's missing gradient.</summary>
    public string Zeros(Buffer parameter) => _zeros[parameter];

    public static bool IsPrivate(Buffer buffer) =>
        buffer.Kind is BufferKind.Local or BufferKind.Saved or BufferKind.Adjoint or BufferKind.Result;

    private void Add(Buffer buffer, bool isResidual)
    {
        string element = buffer.Element.Keyword();
        string comment = isResidual ? "Kept for the backward pass." : "Scratch.";
        string type =
            buffer.IsStack ? $"readonly global::{GeneratedFile.RuntimeNamespace}.ValueStack<{element}>"
            : buffer.Rank > 0 ? element + "[]?"
            : element;
        _buffers.Add(buffer, Declare(type, PassNames.Hint(buffer), comment));
    }

    private string Declare(string type, string hint, string comment)
    {
        string name = _scope.Declare(_prefix.Length == 0 && hint.StartsWith("Overload") ? "_" + hint : _prefix + hint);
        _fields.Add((type, name, comment));
        return name;
    }

    private void Record(Derivative derivative, PublicNames names)
    {
        var ranks = derivative
            .Checks.OfType<RankCheck>()
            .GroupBy(c => c.Buffer)
            .ToDictionary(g => g.Key, g => g.First().Rank);
        foreach (Buffer buffer in names.Buffers.Where(b => !names.IsUnused(b)))
        {
            if (buffer.Form == BufferForm.Jagged || buffer.RowsOf is not null)
            {
                // Compared where the rows are copied.
                continue;
            }

            if (buffer.Form == BufferForm.Scalar)
            {
                Record(
                    buffer.Element.Keyword(),
                    NameScope.Plain(buffer.Name),
                    NameScope.Plain(buffer.Name),
                    names => names.Value(buffer)
                );
            }
            else if (
                buffer.Form == BufferForm.Rectangular
                || (buffer.Form == BufferForm.Tensor && ranks.ContainsKey(buffer))
            )
            {
                for (int axis = 0; axis < (ranks.TryGetValue(buffer, out int rank) ? rank : buffer.Rank); axis++)
                {
                    var extent = new ExtentAtom(buffer, axis);
                    Record("int", ExtentNames.Plain(extent), extent.ToString(), names => names.Extent(extent));
                }
            }
            else
            {
                string name = NameScope.Plain(buffer.Name);
                string text = name + ".Length";
                Record("int", name + "Length", text, names => names.Length(buffer));
            }
        }
    }

    private void Record(string type, string hint, string text, System.Func<PublicNames, string> value)
    {
        string name = Declare(
            type,
            "Given" + char.ToUpperInvariant(hint[0]) + hint.Substring(1),
            $"{text} of the forward pass."
        );
        _records.Add(new Recorded(name, text, value));
    }

    internal sealed record Recorded(string Field, string Text, System.Func<PublicNames, string> Value);
}
