using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>A loop or a branch at a place: the same object at two places is two containers.</summary>
internal sealed record Container(Statement Statement, int Node);

/// <summary>A statement that reads or writes, at its place: the containers around it, outermost first, and its rank in the text.</summary>
internal sealed class Site
{
    private readonly Container[] _containers;
    private IReadOnlyList<IndexExpr>? _domain;

    private Site(Statement statement, int order, Container[] containers, IReadOnlyList<Condition> passed)
    {
        Statement = statement;
        Passed = passed;
        Order = order;
        _containers = containers;
        Loops = containers.Select(c => c.Statement).OfType<For>().ToList();
        Guards = containers.Select(c => c.Statement).OfType<If>().Select(b => b.Condition).ToList();
    }

    public Statement Statement { get; }

    public IReadOnlyList<Container> Containers => _containers;

    public int Order { get; }

    public IReadOnlyList<For> Loops { get; }

    /// <summary>The conditions of the branches around the statement.</summary>
    public IReadOnlyList<Condition> Guards { get; }

    /// <summary>The checks of the method's own that have let control come here: had one not held, it would have thrown.</summary>
    public IReadOnlyList<Condition> Passed { get; }

    /// <summary>The statement without one of the containers around it.</summary>
    public Site Without(int container) =>
        new(Statement, Order, [.. _containers.Where((_, i) => i != container)], Passed);

    /// <summary>
    /// Whether the statement runs wherever the other one does, as far as branches say, when that many loops are at the same iteration:
    /// the other one stands in all of them.
    /// </summary>
    public bool IsInBranchesOf(Site other, int equalLoops)
    {
        int loops = 0;
        for (int i = 0; i < _containers.Length; i++)
        {
            if (_containers[i].Statement is For)
            {
                loops++;
            }
            else if (
                loops > equalLoops
                || i >= other._containers.Length
                || other._containers[i].Node != _containers[i].Node
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many enclosing loops two sites share.</summary>
    public int Common(Site other) =>
        _containers
            .Zip(other._containers, (a, b) => (a, b))
            .TakeWhile(pair => pair.a.Node == pair.b.Node)
            .Count(pair => pair.a.Statement is For);

    /// <summary>Whether the other statement stands in the block of this one, or deeper.</summary>
    public bool SharesBlockWith(Site other) =>
        other._containers.Length >= _containers.Length
        && _containers.Zip(other._containers, (a, b) => a.Node == b.Node).All(same => same);

    /// <summary>The statement alone in the loops around it.</summary>
    public Statement InItsLoops() =>
        Loops.Reverse().Aggregate(Statement, (inner, loop) => loop with { Body = [inner] });

    /// <summary>The iterations at which the statement runs, as conditions that are ≥ 0. Conditions on data are left out.</summary>
    public IReadOnlyList<IndexExpr> Domain() =>
        _domain ??= [.. Loops.SelectMany(Bounds), .. Guards.SelectMany(GuardConditions.Affine)];

    public static IEnumerable<IndexExpr> Bounds(For loop)
    {
        IndexExpr index = IndexExpr.Of(loop.Index);
        return [index - loop.Lower, loop.Upper - IndexExpr.One - index];
    }

    /// <summary>The sites of a block inside loops, those of the loops themselves left out.</summary>
    public static List<Site> Inside(IReadOnlyList<For> loops, EquatableArray<Statement> block)
    {
        // The loops' own conditions and counts play no part inside; bounds are read before.
        EquatableArray<Statement> nest = block;
        for (int i = loops.Count - 1; i >= 0; i--)
        {
            nest = [loops[i] with { Body = nest, While = null, Count = null }];
        }

        return All(nest).Skip(loops.Count(HasHeader)).ToList();
    }

    /// <summary>Whether the bounds are read from storage, which is a site of its own before the loop.</summary>
    public static bool HasHeader(For loop) => loop.Lower.Elements().Concat(loop.Upper.Elements()).Any();

    /// <summary>
    /// All statements but loops, in the order of the text; a branch's own site is the evaluation of its condition. A loop has one
    /// before it where its bounds are read from storage, one at the start of its body where it has a condition, and one after it
    /// where it leaves its count.
    /// </summary>
    public static List<Site> All(IEnumerable<Statement> block)
    {
        var sites = new List<Site>();
        int node = 0;
        Visit(block, [], []);
        return sites;

        void Visit(IEnumerable<Statement> statements, Container[] containers, Condition[] passed)
        {
            foreach (Statement s in statements)
            {
                switch (s)
                {
                    case For loop:
                        VisitLoop(loop, containers, passed);
                        break;
                    case If branch:
                        sites.Add(new Site(branch with { Then = [] }, sites.Count, containers, passed));
                        Visit(branch.Then, [.. containers, new Container(branch, node++)], passed);
                        if (branch.Then.LastOrDefault() is Throw { IsCall: false })
                        {
                            passed = [.. passed, new Not(branch.Condition)];
                        }

                        break;
                    default:
                        sites.Add(new Site(s, sites.Count, containers, passed));
                        break;
                }
            }
        }

        void VisitLoop(For loop, Container[] containers, Condition[] passed)
        {
            void Add(Statement statement, Container[] around) =>
                sites.Add(new Site(statement, sites.Count, around, passed));
            if (HasHeader(loop))
            {
                Add(loop with { Body = [], While = null, Count = null }, containers);
            }

            Container[] inside = [.. containers, new Container(loop, node++)];
            if (loop.While is { } condition)
            {
                Add(new If(condition, []), inside);
            }

            Visit(loop.Body, inside, passed);
            if (loop.Count is { } count)
            {
                Add(new Assign(count, new FromIndex(IndexExpr.Of(loop.Index), count.Buffer.Element)), containers);
            }
        }
    }
}
