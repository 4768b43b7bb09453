using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// What sizes are called: <c>J</c> where a loop over <c>j</c> runs to exactly this size, else <c>XDim1</c>, <c>xLength</c>.
/// </summary>
internal sealed class ExtentNames
{
    private readonly Dictionary<ExtentAtom, string> _names = [];

    public ExtentNames(Derivative derivative)
    {
        var taken = new HashSet<string>(
            derivative.Method.Parameters.Select(p => p.Name).Concat(derivative.Method.Fields.SelectMany(f => f.Names)),
            System.StringComparer.OrdinalIgnoreCase
        );
        IEnumerable<Statement> passes = derivative.Augmented.Concat(derivative.Adjoint).Concat(derivative.Joint);
        foreach (Statement statement in passes.SelectMany(Uses.SelfAndInner))
        {
            IEnumerable<(LoopIndex Index, IndexExpr Extent)> loops = statement switch
            {
                For loop => [(loop.Index, loop.Upper)],
                Contraction sum => sum.Axes.Select(a => (a.Index, a.Extent)),
                _ => [],
            };
            foreach ((LoopIndex index, IndexExpr extent) in loops)
            {
                Offer(index, extent, taken);
            }
        }
    }

    public string this[ExtentAtom atom] => _names.TryGetValue(atom, out string? name) ? name : Plain(atom);

    /// <summary>As the user writes it.</summary>
    public static string Plain(ExtentAtom atom) =>
        atom.Buffer
            is { Form: BufferForm.Tensor, IsFlat: false }
                or { Form: BufferForm.Rectangular or BufferForm.Jagged }
            ? $"{NameScope.Plain(atom.Buffer.Name)}Dim{atom.Axis.ToString(System.Globalization.CultureInfo.InvariantCulture)}"
            : $"{NameScope.Plain(atom.Buffer.Name)}Length";

    private void Offer(LoopIndex index, IndexExpr extent, HashSet<string> taken)
    {
        if (
            index.Name.Length == 1
            && char.IsLower(index.Name[0])
            && extent.Terms.Count == 1
            && extent.Terms[0] is { Coefficient: 1, Atoms.Count: 1 } term
            && term.Atoms[0] is ExtentAtom atom
            && !_names.ContainsKey(atom)
            && taken.Add(index.Name.ToUpperInvariant())
        )
        {
            _names.Add(atom, index.Name.ToUpperInvariant());
        }
    }
}
