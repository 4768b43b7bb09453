using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>A coefficient times a product of atoms, in canonical order.</summary>
internal sealed record Term(long Coefficient, EquatableArray<Atom> Atoms)
{
    private string? _key;

    /// <summary>What the product is told by, and sorted by: two of the same key are of the same atoms.</summary>
    public string Key => _key ??= Atoms.Count == 1 ? Atoms[0].Key : string.Join("*", Atoms.Select(a => a.Key));

    /// <summary>The coefficient without its sign; also of the least one, which has no opposite.</summary>
    public ulong Magnitude => Coefficient < 0 ? (ulong)-(Coefficient + 1) + 1 : (ulong)Coefficient;

    public Term Times(long factor) => this with { Coefficient = checked(factor * Coefficient) };

    // The key follows from the atoms.
    public bool Equals(Term? other) =>
        other is not null && Coefficient == other.Coefficient && Atoms.Equals(other.Atoms);

    public override int GetHashCode() => (Coefficient.GetHashCode() * 31) + Atoms.GetHashCode();
}
