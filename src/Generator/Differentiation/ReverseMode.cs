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
    private readonly Availability _availability;
    private readonly Dictionary<(int Order, Access Access), Access> _saved = [];
    private readonly FreshNames _names;
    private int _next;

    private ReverseMode(EquatableArray<Statement> body, Activity activity, AdjointBuffers adjoints, FreshNames names)
    {
        _activity = activity;
        _adjoints = adjoints;
        _names = names;
        _sites = Site.All(body);
        _availability = new Availability(_sites);
    }

    /// <summary>The augmented forward pass and the backward pass of a normalized body.</summary>
    public static (EquatableArray<Statement> Augmented, EquatableArray<Statement> Adjoint) Differentiate(
        EquatableArray<Statement> body,
        Activity activity,
        AdjointBuffers adjoints,
        FreshNames names
    )
    {
        var pass = new ReverseMode(body, activity, adjoints, names);
        (List<Statement> augmented, List<Statement> adjoint) = pass.Block(body, []);
        return (augmented.ToEquatableArray(), adjoints.Initialization().Concat(adjoint).ToEquatableArray());
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
                (List<Statement> forward, List<Statement> backward) = Block(loop.Body, [.. outer, loop]);
                augmented.Add(loop with { Body = forward.ToEquatableArray() });
                adjoints.Add(
                    backward.Count == 0
                        ? []
                        : [loop with { Descending = !loop.Descending, Body = backward.ToEquatableArray() }]
                );
                continue;
            }

            Site site = _sites[_next++];
            if (statement is If branch)
            {
                // The backward pass takes the branches that were taken.
                Condition taken = Available(branch.Condition, site);
                (List<Statement> forward, List<Statement> backward) = Block(branch.Then, outer);
                augmented.AddRange(SavesOf(site));
                augmented.Add(branch with { Then = forward.ToEquatableArray() });
                adjoints.Add(backward.Count == 0 ? [] : [new If(taken, backward.ToEquatableArray())]);
                continue;
            }

            string origin = LecturePrinter.Line(site.InItsLoops());
            List<Statement> adjoint = Adjoint(site).Select(s => s with { Origin = origin }).ToList();
            augmented.AddRange(SavesOf(site));
            augmented.Add(statement);
            adjoints.Add(adjoint);
        }

        adjoints.Reverse();
        return (augmented, adjoints.SelectMany(a => a).ToList());
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

    private ExtremeReduction? ActiveExtreme(Statement statement, IReadOnlyList<For> outer) =>
        ExtremeReduction.Match(statement, outer, _names) is { } extreme
        && _activity.IsActive(extreme.Target.Buffer)
        && _activity.IsActive(extreme.Value)
        && extreme.Value.Loads().All(a => _availability.IsKept(a, _sites[_next]))
            ? extreme
            : null;

    private List<Statement> Adjoint(ExtremeReduction extreme, Site site)
    {
        Access targetAdjoint = _adjoints.Of(extreme.Target);
        ExpressionAdjoint inside = Inside(site);
        inside.Propagate(extreme.Value, new Load(targetAdjoint), new Product(targetAdjoint.ToString(), false));
        return extreme.Adjoint(inside.Contributions.Select(Statement), targetAdjoint).ToList();
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
        Access targetAdjoint = _adjoints.Of(target);
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
        bool usesOutput = overwrites && value is Apply && _availability.IsKeptAfter(target, site);
        var product = new Product(targetAdjoint.ToString(), IsNegative: false);
        inside.Propagate(value, adjoint, product, guard: null, value: usesOutput ? new Load(target) : null);
        result.AddRange(
            SharedFactors.Merge(inside.Contributions, operand => SoleAdjoint(operand, site)).Select(Statement)
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
            e => new AccessSubstitution(a => Available(a, site)).Expr(e),
            c => Available(c, site),
            type => _names.Local(site.Statement.Write()!.Buffer.Name + "Delta", type)
        );

    private Statement Statement(Contribution contribution)
    {
        bool isChecked =
            contribution.Target.IsChecked
            || contribution.Value.Loads().Concat(contribution.Guard?.Loads() ?? []).Any(a => a.IsChecked);
        Expr value =
            contribution.Guard is null || isChecked
                ? contribution.Value
                : Arithmetic.If(contribution.Guard, contribution.Value, contribution.Value.Number(0));
        (string text, bool isNegative) = (contribution.Product.Text, contribution.Product.IsNegative);
        Access target = contribution.IsShared ? contribution.Target : _adjoints.Of(contribution.Target);
        Statement statement = contribution.IsShared
            ? new Assign(target, value) { Note = $"{target} = {(isNegative ? "-" : "")}{text}" }
            : new Accumulate(target, Reduction.Add, value) { Note = $"{target} {(isNegative ? "-=" : "+=")} {text}" };

        // An element that only the taken branch may touch must not be touched otherwise.
        return isChecked && contribution.Guard is { } guard ? new If(guard, [statement]) : statement;
    }

    private Condition Available(Condition condition, Site site) =>
        new AccessSubstitution(a => Available(a, site)).Condition(condition);

    /// <summary>Where the backward pass finds the value that the site reads: in place, or saved.</summary>
    private Access Available(Access access, Site site)
    {
        if (access.Buffer.IsAdjoint || _availability.IsKept(access, site))
        {
            return access;
        }

        if (!_saved.TryGetValue((site.Order, access), out Access saved))
        {
            List<For> loops = site.Loops.ToList();
            EquatableArray<IndexExpr> extents =
                Box.Extents(loops)
                ?? throw new System.InvalidOperationException("The parser admits no loop of unbounded extent.");
            Buffer buffer = _names.Saved(access.Buffer, extents);
            saved = new Access(buffer, loops.Select(l => IndexExpr.Of(l.Index)).ToEquatableArray());
            _saved[(site.Order, access)] = saved;
        }

        return saved;
    }

    private IEnumerable<Statement> SavesOf(Site site) =>
        from entry in _saved
        where entry.Key.Order == site.Order
        let save = new Assign(entry.Value, new Load(entry.Key.Access))
        select entry.Key.Access.IsChecked ? Guarded(save, entry.Key.Access, site) : save;

    /// <summary>An access that entry checks do not prove may be made only where the statement makes it.</summary>
    private static Statement Guarded(Assign save, Access access, Site site)
    {
        List<IReadOnlyList<Condition>> paths = GuardedAccess
            .Of(site.Statement)
            .Where(a => a.Access.Equals(access))
            .Select(a => a.Guards)
            .ToList();
        return paths.Any(p => p.Count == 0)
            ? save
            : new If(paths.Select(p => p.Aggregate((l, r) => new And(l, r))).Aggregate((l, r) => new Or(l, r)), [save]);
    }
}
