using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// For which buffers a pass needs room. What <c>if (n &lt; 100)</c> keeps control from, known before the pass runs, needs none; what
/// data keep control from is reserved where that can be, and asked for where control comes there after all.
/// </summary>
internal sealed class Reservations
{
    private readonly List<Place> _places;
    private readonly HashSet<Buffer> _written;

    public Reservations(EquatableArray<Statement> body)
    {
        // What is cleared may have no elements.
        _places = Places(body, []).Where(p => p.Statement is not Fill).ToList();
        _written = [.. _places.Select(p => p.Statement.Write()?.Buffer).OfType<Buffer>()];
    }

    /// <summary>Conditions, known on entry, without which the pass does not touch a buffer that may be larger than there is room for.</summary>
    public EquatableArray<Condition> Guards(Buffer buffer)
    {
        List<Place> uses = Uses(buffer);
        return uses.SelectMany(use => use.Conditions)
            .Distinct()
            .Where(c => IsKnown(c) && uses.All(use => use.Conditions.Contains(c)))
            .ToEquatableArray();
    }

    /// <summary>
    /// Whether data decide if the loops run that need such a buffer. One that they need at each iteration, or not, of loops that run in any
    /// case is reserved: checking in every iteration would cost more than it spares.
    /// </summary>
    public bool IsUncertain(Buffer buffer) =>
        Uses(buffer) is { Count: > 0 } uses && uses.All(use => Decision(use) is not null);

    /// <summary>The pass, which checks that the room is there where control comes to a buffer of which that was not certain.</summary>
    public EquatableArray<Statement> Checked(EquatableArray<Statement> body)
    {
        ILookup<Statement, Statement> needed = _places
            .SelectMany(p => p.Statement.Buffers())
            .Distinct()
            .Where(b => ResidualFields.IsPrivate(b) && b.Rank > 0 && IsUncertain(b))
            .SelectMany(b => Uses(b).Select(use => (Decision: Decision(use)!, Check: Check(b, use))).Distinct())
            .ToLookup(n => n.Decision, n => n.Check);
        return needed.Count == 0 ? body : Checked(body, needed);
    }

    // What is only needed under a condition known on entry, which stands further inside, has no room without it.
    private Statement Check(Buffer buffer, Place use)
    {
        Statement decision = Decision(use)!;
        Condition[] guards = Guards(buffer)
            .Except(use.Around.TakeWhile(s => s != decision).OfType<If>().Select(b => b.Condition))
            .ToArray();
        var check = new RoomCheck(buffer);
        return guards.Length == 0 ? check : new If(guards.Aggregate((l, r) => new And(l, r)), [check]);
    }

    private static EquatableArray<Statement> Checked(
        EquatableArray<Statement> block,
        ILookup<Statement, Statement> needed
    )
    {
        EquatableArray<Statement> Inside(EquatableArray<Statement> inner, Statement around) =>
            needed[around].Concat(Checked(inner, needed)).ToEquatableArray();
        return block.Map(statement =>
            statement switch
            {
                If branch => branch with { Then = Inside(branch.Then, branch) },
                For loop => loop with { Body = Inside(loop.Body, loop) },
                WantedBlock wanted => wanted with { Then = Checked(wanted.Then, needed) },
                _ => statement,
            }
        );
    }

    /// <summary>The innermost branch or loop around that data decide upon and loops follow; null where there is none.</summary>
    private Statement? Decision(Place use) =>
        use
            .Around.Reverse()
            .SkipWhile((_, i) => !IsLoopFollowing(use, use.Around.Length - i))
            .FirstOrDefault(IsUncertain);

    private static bool IsLoopFollowing(Place use, int from) =>
        use
            .Around.Append(use.Statement)
            .Skip(from)
            .Any(s => s is For or Contraction or Copy or ArrayCall or ArrayCallAdjoint);

    private List<Place> Uses(Buffer buffer) =>
        Box.HaveRoom(Enumerable.Range(0, buffer.Rank).Select(buffer.Extent).ToList())
            ? []
            : _places.Where(p => p.Statement.Buffers().Contains(buffer)).ToList();

    private bool IsUncertain(Statement around) =>
        around is For { While: not null } || (around is If branch && !IsKnown(branch.Condition));

    private bool IsKnown(Condition condition) => EntryConditions.IsKnown(condition, _written);

    /// <summary>The statements, each without what it consists of, and the loops and branches around it.</summary>
    private static IEnumerable<Place> Places(IEnumerable<Statement> block, Statement[] around) =>
        block.SelectMany(statement =>
            statement switch
            {
                For loop => Places(loop.Body, [.. around, loop]).Prepend(new Place(loop with { Body = [] }, around)),
                If branch => Places(branch.Then, [.. around, branch])
                    .Prepend(new Place(branch with { Then = [] }, around)),
                WantedBlock wanted => Places(wanted.Then, around),
                _ => [new Place(statement, around)],
            }
        );

    private sealed record Place(Statement Statement, Statement[] Around)
    {
        public IEnumerable<Condition> Conditions => Around.OfType<If>().Select(b => b.Condition);
    }
}
