using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// What must hold on entry so that no access of the loops leaves its buffer: ranks, ranges, index arrays. A range check is
/// exact: the violated bound and the loops' own bounds, with the loop indices eliminated, hold together exactly if some executed
/// access is out of range. What cannot be decided on entry is marked to be checked where it is used.
/// </summary>
internal sealed class EntryChecks
{
    private readonly List<EntryCheck> _checks = [];
    private readonly List<(Site Site, Access Access)> _undecided = [];
    private readonly HashSet<Check> _unprovenChecks = [];
    private readonly List<Site> _sites;

    private EntryChecks(EquatableArray<Statement> body) => _sites = Site.All(body);

    /// <summary>The checks, and the body with the accesses marked that they do not prove.</summary>
    public static (EquatableArray<EntryCheck> Checks, EquatableArray<Statement> Body) Find(
        Method method,
        EquatableArray<Statement> body
    )
    {
        var pass = new EntryChecks(body);
        pass.Ranks(method);
        pass.Ranges();
        List<EntryCheck> others = [.. pass._checks];
        pass._checks.RemoveAll(c => c is OverflowCheck overflow && IntOverflow.IsImplied(overflow, others));
        var unproven = new HashSet<Access>(
            pass._undecided.Where(u => !ImpliedRanges.Contain(u.Access, u.Site.Domain(), pass._checks))
                .Select(u => u.Access)
        );
        EquatableArray<Statement> marked = new ProofMarks(unproven, pass._unprovenChecks).Block(body);
        return (Ordered(pass._checks), marked);
    }

    /// <summary>Index arrays are scanned only after the loops are known to stay inside them.</summary>
    private static EquatableArray<EntryCheck> Ordered(List<EntryCheck> checks) =>
        checks
            .Distinct()
            .OrderBy(c =>
                c is RankCheck ? 0
                : c is RangeCheck ? 1
                : 2
            )
            .ToEquatableArray();

    private void Ranks(Method method)
    {
        var shapes = new ShapeUse(method.Body);
        foreach (
            Buffer buffer in method
                .Parameters.SelectMany(p => p.Buffers)
                .Concat(method.Fields.Select(f => f.Buffer))
                .OfType<Buffer>()
        )
        {
            bool isIndexed = shapes.IsIndexed(buffer);
            if (buffer is { Form: BufferForm.Tensor, IsFlat: false } && (isIndexed || shapes.IsSized(buffer)))
            {
                _checks.Add(new RankCheck(buffer, buffer.Rank) { IsLeast = !isIndexed });
            }
        }
    }

    private void Ranges()
    {
        foreach (Site site in _sites)
        {
            if (site.Statement is Check check)
            {
                InPlace(site, check);
            }

            List<GuardedAccess> accesses = GuardedAccess.Of(site.Statement).ToList();
            foreach (
                GuardedAccess access in accesses.Where(a =>
                    !a.Access.IsChecked
                    && (a.Access.Buffer.Kind == BufferKind.Parameter || a.Access.Buffer.IsDeclaredArray)
                )
            )
            {
                bool isProvenElsewhere =
                    access.Guards.Count > 0 && accesses.Any(a => a.Guards.Count == 0 && a.Access.Equals(access.Access));
                if (!isProvenElsewhere)
                {
                    Range(site, access);
                }
            }
        }
    }

    private void Range(Site site, GuardedAccess guarded)
    {
        Access access = guarded.Access;
        List<Condition> guards = [.. site.Guards, .. guarded.Guards];
        var found = new List<EntryCheck>();
        for (int axis = 0; axis < access.Subscripts.Count; axis++)
        {
            IndexExpr subscript = access.Subscripts[axis];
            IndexExpr extent = access.Buffer.Extent(axis);
            bool isProven = subscript.AllAtoms().Any(a => a is ElementAtom)
                ? guards.Count == 0
                    && !site.Passed.Any(c => c.Loads().Any() || GuardConditions.Affine(c).Any(MentionsLoop))
                    && Scan(site, access.Buffer, axis, subscript, found)
                : Bounds(site, guards, access.Buffer, axis, subscript, extent, found);
            if (!isProven)
            {
                _undecided.Add((site, access));
                return;
            }
        }

        if (access.Window is { } window && !Window(site, guards, access, window, found))
        {
            _undecided.Add((site, access));
            return;
        }

        _checks.AddRange(found);
    }

    /// <summary>The element is one of the slice through which it is reached.</summary>
    private static bool Window(
        Site site,
        List<Condition> guards,
        Access access,
        Window window,
        List<EntryCheck> found
    ) =>
        (!HasElements(window.Subscript) && (!HasElements(window.Length) || IsRowLength(window.Length)))
        && Bounds(
            site,
            guards,
            access.Buffer,
            access.Subscripts.Count - 1,
            window.Subscript,
            window.Length,
            found,
            $"index '{window.Subscript}' leaves a slice of '{window.Length}' elements"
        );

    private static bool HasElements(IndexExpr expr) => expr.AllAtoms().Any(a => a is ElementAtom);

    /// <summary>The length of a row of a parameter, which stays as it is.</summary>
    private static bool IsRowLength(IndexExpr length) =>
        !length.IsVolatile && length.Elements().All(e => e.Buffer.RowsOf is not null);

    /// <summary>Is checked where it stands unless it is decided on entry.</summary>
    private void InPlace(Site site, Check check)
    {
        var found = new List<EntryCheck>();
        bool isProven = check switch
        {
            SliceCheck slice => Slice(site, slice, found),
            IntCheck integer => Int(site, integer, found),
            _ => false,
        };
        if (isProven)
        {
            _checks.AddRange(found);
        }
        else
        {
            _unprovenChecks.Add(check);
        }
    }

    /// <summary>The slice lies inside what it is taken of.</summary>
    private static bool Slice(Site site, SliceCheck slice, List<EntryCheck> found)
    {
        IndexExpr end = slice.Start + slice.Length;
        string message = $"a slice from '{slice.Start}' to '{end}' is taken of '{slice.Size}' elements";
        return !HasElements(slice.Start)
            && !HasElements(slice.Length)
            && ((IndexExpr[])[slice.Start, slice.Length, end]).All(part =>
                Bounds(
                    site,
                    [.. site.Guards],
                    slice.Buffer,
                    slice.Buffer.Rank - 1,
                    part,
                    slice.Size + IndexExpr.One,
                    found,
                    message
                )
            );
    }

    private static bool Int(Site site, IntCheck check, List<EntryCheck> found) =>
        Never(
            site,
            [.. site.Guards],
            IntOverflow.Violations(check.Value),
            (_, system) => new OverflowCheck(check.Value.ToString(), system),
            found,
            hasRanges: true
        );

    private static bool Bounds(
        Site site,
        List<Condition> guards,
        Buffer buffer,
        int axis,
        IndexExpr subscript,
        IndexExpr extent,
        List<EntryCheck> found,
        string? slice = null,
        bool isScanned = false
    ) =>
        Never(
            site,
            guards,
            [subscript - extent, IndexExpr.Constant(-1) - subscript],
            (violation, system) =>
                new RangeCheck(buffer, axis, system)
                {
                    Subscript = subscript.ToString(),
                    Slice = slice,
                    Reaches =
                        system.Count > 0 && slice is null
                            ? Reached(system[0], violation, subscript, extent)
                            : IndexExpr.Zero,
                },
            found,
            isScanned
        );

    /// <summary>None of the violations is ≥ 0 wherever control comes there: proven, or what decides it on entry is found.</summary>
    private static bool Never(
        Site site,
        List<Condition> guards,
        IndexExpr[] violations,
        System.Func<IndexExpr, EquatableArray<IndexExpr>, EntryCheck> check,
        List<EntryCheck> found,
        bool isScanned = false,
        bool hasRanges = false
    )
    {
        List<For> loops = site.Loops.ToList();
        List<IndexExpr> domain = loops
            .SelectMany(Site.Bounds)
            .Concat(guards.SelectMany(GuardConditions.Affine))
            .ToList();
        bool isCertain = guards.All(GuardConditions.IsAffine) && loops.All(l => l.While is null);
        // The method's own check throws first. (Where data decides whether it is made, a backward pass could come by it.)
        List<IndexExpr> passed =
            isCertain && !isScanned
                ? site
                    .Passed.SelectMany(GuardConditions.Affine)
                    .Where(e => !e.IsVolatile && !e.Elements().Any())
                    .ToList()
                : [];
        bool isExact =
            isCertain
            && !domain.Concat(passed).Concat(violations).Any(e => e.Elements().Any() || e.IsVolatile || IsHuge(e));
        foreach (IndexExpr violation in violations)
        {
            List<IndexExpr> conditions = [.. domain, .. passed, violation];
            if (
                (hasRanges ? IntOverflow.System(conditions) : new LinearSystem().NonNegative(conditions)).IsInfeasible()
            )
            {
                continue;
            }

            List<EquatableArray<IndexExpr>>? systems = isExact
                ? Projection.OntoSizes([violation, .. domain, .. passed], loops)
                    ?? Projection.OntoSizes([violation, .. domain], loops)
                : null;
            if (systems is null)
            {
                return false;
            }

            found.AddRange(systems.Select(system => check(violation, system)));
        }

        return true;
    }

    /// <summary>Sums with such numbers are no proof in 64 bits.</summary>
    private static bool IsHuge(IndexExpr expr) =>
        expr.Terms.Any(t => t.Magnitude >= 1UL << 62)
        || expr.AllAtoms().OfType<OperationAtom>().Any(o => IsHuge(o.Left) || IsHuge(o.Right));

    private static bool MentionsLoop(IndexExpr expr) => expr.AllAtoms().Any(a => a is LoopAtom);

    /// <summary>The value that the subscript reaches, from the violated bound after elimination.</summary>
    private static IndexExpr Reached(IndexExpr first, IndexExpr violation, IndexExpr subscript, IndexExpr extent) =>
        violation.Equals(subscript - extent) ? first + extent : IndexExpr.Constant(-1) - first;

    /// <summary>A subscript that is an element of an index array: the visited elements are scanned.</summary>
    private bool Scan(Site site, Buffer buffer, int axis, IndexExpr subscript, List<EntryCheck> found)
    {
        List<Atom> elements = subscript
            .Terms.SelectMany(t => t.Atoms)
            .Where(a => a.SelfAndInner().Any(x => x is ElementAtom))
            .ToList();
        bool isCertain =
            site.Guards.Count == 0 && site.Loops.All(l => l.While is null && !Site.HasHeader(l) && !l.Upper.IsVolatile);
        if (elements.Count != 1 || elements[0] is not ElementAtom { IsVolatile: false } element || !isCertain)
        {
            return false;
        }

        // The array's own subscript must be in range before it is scanned.
        for (int a = 0; a < element.Access.Subscripts.Count; a++)
        {
            IndexExpr inner = element.Access.Subscripts[a];
            if (
                inner.AllAtoms().Any(x => x is ElementAtom)
                || !Bounds(
                    site,
                    [],
                    element.Access.Buffer,
                    a,
                    inner,
                    element.Access.Buffer.Extent(a),
                    found,
                    isScanned: true
                )
            )
            {
                return false;
            }
        }

        found.Add(
            new ScanCheck(
                site.Loops.Select(l => l with { Body = [] }).ToEquatableArray(),
                element.Access,
                subscript,
                buffer,
                axis
            )
        );
        return true;
    }
}
