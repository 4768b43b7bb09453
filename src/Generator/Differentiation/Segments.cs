using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// An outermost loop of n iterations cut into segments of ⌈√n⌉. The forward pass keeps the state with which each segment begins; the
/// backward pass computes one segment after the other again from there, on copies, and reverses it with what it has saved meanwhile.
/// </summary>
internal sealed class Segments
{
    private readonly FreshNames _names;
    private readonly For _segments;
    private readonly List<(Buffer Buffer, Buffer Kept, Buffer Again)> _kept = [];
    private readonly List<(Buffer Buffer, Buffer Kept, Buffer Again)> _initial = [];
    private readonly SecondRun _again;

    private Segments(For loop, LoopState state, FreshNames names)
    {
        _names = names;
        _again = new SecondRun(names, state.InPlace);
        IndexExpr trips = loop.Upper;
        Access? all = loop.Count;
        Length = trips.AsConstant() is { } n
            ? IndexExpr.Constant((long)System.Math.Ceiling(System.Math.Sqrt(System.Math.Max(1, n))))
            : IndexExpr.Atom(new RootAtom(trips));
        IndexExpr count =
            trips.AsConstant() is { } most && Length.AsConstant() is { } length
                ? IndexExpr.Constant((System.Math.Max(0, most) + length - 1) / length)
                : IndexExpr.Atom(new OperationAtom(IntegerOperation.CeilingQuotient, trips, Length));
        LoopIndex segment = names.Loop("segment");
        LoopIndex trip = names.Loop(loop.Index.Name);
        IndexExpr start = IndexExpr.Of(segment) * Length;
        var inside = new AtomSubstitution(loop.Index, start + IndexExpr.Of(trip));
        IndexExpr left = IndexExpr.Atom(new OperationAtom(IntegerOperation.Minimum, Length, trips - start));
        For iterations = loop with { Index = trip, Upper = left, Body = inside.Block(loop.Body) };
        if (loop.While is { } condition)
        {
            // A segment is left where the loop is, and no other one follows: the condition that is asked before it does not hold.
            Trips = new Access(names.Local(loop.Index.Name + "Trips", ScalarType.Long), []);
            Begun = new Access(names.Local("segments", ScalarType.Long), []);
            iterations = iterations with { While = inside.Condition(condition), Count = Trips };
            loop = loop with { While = new AtomSubstitution(loop.Index, start).Condition(condition), Count = Begun };
        }

        _segments = loop with { Index = segment, Upper = count, Body = [iterations, .. Counted(all, start)] };
        foreach (Buffer buffer in state.State.OrderBy(b => b.Id))
        {
            EquatableArray<IndexExpr> extents = BufferCopies.Extents(buffer);
            Buffer kept = names.Saved(buffer, "Checkpoint", extents.Prepend(count).ToEquatableArray());
            _kept.Add((buffer, kept, _again.Copy(buffer)));
        }

        foreach (Buffer buffer in state.Initial.OrderBy(b => b.Id))
        {
            _initial.Add((buffer, names.Saved(buffer, "Initial", BufferCopies.Extents(buffer)), _again.Copy(buffer)));
        }

        foreach (Buffer buffer in state.Private)
        {
            _again.Renew(buffer);
        }
    }

    /// <summary>How many iterations the segment at hand has made, if the loop may be left.</summary>
    private Access? Trips { get; }

    /// <summary>How many segments were begun, if the loop may be left.</summary>
    private Access? Begun { get; }

    /// <summary>The most iterations that a segment has.</summary>
    public IndexExpr Length { get; }

    /// <summary>How many iterations the loop has made, segment by segment.</summary>
    private IEnumerable<Statement> Counted(Access? all, IndexExpr start) =>
        all is null || Trips is null
            ? []
            : [new Assign(all, new FromIndex(start + IndexExpr.Atom(new ElementAtom(Trips)), all.Buffer.Element))];

    /// <summary>What is neither kept nor computed again: the backward pass reads what the method leaves.</summary>
    public bool IsInPlace(Buffer buffer) => _again.IsInPlace(buffer);

    /// <summary>The body with its checkpointed loops cut, and these loops by the index of their segments.</summary>
    public static (EquatableArray<Statement> Body, Dictionary<LoopIndex, Segments> Loops) Cut(
        EquatableArray<Statement> body,
        FreshNames names
    )
    {
        var found = new Dictionary<LoopIndex, Segments>();
        return (Block(body), found);

        EquatableArray<Statement> Block(EquatableArray<Statement> block) =>
            block.Map(s =>
                s switch
                {
                    If branch => branch with { Then = Block(branch.Then) },
                    For { IsSequential: true } loop => Loop(loop),
                    _ => s,
                }
            );

        Statement Loop(For loop)
        {
            var state = LoopState.Of(Site.All(body), loop.Index);
            if (state.State.Count == 0)
            {
                return loop;
            }

            var segments = new Segments(loop, state, names);
            found.Add(segments._segments.Index, segments);
            return segments._segments;
        }
    }

    /// <summary>
    /// The loop of the forward pass. It does all that the second run does, into the same places, so that both are scheduled alike and
    /// compute the same to the last bit.
    /// </summary>
    /// <param name="saving">An iteration that saves what its reversal needs.</param>
    /// <param name="saved">Where the values are saved.</param>
    public IEnumerable<Statement> Forward(EquatableArray<Statement> saving, SavedValues saved) =>
        [
            .. _initial.Select(i => _names.Copied(i.Kept, [], i.Buffer, [])),
            _segments with
            {
                Body =
                [
                    .. saved.Emptied(),
                    .. _kept.Select(k => _names.Copied(k.Kept, [IndexExpr.Of(_segments.Index)], k.Buffer, [])),
                    Iterations with
                    {
                        Body = saving,
                    },
                    .. _segments.Body.Skip(1),
                ],
            },
        ];

    /// <summary>The loop of the forward pass where no backward pass comes back to it.</summary>
    public Statement Plain => _segments;

    /// <summary>The loop of the backward pass.</summary>
    /// <param name="saving">An iteration that saves what its reversal needs.</param>
    /// <param name="reversal">Its reversal.</param>
    /// <param name="saved">Where the values are saved.</param>
    public Statement Backward(EquatableArray<Statement> saving, EquatableArray<Statement> reversal, SavedValues saved)
    {
        For reversed = Iterations with { Body = reversal, Descending = true };
        if (Trips is not null)
        {
            reversed = reversed with { Upper = IndexExpr.Atom(new ElementAtom(Trips)), While = null, Count = null };
        }

        return _segments with
        {
            Upper = Begun is null ? _segments.Upper : IndexExpr.Atom(new ElementAtom(Begun)),
            While = null,
            Count = null,
            Descending = true,
            Body =
            [
                .. saved.Emptied(),
                .. _initial.Select(i => _names.Copied(i.Again, [], i.Kept, [])),
                .. _kept.Select(k => _names.Copied(k.Again, [], k.Kept, [IndexExpr.Of(_segments.Index)])),
                _again.Of(Iterations with { Body = saving }),
                .. saved.Rewound(),
                .. _again.After([reversed]),
            ],
        };
    }

    private For Iterations => (For)_segments.Body[0];
}
