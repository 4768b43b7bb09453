using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// The body of a function marked <c>[Checkpoint]</c>. The forward pass keeps, each time it comes there, what the body reads and will
/// not be found later; the backward pass runs it again on copies, with everything saved that its reversal needs, in places that serve
/// every call, and reverses it.
/// </summary>
internal sealed class RecomputedBody
{
    private readonly FreshNames _names;
    private readonly For _body;
    private readonly List<Statement> _keeping = [];
    private readonly List<Statement> _restoring = [];
    private readonly SecondRun _again;

    /// <param name="body">The body, as a loop of one iteration.</param>
    /// <param name="outer">The loops around it.</param>
    /// <param name="inside">The sites in it.</param>
    /// <param name="sites">All sites of the method.</param>
    /// <param name="saved">Makes stacks for what the calls need.</param>
    /// <param name="names">Makes the buffers.</param>
    public RecomputedBody(
        For body,
        IReadOnlyList<For> outer,
        List<Site> inside,
        List<Site> sites,
        SavedValues saved,
        FreshNames names
    )
    {
        (_body, _names) = (body, names);
        var availability = new Availability(sites);
        var outside = new HashSet<Buffer>(sites.Except(inside).SelectMany(LoopState.Touched));
        var written = new HashSet<Buffer>(inside.Select(s => s.Statement.Write()?.Buffer).OfType<Buffer>());
        var changed = new HashSet<Buffer>(
            from site in inside
            from read in LoopState.Reads(site.Statement)
            where !availability.IsKept(read, site)
            select read.Buffer
        );

        // C# assigns what only the body uses at each call anew before it is read.
        bool IsPrivate(Buffer b) => b.Kind == BufferKind.Local && written.Contains(b) && !outside.Contains(b);
        _again = new SecondRun(names, written.Where(b => !IsPrivate(b) && !changed.Contains(b)));
        foreach (Buffer buffer in written.Where(IsPrivate))
        {
            _again.Renew(buffer);
        }

        foreach (Buffer buffer in changed.Where(b => !IsPrivate(b)).OrderBy(b => b.Id))
        {
            int loops = sites
                .Where(s => buffer.Equals(s.Statement.Write()?.Buffer))
                .Max(s => System.Math.Min(s.Common(inside[0]), outer.Count));
            Keep(buffer, outer.Take(loops).ToList(), Box.WithoutRoom(inside[0]) == 0, saved);
        }
    }

    /// <summary>What is neither kept nor computed again: the backward pass reads what the method leaves.</summary>
    public bool IsInPlace(Buffer buffer) => _again.IsInPlace(buffer);

    /// <summary>
    /// The forward pass. It does all that the second run does, into the same places, so that both are scheduled alike and compute the
    /// same to the last bit.
    /// </summary>
    /// <param name="saving">The body, which saves what its reversal needs.</param>
    public IEnumerable<Statement> Forward(EquatableArray<Statement> saving) =>
        [.. _keeping, _body with { Body = saving }];

    /// <summary>The backward pass.</summary>
    /// <param name="saving">The body, which saves what its reversal needs.</param>
    /// <param name="reversal">Its reversal.</param>
    /// <param name="saved">Where the values are saved.</param>
    public Statement Backward(EquatableArray<Statement> saving, EquatableArray<Statement> reversal, SavedValues saved)
    {
        For second = _again.Of(_body with { Index = _names.Loop(_body.Index.Name), Body = saving });
        return _body with
        {
            Index = _names.Loop(_body.Index.Name),
            Body = [.. _restoring, second, .. saved.Rewound(), .. _again.After(reversal)],
        };
    }

    /// <summary>Keeps a buffer as it is at the call, at each iteration of the loops, within which it changes.</summary>
    private void Keep(Buffer buffer, List<For> loops, bool hasRoom, SavedValues saved)
    {
        EquatableArray<IndexExpr> extents = BufferCopies.Extents(buffer);
        Buffer copy = _again.Copy(buffer);
        if (hasRoom && Box.Extents(loops) is { } box)
        {
            Buffer kept = _names.Saved(buffer, "Checkpoint", box.Concat(extents).ToEquatableArray());
            List<IndexExpr> at = loops.Select(l => IndexExpr.Of(l.Index)).ToList();
            _keeping.Add(_names.Copied(kept, at, buffer, []));
            _restoring.Add(_names.Copied(copy, [], kept, at));
            return;
        }

        Buffer stack = saved.Stack(buffer);
        _keeping.Add(_names.Each(extents, at => new Push(stack, new Load(new Access(buffer, at.ToEquatableArray())))));
        _restoring.Add(
            _names.Each(extents, at => new Pop(new Access(copy, at.ToEquatableArray()), stack), descending: true)
        );
    }
}
