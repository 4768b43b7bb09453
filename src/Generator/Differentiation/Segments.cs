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
    private readonly LoopState _state;
    private readonly For _segments;
    private readonly List<(Buffer Buffer, Buffer Kept)> _kept = [];
    private readonly List<(Buffer Buffer, Buffer Kept)> _initial = [];
    private readonly Dictionary<Buffer, Buffer> _again = [];

    private Segments(For loop, LoopState state, FreshNames names)
    {
        (_names, _state) = (names, state);
        IndexExpr trips = loop.Upper;
        Length = trips.AsConstant() is { } n
            ? IndexExpr.Constant(n <= 1 ? 1 : (long)System.Math.Ceiling(System.Math.Sqrt(n)))
            : IndexExpr.Atom(new RootAtom(trips));
        IndexExpr count =
            trips.AsConstant() is { } all && Length.AsConstant() is { } length
                ? IndexExpr.Constant((System.Math.Max(0, all) + length - 1) / length)
                : IndexExpr.Atom(new OperationAtom(IntegerOperation.CeilingQuotient, trips, Length));
        LoopIndex segment = names.Loop("segment");
        LoopIndex trip = names.Loop(loop.Index.Name);
        IndexExpr start = IndexExpr.Of(segment) * Length;
        var inside = new AtomSubstitution(loop.Index, start + IndexExpr.Of(trip));
        IndexExpr left = IndexExpr.Atom(new OperationAtom(IntegerOperation.Minimum, Length, trips - start));
        For iterations = loop with { Index = trip, Upper = left, Body = inside.Block(loop.Body) };
        _segments = loop with { Index = segment, Upper = count, Body = [iterations] };
        foreach (Buffer buffer in state.State.OrderBy(b => b.Id))
        {
            EquatableArray<IndexExpr> extents = Extents(buffer);
            _kept.Add((buffer, names.Saved(buffer, "Checkpoint", extents.Prepend(count).ToEquatableArray())));
            _again.Add(buffer, names.Array(buffer.Name + "Again", BufferKind.Local, buffer.Element, extents));
        }

        foreach (Buffer buffer in state.Initial.OrderBy(b => b.Id))
        {
            EquatableArray<IndexExpr> extents = Extents(buffer);
            _initial.Add((buffer, names.Saved(buffer, "Initial", extents)));
            _again.Add(buffer, names.Array(buffer.Name + "Again", BufferKind.Local, buffer.Element, extents));
        }

        foreach (Buffer buffer in state.Private)
        {
            _again.Add(buffer, names.Another(buffer));
        }
    }

    /// <summary>The most iterations that a segment has.</summary>
    public IndexExpr Length { get; }

    /// <summary>What is neither kept nor computed again: the backward pass reads what the method leaves.</summary>
    public bool IsInPlace(Buffer buffer) => _state.InPlace.Contains(buffer);

    /// <summary>The body with its checkpointed loops cut, and these loops by the index of their segments.</summary>
    public static (EquatableArray<Statement> Body, Dictionary<LoopIndex, Segments> Loops) Cut(
        EquatableArray<Statement> body,
        FreshNames names
    )
    {
        var found = new Dictionary<LoopIndex, Segments>();
        List<Site> sites = body.AllStatements().Any(s => s is For { IsSequential: true }) ? Site.All(body) : [];
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
            var state = LoopState.Of(sites, loop.Index);
            if (state.State.Count == 0)
            {
                return loop;
            }

            var segments = new Segments(loop, state, names);
            found.Add(segments._segments.Index, segments);
            return segments._segments;
        }
    }

    /// <summary>The loop of the forward pass.</summary>
    public IEnumerable<Statement> Forward() =>
        [
            .. _initial.Select(i => Copied(i.Kept, [], i.Buffer, [])),
            _segments with
            {
                Body =
                [
                    .. _kept.Select(k => Copied(k.Kept, [IndexExpr.Of(_segments.Index)], k.Buffer, [])),
                    .. _segments.Body,
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
        var iterations = (For)_segments.Body[0];
        var copies = new AccessSubstitution(a =>
            _again.TryGetValue(a.Buffer, out Buffer own) ? a with { Buffer = own } : a
        );
        return _segments with
        {
            Descending = true,
            Body =
            [
                .. saved.Emptied(),
                .. _initial.Select(i => Copied(_again[i.Buffer], [], i.Kept, [])),
                .. _kept.Select(k => Copied(_again[k.Buffer], [], k.Kept, [IndexExpr.Of(_segments.Index)])),
                .. copies.Block([iterations with { Body = new Recomputation(_state.InPlace).Block(saving) }]),
                .. saved.Rewound(),
                .. copies.Block([iterations with { Body = reversal, Descending = true }]),
            ],
        };
    }

    private static EquatableArray<IndexExpr> Extents(Buffer buffer) =>
        Enumerable.Range(0, buffer.Rank).Select(buffer.Extent).ToEquatableArray();

    /// <summary>Copies all elements that follow the given subscripts.</summary>
    private Statement Copied(Buffer target, IndexExpr[] inTarget, Buffer source, IndexExpr[] inSource)
    {
        EquatableArray<IndexExpr> extents = Extents(target).Skip(inTarget.Length).ToEquatableArray();
        List<LoopIndex> indices = extents.Select(_ => _names.Loop("at")).ToList();
        IEnumerable<IndexExpr> own = indices.Select(IndexExpr.Of);
        Statement copy = new Assign(
            new Access(target, inTarget.Concat(own).ToEquatableArray()),
            new Load(new Access(source, inSource.Concat(own).ToEquatableArray()))
        );
        for (int axis = indices.Count - 1; axis >= 0; axis--)
        {
            copy = new For(indices[axis], IndexExpr.Zero, extents[axis], 1, [copy]);
        }

        return copy;
    }

    /// <summary>Leaves out what was done once and for all.</summary>
    private sealed class Recomputation(HashSet<Buffer> inPlace) : Rewriter
    {
        public override IEnumerable<Statement> Statement(Statement statement) =>
            statement switch
            {
                Throw or SliceCheck => [],
                Assign or Accumulate when inPlace.Contains(statement.Write()!.Buffer) => [],
                _ => base.Statement(statement),
            };
    }
}
