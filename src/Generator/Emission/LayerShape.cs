using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// The shape of a layer's output: how far the loops write along each axis, from the checks on entry. The same checks say what
/// the shape of the input must be; and where a loop runs over an axis of one tensor and an axis of another, the sizes must be
/// equal, because a longer one would be left in part.
/// </summary>
internal sealed class LayerShape
{
    private const string Runtime = "global::" + GeneratedFile.RuntimeNamespace + ".LayerShape";

    private readonly IR.Buffer _input;
    private readonly IR.Buffer _output;
    private readonly RangeCheck[] _checks;
    private readonly SourceWriter _writer;
    private readonly Derivative _derivative;
    private readonly IndexPrinter _integers;
    private readonly string _name;

    public LayerShape(Derivative derivative, LayerType layer, SourceWriter writer)
    {
        _derivative = derivative;
        _writer = writer;
        _input = derivative.Method.Parameters[0].Buffer!;
        _output = derivative.Method.Parameters[1].Buffer!;
        _checks = derivative.Checks.OfType<RangeCheck>().Where(IsUpper).ToArray();
        _integers = new IndexPrinter(atom => Atom(atom, isWide: true));
        _name = Literals.Text(layer.Name);
    }

    /// <summary>Nothing is written where the loops do not say the shape: the class must then declare the member itself.</summary>
    public void Write()
    {
        string? result = IsFlat(_output) ? Flat() : Axes();
        if (result is null)
        {
            _writer.Line();
            _writer.Line($"// How far the loops write into '{_output.Name}' does not follow from other sizes:");
            _writer.Line("// override OutputShape.");
            return;
        }

        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        Members.Attribute(_writer);
        _writer.Open("public override int[] OutputShape(global::System.ReadOnlySpan<int> inputShape)");
        if (!IsFlat(_input))
        {
            _writer.Line($"{Runtime}.Rank({_name}, inputShape, {_input.Rank});");
        }

        foreach (RangeCheck check in _checks.Where(IsOfTwoAxes))
        {
            IndexExpr size = check.Buffer.Extent(check.Axis);
            IndexExpr other = check.Reaches + IndexExpr.One;
            string[] arguments =
            [
                _name,
                "inputShape",
                Literals.Text(size.ToString()),
                _integers.Print(size),
                Literals.Text(other.ToString()),
                _integers.Print(other),
            ];
            _writer.Call($"{Runtime}.Equal", arguments, ";");
        }

        _writer.Line($"return {result};");
        _writer.Close();
    }

    /// <summary>One loop runs over an axis of this tensor and one of another, and nothing else does over this one.</summary>
    private bool IsOfTwoAxes(RangeCheck check)
    {
        IndexExpr other = check.Reaches + IndexExpr.One;
        return !check.Buffer.Equals(_output)
            && !IsFlat(check.Buffer)
            && Bare(other) is { } atom
            && !IsOfOutput(atom)
            && !(atom is ExtentAtom extent && IsFlat(extent.Buffer))
            && _checks.Count(c => c.Buffer.Equals(check.Buffer) && c.Axis == check.Axis) == 1;
    }

    /// <summary>Element by element: the output has the shape of the input.</summary>
    private string? Flat() =>
        IsFlat(_input) && Needs(0).ToList() is { Count: 1 } needs && needs[0].Equals(_input.Extent(0))
            ? "inputShape.ToArray()"
            : null;

    private string? Axes()
    {
        var sizes = new List<string>();
        for (int axis = 0; axis < _output.Rank; axis++)
        {
            List<IndexExpr> needs = Needs(axis).Distinct().ToList();
            if (needs.Count == 0 || IsFlat(_input) || needs.Any(n => n.AllAtoms().Any(IsOfOutput)))
            {
                return null;
            }

            string size = needs
                .Select(n => _integers.Print(n))
                .Aggregate((a, b) => $"global::System.Math.Max({a}, {b})");
            sizes.Add(
                needs is [var only] && Bare(only) is { } atom
                    ? Atom(atom, isWide: false)
                    : $"{Runtime}.Size({_name}, inputShape, {axis}, {size})"
            );
        }

        return $"[{string.Join(", ", sizes)}]";
    }

    /// <summary>How many elements along the axis are written.</summary>
    private IEnumerable<IndexExpr> Needs(int axis) =>
        _checks.Where(c => c.Buffer.Equals(_output) && c.Axis == axis).Select(c => c.Reaches + IndexExpr.One);

    /// <summary>Whether the check is that of the end of an axis, not of its start.</summary>
    private static bool IsUpper(RangeCheck check) =>
        check.Slice is null
        && check.Violation.Count > 0
        && check.Violation[0].Equals(check.Reaches - check.Buffer.Extent(check.Axis));

    private bool IsOfOutput(Atom atom) => atom is ExtentAtom extent && extent.Buffer.Equals(_output);

    private static Atom? Bare(IndexExpr expr) =>
        expr.Terms.Count == 1
        && expr.Terms[0] is { Coefficient: 1, Atoms: { Count: 1 } atoms }
        && atoms[0] is ExtentAtom or ScalarAtom
            ? expr.Terms[0].Atoms[0]
            : null;

    private static bool IsFlat(IR.Buffer buffer) => buffer.Form != BufferForm.Tensor || buffer.IsFlat;

    // 64-bit arithmetic.
    private string Atom(Atom atom, bool isWide)
    {
        string text = atom switch
        {
            ExtentAtom extent when extent.Buffer.Equals(_input) => $"inputShape[{extent.Axis}]",
            ExtentAtom extent => extent.Buffer.Size(FieldOf(extent.Buffer), extent.Axis),
            ScalarAtom scalar => FieldOf(scalar.Buffer),
            _ => throw new System.NotSupportedException(atom.ToString()),
        };
        return isWide ? "(long)" + text : text;
    }

    private string FieldOf(IR.Buffer buffer)
    {
        Field field = _derivative.Method.Fields.First(f => f.Buffer.Equals(buffer));
        return LayerMembers.PathOf(field);
    }
}
