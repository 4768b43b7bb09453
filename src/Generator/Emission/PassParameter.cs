using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>A parameter of a pass: the elements of a buffer, a scalar, or a size.</summary>
internal sealed record PassParameter(string Type, string Name)
{
    public Buffer? Buffer { get; init; }

    /// <summary>The size or the integer parameter that this is, as an address is calculated from it.</summary>
    public Atom? Integer { get; init; }

    public bool IsRef { get; init; }

    /// <summary>Of elements: what must hold for any of them to be touched, known on entry.</summary>
    public EquatableArray<Condition> Guards { get; init; }

    /// <summary>Of elements: data decide whether any of them is touched.</summary>
    public bool IsUncertain { get; init; }

    public string Declaration => (IsRef ? "ref " : "") + Type + " " + Name;
}
