using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>What things are called in the members that the user sees: the contract's names, and locals that avoid the user's.</summary>
internal sealed class PublicNames
{
    private readonly Derivative _derivative;
    private readonly Dictionary<Buffer, string> _fields = [];
    private readonly ShapeUse _uses;

    public PublicNames(Derivative derivative)
    {
        _derivative = derivative;
        Method method = derivative.Method;
        _uses = new ShapeUse(method.Body);
        foreach (Parameter parameter in method.Parameters)
        {
            Scope.Reserve(parameter.Name);
            if (parameter.HasGradient)
            {
                Scope.Reserve(parameter.Name + "Grad");
            }
        }

        // A parameter hides a field of the same name: the contract's names come first.
        Residuals = Scope.Declare("residuals");
        Seed = Scope.Declare("seed");
        foreach (string local in method.Guards.Locals)
        {
            Scope.Reserve(local);
        }

        foreach (Field field in method.Fields)
        {
            foreach (IEnumerable<string> names in field.Test?.Operands.Select(o => o.Names) ?? [field.Names])
            {
                Scope.Reserve(names.First());
            }
        }
    }

    public NameScope Scope { get; } = new();

    public string Residuals { get; }

    public string Seed { get; }

    /// <summary>Parameters and tensor fields that have a gradient, as declared, parameters first.</summary>
    public IEnumerable<Buffer> Gradients =>
        Buffers.Where(b =>
            b.IsDifferentiated && b.Element.IsFloating() && (IsParameter(b) || b.Form == BufferForm.Tensor)
        );

    /// <summary>Every parameter and field that holds values.</summary>
    public IEnumerable<Buffer> Buffers =>
        _derivative
            .Method.Parameters.SelectMany(p => p.Buffers)
            .Concat(_derivative.Method.Fields.Select(f => f.Buffer));

    public bool IsParameter(Buffer buffer) => _derivative.Method.Parameters.Any(p => p.Buffers.Contains(buffer));

    /// <summary>A parameter, or the local that a field was read into.</summary>
    public string Value(Buffer buffer) =>
        _fields.TryGetValue(buffer, out string? local) ? local : FromEnum(buffer) + Path(buffer.Name);

    /// <summary>From here on the buffer is this expression.</summary>
    public void Stand(Buffer buffer, string value) => _fields[buffer] = value;

    private static string FromEnum(Buffer buffer) => buffer.IsEnum ? $"({buffer.Element.Keyword()})" : "";

    /// <summary>The caller's gradient of a result.</summary>
    public string SeedOf(Buffer result)
    {
        Method method = _derivative.Method;
        int part = method.ResultParts.ToList().IndexOf(result);
        return result.Equals(method.Result) ? Seed
            : part >= 0 ? $"{Seed}.{Path(method.ResultStruct!.Paths().ElementAt(part))}"
            : GradientParameter(result);
    }

    /// <summary>A name, or the way to a member of a struct, as it must stand in code.</summary>
    public static string Path(string name) => string.Join(".", name.Split('.').Select(NameScope.Escape));

    /// <summary>The elements as a span.</summary>
    public string Span(Buffer buffer) =>
        buffer.Form == BufferForm.Tensor && MayBeNull(buffer)
            ? $"({Value(buffer)} is null ? default : {Value(buffer)}.AsSpan())"
            : Forms.Elements(buffer, Value(buffer));

    /// <summary>The number of elements.</summary>
    public string Length(Buffer buffer) =>
        MayBeNull(buffer) ? $"({Value(buffer)}?.Length ?? 0)" : $"{Value(buffer)}.Length";

    /// <summary>The gradient that a tensor brings along.</summary>
    public string Grad(Buffer buffer) => Value(buffer) + (MayBeNull(buffer) ? "?.Grad" : ".Grad");

    /// <summary>What the method never looks at, and what it asks for, may be null.</summary>
    public bool MayBeNull(Buffer buffer) => IsOptional(buffer) || IsUnused(buffer);

    /// <summary>What the method never looks at.</summary>
    public bool IsUnused(Buffer buffer) =>
        buffer.Form is BufferForm.Tensor or BufferForm.Array or BufferForm.Rectangular
        && !_uses.IsIndexed(buffer)
        && !_uses.IsSized(buffer);

    /// <summary>Whether what may be null says so to the compiler, which then finds it wherever it is passed.</summary>
    public bool IsNullable(Buffer buffer) =>
        IsOptional(buffer)
        || (
            IsUnused(buffer)
            && _derivative.Method.Parameters.Any(p =>
                buffer.Equals(p.Buffer) && p.TypeText.EndsWith("?", System.StringComparison.Ordinal)
            )
        );

    /// <summary>Whether the method asks if it is null.</summary>
    public bool IsOptional(Buffer buffer) =>
        buffer.Form is BufferForm.Tensor or BufferForm.Array
        && IsParameter(buffer)
        && _derivative.Method.Fields.Any(f => f.Test is { IsNull: true } test && test.Operands[0].Name == buffer.Name);

    /// <summary>Whether the method looks at an array of arrays: at elements, at the number of rows, or at their lengths.</summary>
    public bool IsUsed(Parameter rows) =>
        _uses.IsIndexed(rows.Buffer!) || _uses.IsSized(rows.Buffer!) || _uses.IsIndexed(rows.RowLengths!);

    public string Extent(ExtentAtom atom) => Extent(atom, Value(atom.Buffer));

    /// <summary>The size along an axis; none of what is null.</summary>
    public string Extent(ExtentAtom atom, string value) =>
        IsOptional(atom.Buffer)
            ? $"({value} is null ? 0 : {atom.Buffer.Size(value, atom.Axis)})"
            : atom.Buffer.Size(value, atom.Axis);

    /// <summary>The extra parameter that takes the gradient of a span, array or scalar.</summary>
    public static string GradientParameter(Buffer buffer) => NameScope.Escape(NameScope.Plain(buffer.Name) + "Grad");

    /// <summary>The gradient as the user knows it, for messages.</summary>
    public static string GradientText(Buffer buffer) =>
        NameScope.Plain(buffer.Name) + (buffer.Form == BufferForm.Tensor ? ".Grad" : "Grad");

    /// <summary>Reads each field once, on entry, and before it the object that holds it.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="guard">The start of a call that throws where an object is null.</param>
    public void CaptureFields(SourceWriter writer, System.Func<string, string, string> guard)
    {
        var holders = new Dictionary<Holder, string>();
        var operands = new Dictionary<Holder, string>();
        foreach (Field field in _derivative.Method.Fields)
        {
            string? holder = field.Holder is null ? null : Capture(field.Holder);
            if (!_fields.TryGetValue(field.Buffer, out string? local))
            {
                local = Scope.Declare(Hint(field.Names));
                _fields.Add(field.Buffer, local);
            }

            if (field.Test is { } test)
            {
                string[] between = test.Operands.Select(Operand).Append("").ToArray();
                writer.Line($"bool {local} = {string.Concat(test.Pieces.Zip(between, (p, o) => p + o))};");
                continue;
            }

            string forgiven = field.IsNullable ? "!" : "";
            string value = Read(holder, field.Name, field.Owner, field.IsForeign) + forgiven;
            writer.Line($"{Forms.Type(field.Buffer)} {local} = {FromEnum(field.Buffer)}{value};");
        }

        // What may be null.
        string Operand(Holder operand)
        {
            if (operand is { IsParameter: true, Outer: null })
            {
                return NameScope.Escape(operand.Name);
            }

            if (!operands.TryGetValue(operand, out string? known))
            {
                string? outer = operand.Outer is null ? null : Capture(operand.Outer);
                known = Scope.Declare(Hint(operand.Names));
                writer.Line($"var {known} = {Read(outer, operand.Name, operand.Owner, operand.IsForeign)};");
                operands.Add(operand, known);
            }

            return known;
        }

        string Capture(Holder holder)
        {
            if (holders.TryGetValue(holder, out string? known))
            {
                return known;
            }

            string? outer = holder.Outer is null ? null : Capture(holder.Outer);
            string local = NameScope.Escape(holder.Name);
            if (!holder.IsParameter)
            {
                local = Scope.Declare(Hint(holder.Names));
                writer.Line($"var {local} = {Read(outer, holder.Name, holder.Owner, holder.IsForeign)};");
            }

            writer.Line(guard(local, Literals.Text(holder.Path)));
            holders.Add(holder, local);
            return local;
        }
    }

    /// <summary>A field of a local, of the instance, or of a type.</summary>
    private string Read(string? holder, string name, string? owner, bool isForeign)
    {
        string escaped = NameScope.Escape(name);
        if (holder is not null)
        {
            return $"{holder}.{escaped}";
        }

        Method method = _derivative.Method;
        bool isHidden =
            name == Residuals || name == Seed || method.Parameters.Any(p => p.Name == name || p.Name + "Grad" == name);
        if (!isHidden && !isForeign)
        {
            return escaped;
        }

        TypeDeclaration type = method.Declaration.Types[method.Declaration.Types.Count - 1];
        return (owner ?? (method.Declaration.IsStatic ? $"{type.Name}{type.TypeParameters}" : "this")) + "." + escaped;
    }

    // "_block._first.Weight" → "blockFirstWeight".
    private static string Hint(IEnumerable<string> names)
    {
        string hint = string.Join(".", names.Select(n => NameScope.Plain(n).TrimStart('_')).Where(n => n.Length > 0));
        return hint.Length == 0 ? "field" : char.ToLowerInvariant(hint[0]) + hint.Substring(1);
    }
}
