using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// What it takes to run some iterations of an outermost loop again: the buffers that must be as they were before (the state),
/// and those that can be used as the whole method leaves them.
/// </summary>
/// <param name="State">Written in one iteration and read in a later one, and overwritten then: to be kept and brought back.</param>
/// <param name="Initial">Written in the loop or after it, where each iteration reads what was there before the loop.</param>
/// <param name="InPlace">Written in the loop, where all that the loop reads of them stays: nothing need be written again.</param>
/// <param name="Private">Locals of one iteration.</param>
internal sealed record LoopState(
    HashSet<Buffer> State,
    HashSet<Buffer> Initial,
    HashSet<Buffer> InPlace,
    HashSet<Buffer> Private
)
{
    public static LoopState Of(IReadOnlyList<Site> sites, LoopIndex loop)
    {
        var availability = new Differentiation.Availability(sites);
        List<Site> inside = sites.Where(s => IsInside(s, loop)).ToList();
        var outside = new HashSet<Buffer>(sites.Where(s => !IsInside(s, loop)).SelectMany(Touched));
        var written = new HashSet<Buffer>(inside.Select(s => s.Statement.Write()?.Buffer).OfType<Buffer>());
        var changed = new HashSet<Buffer>(
            from site in inside
            from read in Reads(site.Statement)
            where !availability.IsKept(read, site)
            select read.Buffer
        );

        // C# assigns a local that only the loop uses at each iteration anew before it is read.
        bool IsPrivate(Buffer b) => b.Kind == BufferKind.Local && written.Contains(b) && !outside.Contains(b);
        List<Buffer> kept = changed.Where(b => !IsPrivate(b)).ToList();
        HashSet<Buffer> carried = [.. kept.Where(b => IsCarried(b, inside))];
        return new LoopState(
            carried,
            [.. kept.Where(b => !carried.Contains(b))],
            [.. written.Where(b => !IsPrivate(b) && !changed.Contains(b))],
            [.. written.Where(IsPrivate)]
        );
    }

    /// <summary>Whether an iteration may read of the buffer what an earlier one has written.</summary>
    private static bool IsCarried(Buffer buffer, List<Site> inside)
    {
        var order = new Dependence.Order(0, Carried: true);
        return (
            from write in inside
            where buffer.Equals(write.Statement.Write()?.Buffer)
            from read in inside
            from access in Reads(read.Statement)
            where Dependence.MayTouch(write, write.Statement.Write()!, read, access, order)
            select access
        ).Any();
    }

    private static bool IsInside(Site site, LoopIndex loop) => site.Loops.Count > 0 && site.Loops[0].Index.Equals(loop);

    public static IEnumerable<Buffer> Touched(Site site) =>
        site.Statement is Declare
            ? []
            : site.Statement.Reads().Select(a => a.Buffer).Concat(site.Statement.Write() is { } w ? [w.Buffer] : []);

    /// <summary>What a value depends on; a sum does not depend on what is there already.</summary>
    public static IEnumerable<Access> Reads(Statement statement) =>
        statement is Accumulate { Reduction: Reduction.Add } sum
            ? sum.Value.Loads().Concat(sum.Target.Elements())
            : statement.Reads();
}
