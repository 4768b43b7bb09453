using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// What a loop on vectors collects into one element: a vector of partial results, and one result for the tail.
/// </summary>
internal sealed class LaneReduction(Access target, Reduction reduction, WantedBlock? condition)
{
    public Access Target => target;

    /// <summary>The local that holds the vector of partial results.</summary>
    public string Vector { get; private set; } = "";

    /// <summary>The local that holds the tail's result.</summary>
    public string Tail { get; private set; } = "";

    private double Identity =>
        reduction switch
        {
            Reduction.Add => 0,
            Reduction.Max => double.NegativeInfinity,
            _ => double.PositiveInfinity,
        };

    private string Word => reduction == Reduction.Add ? "Sum" : reduction.ToString();

    public bool Collects(Accumulate sum) => sum.Reduction == reduction && sum.Target.Equals(target);

    public void Declare(PassNames names, SourceWriter writer, string vector)
    {
        Vector = names.Scope.Declare(PassNames.Hint(target.Buffer) + "Lanes");
        string identity = Literals.Number(Identity, target.Buffer.Element);
        writer.Line($"{vector} {Vector} = {(Identity == 0 ? vector + ".Zero" : $"Lane.Create({identity})")};");
    }

    public void DeclareTail(PassNames names, SourceWriter writer, string scalar)
    {
        Tail = names.Scope.Declare(PassNames.Hint(target.Buffer) + Word);
        writer.Line($"{scalar} {Tail} = {Literals.Number(Identity, target.Buffer.Element)};");
    }

    /// <summary>Puts the parts together, and then into the target.</summary>
    public void Finish(BodyWriter body, SourceWriter writer)
    {
        if (condition is not null)
        {
            writer.Open($"if ({body.Wanted(condition)})");
        }

        string element = body.Element(target);
        writer.Line(
            reduction == Reduction.Add
                ? $"{element} += Lanes.SumAcross({Vector}) + {Tail};"
                : $"{element} = Lanes.{Word}({element}, Lanes.{Word}(Lanes.{Word}Across({Vector}), {Tail}));"
        );
        if (condition is not null)
        {
            writer.Close();
        }
    }
}
