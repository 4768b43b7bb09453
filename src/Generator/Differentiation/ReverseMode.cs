using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// Reverse-mode differentiation of a normalized body, by exact reversal: statements and loops run backwards, <c>=</c> takes
/// and clears the adjoint of its target, <c>+=</c> leaves it. What the backward pass needs and would not find is saved by the
/// augmented forward pass just before it is used. Which loops may run in another order is Schedule's to find out.
/// </summary>
internal sealed class ReverseMode
{
    private readonly Activity _activity;
    private readonly AdjointBuffers _adjoints;
    private readonly List<Site> _sites;
    private readonly IReadOnlyDictionary<LoopIndex, Segments> _segmented;
    private Availability _availability;
    private SavedValues _saved;
    private System.Func<Buffer, bool> _isInPlace = _ => false;
    private readonly Presence _presence;
    private readonly FreshNames _names;
    private readonly ArrayCallAdjoints _calls;
    private int _next;

    private ReverseMode(
        EquatableArray<Statement> body,
        Activity activity,
        AdjointBuffers adjoints,
        Presence presence,
        FreshNames names,
        IReadOnlyDictionary<LoopIndex, Segments> segmented
    )
    {
        _segmented = segmented;
        _presence = presence;
        _activity = activity;
        _adjoints = adjoints;
        _names = names;
        _sites = Site.All(body);
        _availability = new Availability(_sites);
        _saved = new SavedValues(names, presence);
        _calls = new ArrayCallAdjoints(adjoints, _availability, _saved, names);
    }

    /// <summary>The augmented forward pass and the backward pass of a normalized body.</summary>
    public static (EquatableArray<Statement> Augmented, EquatableArray<Statement> Adjoint) Differentiate(
        EquatableArray<Statement> body,
        Activity activity,
        AdjointBuffers adjoints,
        Presence presence,
        FreshNames names
    )
    {
        (body, Dictionary<LoopIndex, Segments> segmented) = Segments.Cut(body, names);
        var pass = new ReverseMode(body, activity, adjoints, presence, names, segmented);
        (List<Statement> augmented, List<Statement> adjoint) = pass.Block(body, []);
        return (
            pass._saved.Emptied().Concat(augmented).ToEquatableArray(),
            adjoints.Initialization().Concat(pass._saved.Rewound()).Concat(adjoint).ToEquatableArray()
        );
    }

    private (List<Statement> Augmented, List<Statement> Adjoint) Block(
        EquatableArray<Statement> block,
        IReadOnlyList<For> outer
    )
    {
        var augmented = new List<Statement>();
        var adjoints = new List<List<Statement>>();
        foreach (Statement statement in block)
        {
            if (ActiveExtreme(statement, outer) is { } extreme)
            {
                adjoints.Add(Adjoint(extreme, _sites[_next++]));
                augmented.AddRange(extreme.Augmented());
                continue;
            }

            if (statement is For loop)
            {
                (List<Statement> forward, List<Statement> backward) =
                    _segmented.TryGetValue(loop.Index, out Segments segments) ? Segmented(loop, segments)
                    : loop.IsRecomputed ? Recomputed(loop, outer)
                    : Loop(loop, outer);
                augmented.AddRange(forward);
                adjoints.Add(backward);
                continue;
            }

            Site site = _sites[_next++];
            if (statement is If branch)
            {
                // The backward pass takes the branches that were taken.
                (List<Statement> forward, List<Statement> backward) = Block(branch.Then, outer);
                adjoints.Add(
                    backward.Count == 0
                        ? []
                        : _saved.Restored(site, new If(Available(branch.Condition, site), backward.ToEquatableArray()))
                );
                augmented.AddRange(_saved.Of(site));
                augmented.Add(branch with { Then = forward.ToEquatableArray() });
                continue;
            }

            if (statement is Check or Throw)
            {
                augmented.Add(statement);
                continue;
            }

            string origin = LecturePrinter.Line(site.InItsLoops());
            if (statement is ArrayCall call)
            {
                (List<Statement> after, List<Statement> backward) = Adjoint(call, site);
                adjoints.Add(_saved.Restored(site, backward).Select(s => s with { Origin = origin }).ToList());
                augmented.AddRange([.. _saved.Of(site), statement, .. after]);
                continue;
            }

            adjoints.Add(_saved.Restored(site, Adjoint(site)).Select(s => s with { Origin = origin }).ToList());
            augmented.AddRange(_saved.Of(site));
            augmented.Add(statement);
        }

        adjoints.Reverse();
        return (augmented, adjoints.SelectMany(a => a).ToList());
    }

    /// <summary>A loop backwards, over the iterations that it made: known from its bounds, or recorded.</summary>
    private (List<Statement> Augmented, List<Statement> Adjoint) Loop(For loop, IReadOnlyList<For> outer)
    {
        Site? header = Site.HasHeader(loop) ? _sites[_next++] : null;
        _next += loop.While is null ? 0 : 1;
        (List<Statement> forward, List<Statement> backward) = Block(loop.Body, [.. outer, loop]);
        Site? after = loop.Count is null ? null : _sites[_next++];
        For augmented = loop with { Body = forward.ToEquatableArray() };
        if (backward.Count == 0)
        {
            return ([augmented with { Count = null }], []);
        }

        For reversed = loop with
        {
            Descending = !loop.Descending,
            While = null,
            Count = null,
            Body = backward.ToEquatableArray(),
        };
        if (after is not null)
        {
            Access trips = AvailableAfter(loop.Count!, after);
            reversed = reversed with { Upper = IndexExpr.Atom(new ElementAtom(trips)) };
            List<Statement> restored = _saved.Restored(after, reversed);
            return ([augmented, .. _saved.Of(after)], restored);
        }

        if (header is null)
        {
            return ([augmented], [reversed]);
        }

        reversed = reversed with { Upper = Available(header).Index(loop.Upper) };
        List<Statement> around = _saved.Restored(header, reversed);
        return ([.. _saved.Of(header), augmented], around);
    }

    /// <summary>A loop whose segments the backward pass computes again: what it finds is what the segment at hand has left.</summary>
    private (List<Statement> Augmented, List<Statement> Adjoint) Segmented(For loop, Segments segments)
    {
        (Availability availability, SavedValues saved) = (_availability, _saved);
        _availability = new Availability(_sites.GetRange(_next, Site.All([loop]).Count), fixedLoops: 1);
        _saved = new SavedValues(_names, _presence, repeated: 1);
        _isInPlace = segments.IsInPlace;
        var iterations = (For)loop.Body[0];
        // The conditions of both loops are asked before; the counts are left after.
        int asked = loop.While is null ? 0 : 2;
        _next += asked;
        (List<Statement> saving, List<Statement> backward) = Block(
            iterations.Body,
            [iterations with { Upper = segments.Length }]
        );
        _next += asked + loop.Body.Count - 1;
        SavedValues own = _saved;
        (_availability, _saved, _isInPlace) = (availability, saved, _ => false);
        return backward.Count == 0
            ? ([segments.Plain], [])
            : (
                [.. segments.Forward(saving.ToEquatableArray(), own)],
                [segments.Backward(saving.ToEquatableArray(), backward.ToEquatableArray(), own)]
            );
    }

    /// <summary>A body that the backward pass computes again before it reverses it.</summary>
    private (List<Statement> Augmented, List<Statement> Adjoint) Recomputed(For body, IReadOnlyList<For> outer)
    {
        List<Site> inside = _sites.GetRange(_next, Site.All([body]).Count);
        (Availability availability, SavedValues saved) = (_availability, _saved);
        var again = new RecomputedBody(body, outer, inside, _sites, saved, _names);
        _availability = new Availability(inside, fixedLoops: outer.Count + 1);
        _saved = new SavedValues(_names, _presence, repeated: outer.Count + 1);
        _isInPlace = again.IsInPlace;
        (List<Statement> saving, List<Statement> backward) = Block(body.Body, []);
        SavedValues own = _saved;
        (_availability, _saved, _isInPlace) = (availability, saved, _ => false);
        EquatableArray<Statement> whole = own.Emptied().Concat(saving).ToEquatableArray();
        return backward.Count == 0
            ? ([body], [])
            : ([.. again.Forward(whole)], [again.Backward(whole, backward.ToEquatableArray(), own)]);
    }

    private List<Statement> Adjoint(Site site)
    {
        Access target = site.Statement.Write()!;
        if (!_activity.IsActive(target.Buffer))
        {
            return [];
        }

        return site.Statement switch
        {
            Assign assign => Adjoint(site, target, assign.Value, overwrites: true),
            Accumulate { Reduction: Reduction.Add } sum => Adjoint(site, target, sum.Value, overwrites: false),
            Accumulate extreme => Adjoint(site, target, AsFunction(extreme), overwrites: true),
            _ => [],
        };
    }

    private (List<Statement> After, List<Statement> Adjoint) Adjoint(ArrayCall call, Site site) =>
        _activity.IsActive(call.Results.Buffer) ? _calls.Of(call, site, _sites, Available(site).Index) : ([], []);

    private ExtremeReduction? ActiveExtreme(Statement statement, IReadOnlyList<For> outer) =>
        ExtremeReduction.Match(statement, outer, _names) is { } extreme
        && _activity.IsActive(extreme.Target.Buffer)
        && _activity.IsActive(extreme.Value)
        && Box.WithoutRoom(_sites[_next]) == 0
        && extreme.Value.Loads().All(a => _availability.IsKept(a, _sites[_next]))
            ? extreme
            : null;

    private List<Statement> Adjoint(ExtremeReduction extreme, Site site)
    {
        Access targetAdjoint = _adjoints.Of(Place(extreme.Target, site));
        ExpressionAdjoint inside = Inside(site);
        inside.Propagate(extreme.Value, new Load(targetAdjoint), new Product(targetAdjoint.ToString(), false));
        return extreme.Adjoint(inside.Contributions.Select(c => Statement(c, site)), targetAdjoint).ToList();
    }

    /// <summary><c>m = max(m, x)</c>, where it is not a reduction that stands alone.</summary>
    private static Expr AsFunction(Accumulate extreme) =>
        new Apply(
            extreme.Reduction == Reduction.Max ? Function.Max : Function.Min,
            new Load(extreme.Target),
            extreme.Value
        );

    private List<Statement> Adjoint(Site site, Access target, Expr value, bool overwrites)
    {
        var result = new List<Statement>();
        Access place = Place(target, site);
        Access targetAdjoint = _adjoints.Of(place);
        Expr adjoint = new Load(targetAdjoint);
        bool readsItself = value.Loads().Any(a => a.Buffer.Equals(target.Buffer));
        if (readsItself)
        {
            // The target's adjoint changes while it is passed on: take it first.
            var taken = new Access(_names.Local(target.Buffer.Name + "Grad", target.Buffer.Element), []);
            result.Add(new Assign(taken, adjoint));
            adjoint = new Load(taken);
        }

        bool clears = overwrites && (readsItself || _adjoints.MustClear(target, site, _sites));
        Assign clear = new(targetAdjoint, adjoint.Number(0));
        if (clears && readsItself)
        {
            result.Add(clear);
        }

        ExpressionAdjoint inside = Inside(site);
        bool usesOutput =
            overwrites
            && (value is Apply or Call)
            && !_isInPlace(target.Buffer)
            && _availability.IsKeptAfter(target, site);
        var product = new Product(targetAdjoint.ToString(), IsNegative: false);
        inside.Propagate(value, adjoint, product, guard: null, value: usesOutput ? new Load(place) : null);
        result.AddRange(
            SharedFactors
                .Merge(inside.Contributions, operand => SoleAdjoint(operand, site))
                .Select(c => Statement(c, site))
        );
        if (clears && !readsItself)
        {
            result.Add(clear);
        }

        return result;
    }

    /// <summary>
    /// The adjoint of a local that nothing but this site reads, each instance an element of its own: what the site adds to it is
    /// all that it ever holds.
    /// </summary>
    private Access? SoleAdjoint(Access operand, Site site)
    {
        Buffer buffer = operand.Buffer;
        bool isIdentity =
            operand.Subscripts.Count == site.Loops.Count
            && operand.Subscripts.Zip(site.Loops, (s, l) => l.Index.Equals(s.AsIndex())).All(x => x);
        int loads = _sites.Sum(s => Values(s.Statement).SelectMany(v => v.Loads()).Count(a => a.Buffer.Equals(buffer)));
        return buffer.Kind == BufferKind.Local && isIdentity && loads == 1 ? _adjoints.Of(operand) : null;
    }

    private static IEnumerable<Expr> Values(Statement statement) =>
        statement switch
        {
            Assign assign => [assign.Value],
            Accumulate sum => [sum.Value],
            _ => [],
        };

    private ExpressionAdjoint Inside(Site site) =>
        new(
            _activity,
            e => Available(site).Expr(e),
            c => Available(c, site),
            type => _names.Local(site.Statement.Write()!.Buffer.Name + "Delta", type),
            _names.Gradients
        );

    private Statement Statement(Contribution contribution, Site site)
    {
        if (contribution.Loop is not null)
        {
            return contribution.OfAllGradients();
        }

        bool isChecked =
            (contribution.Guard is not null && !_presence.IsCertain(contribution.Target, site))
            || contribution.Target.IsChecked
            || contribution.Value.Loads().Concat(contribution.Guard?.Loads() ?? []).Any(a => a.IsChecked);
        Expr value =
            contribution.Guard is null || isChecked
                ? contribution.Value
                : Arithmetic.If(contribution.Guard, contribution.Value, contribution.Value.Number(0));
        (string text, bool isNegative) = (contribution.Product.Text, contribution.Product.IsNegative);
        Access target = contribution.IsShared ? contribution.Target : _adjoints.Of(Place(contribution.Target, site));
        Statement statement = contribution.IsShared
            ? new Assign(target, value) { Note = $"{target} = {(isNegative ? "-" : "")}{text}" }
            : new Accumulate(target, Reduction.Add, value) { Note = $"{target} {(isNegative ? "-=" : "+=")} {text}" };

        // An element that only the taken branch may touch must not be touched otherwise.
        return isChecked && contribution.Guard is { } guard ? new If(guard, [statement]) : statement;
    }

    private Condition Available(Condition condition, Site site) => Available(site).Condition(condition);

    private AvailableForm Available(Site site) => new(a => Available(a, site));

    /// <summary>The element with its subscripts as the backward pass finds them.</summary>
    private Access Place(Access access, Site site) => access.Map(Available(site).Index);

    /// <summary>Where the backward pass finds the value that the site reads: in place, or saved.</summary>
    private Access Available(Access access, Site site) =>
        access.Buffer.IsAdjoint || _availability.IsKept(access, site)
            ? Place(access, site)
            : _saved.Before(access, site);

    private Access AvailableAfter(Access access, Site site) =>
        _availability.IsKeptAfter(access, site) ? Place(access, site) : _saved.Before(access, site);
}

/// <summary>Puts what the backward pass finds in the place of what the forward pass read, integers in subscripts included.</summary>
internal sealed class AvailableForm(System.Func<Access, Access> available) : Rewriter
{
    public override Access Access(Access access) => available(access);
}
