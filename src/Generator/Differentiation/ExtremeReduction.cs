using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Scheduling;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// A maximum or minimum over loops, <c>m[b] = max(m[b], x[b,i])</c>, that stands alone in its nest. The gradient goes to the
/// first position that attains it, or stays with the initial value where no element exceeds it. The forward pass keeps the
/// position, and the backward pass goes there: nothing is compared again.
/// </summary>
internal sealed class ExtremeReduction
{
    /// <summary>No element won. A number that a double holds exactly, and no position reaches.</summary>
    private const double Nowhere = 1L << 53;

    private readonly Nest _nest;
    private readonly List<For> _kept;
    private readonly List<For> _reduced;
    private readonly Access _initial;
    private readonly Access _position;

    private ExtremeReduction(Nest nest, IReadOnlyList<For> outer, List<For> kept, List<For> reduced, FreshNames names)
    {
        (_nest, _kept, _reduced) = (nest, kept, reduced);
        List<For> owners = [.. outer, .. kept];
        EquatableArray<IndexExpr> extents = Box.Extents(owners)!.Value;
        EquatableArray<IndexExpr> subscripts = owners.Select(l => IndexExpr.Of(l.Index)).ToEquatableArray();
        _initial = new Access(
            names.Array(Target.Buffer.Name + "Initial", BufferKind.Local, Target.Buffer.Element, extents),
            subscripts
        );
        _position = new Access(
            names.Array(Target.Buffer.Name + "Position", BufferKind.Saved, ScalarType.Long, extents),
            subscripts
        );
    }

    public Access Target => Sum.Target;

    public Expr Value => Sum.Value;

    private Accumulate Sum => (Accumulate)_nest.Body[0];

    public static ExtremeReduction? Match(Statement statement, IReadOnlyList<For> outer, FreshNames names)
    {
        if (
            Nest.Of(statement) is not { } nest
            || nest.Body.Count != 1
            || nest.Body[0] is not Accumulate { Reduction: not Reduction.Add } sum
            || sum.Value.Loads().Any(a => a.Buffer.Equals(sum.Target.Buffer) || a.IsChecked)
            || sum.Target.IsChecked
        )
        {
            return null;
        }

        bool IsKept(For loop) => sum.Target.Subscripts.Any(s => s.Mentions(loop.Index));
        List<For> kept = nest.Loops.Where(IsKept).ToList();
        List<For> reduced = nest.Loops.Where(l => !IsKept(l)).ToList();
        bool isApart = kept.All(l => !reduced.Any(r => l.Upper.Mentions(r.Index)));
        return
            reduced.Count > 0
            && isApart
            && Box.Extents([.. outer, .. nest.Loops]) is { } box
            && !box.Any(e => e.Indices().Any())
            && Independence.IsInjective(nest, outer, sum.Target, kept.Select(l => l.Index))
            ? new ExtremeReduction(nest, outer, kept, reduced, names)
            : null;
    }

    /// <summary>The forward nest, preceded by a copy of the initial values and followed by the search for the position.</summary>
    public IEnumerable<Statement> Augmented()
    {
        var nowhere = new Constant(Nowhere, ScalarType.Long);
        Condition wins = new And(
            Value.Is(Comparison.Equal, new Load(Target)),
            new Load(Target).Is(Comparison.NotEqual, new Load(_initial))
        );
        return
        [
            Around(_kept, new Assign(_initial, new Load(Target))),
            _nest.ToStatement(),
            Around(_kept, new Assign(_position, nowhere)),
            Around(
                [.. _kept, .. _reduced],
                new Accumulate(_position, Reduction.Min, new Select(wins, Here(ScalarType.Long), nowhere))
            ),
        ];
    }

    /// <summary>
    /// Runs <paramref name="statements"/>, which pass the target's adjoint on to the operands, where the extreme was found; then
    /// clears the adjoint there.
    /// </summary>
    public IEnumerable<Statement> Adjoint(IEnumerable<Statement> statements, Access cleared)
    {
        var position = new Load(_position);
        var nowhere = new Constant(Nowhere, ScalarType.Long);
        Condition found = position.Is(Comparison.NotEqual, nowhere);
        EquatableArray<Statement> body = statements.ToEquatableArray();
        if (_reduced.Count == 1)
        {
            // One loop: its index is the position.
            var there = new AtomSubstitution(_reduced[0].Index, IndexExpr.Atom(new ElementAtom(_position)));
            yield return Around(_kept, new If(found, there.Block(body)));
        }
        else
        {
            Condition here = position.Is(Comparison.Equal, Here(ScalarType.Long));
            yield return Around([.. _kept, .. _reduced], new If(here, body));
        }

        yield return Around(_kept, new If(found, [new Assign(cleared, cleared.Buffer.Element.Zero())]));
    }

    /// <summary>The position in the reduced loops, as one number.</summary>
    private FromIndex Here(ScalarType type)
    {
        EquatableArray<IndexExpr> extents = Box.Extents(_nest.Loops)!.Value;
        IndexExpr number = IndexExpr.Zero;
        for (int i = 0; i < _nest.Loops.Count; i++)
        {
            if (_reduced.Contains(_nest.Loops[i]))
            {
                number = (number * extents[i]) + IndexExpr.Of(_nest.Loops[i].Index);
            }
        }

        return new FromIndex(number, type);
    }

    private static Statement Around(IReadOnlyList<For> loops, Statement inner) =>
        loops.Count == 0 ? inner : new Nest(loops, [inner]).ToStatement();
}
