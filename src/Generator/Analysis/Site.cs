using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>A loop at a place: the same loop object at two places is two enclosing loops.</summary>
internal sealed record Enclosing(For Loop, int Node);

/// <summary>A statement that reads or writes, at its place: the loops around it, the conditions it stands under, its rank in the text.</summary>
internal sealed class Site(Statement statement, int order, Enclosing[] loops, Condition[] guards)
{
    public Statement Statement { get; } = statement;

    public int Order { get; } = order;

    public IReadOnlyList<Enclosing> Loops { get; } = loops;

    public IReadOnlyList<Condition> Guards { get; } = guards;

    /// <summary>How many enclosing loops two sites share.</summary>
    public int Common(Site other)
    {
        int n = 0;
        while (n < Loops.Count && n < other.Loops.Count && Loops[n].Node == other.Loops[n].Node)
        {
            n++;
        }

        return n;
    }

    /// <summary>The statement alone in the loops around it.</summary>
    public Statement InItsLoops() => Loops.Reverse().Aggregate(Statement, (inner, l) => l.Loop with { Body = [inner] });

    /// <summary>The iterations at which the statement runs, as conditions that are ≥ 0. Conditions on data are left out.</summary>
    public IEnumerable<IndexExpr> Domain() =>
        Loops.SelectMany(l => Bounds(l.Loop)).Concat(Guards.SelectMany(GuardConditions.Affine));

    public static IEnumerable<IndexExpr> Bounds(For loop)
    {
        IndexExpr index = IndexExpr.Of(loop.Index);
        return [index - loop.Lower, loop.Upper - IndexExpr.One - index];
    }

    /// <summary>All statements that are no containers, in the order of the text.</summary>
    public static List<Site> All(IEnumerable<Statement> block)
    {
        var sites = new List<Site>();
        int node = 0;
        Visit(block, [], []);
        return sites;

        void Visit(IEnumerable<Statement> statements, Enclosing[] loops, Condition[] guards)
        {
            foreach (Statement s in statements)
            {
                switch (s)
                {
                    case For loop:
                        Visit(loop.Body, [.. loops, new Enclosing(loop, node++)], guards);
                        break;
                    case If branch:
                        sites.Add(new Site(branch with { Then = [] }, sites.Count, loops, guards));
                        Visit(branch.Then, loops, [.. guards, branch.Condition]);
                        break;
                    default:
                        sites.Add(new Site(s, sites.Count, loops, guards));
                        break;
                }
            }
        }
    }
}
