using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>What each parameter is to the method: input, output, or both.</summary>
internal static class Roles
{
    public static EquatableArray<ParameterRole> Find(Method method, EquatableArray<Statement> body)
    {
        List<Site> sites = Site.All(body);
        // A method that calls itself takes what it writes for both, before its role is known: so it must be.
        bool isRecursive = method.ArrayCallees.Any(c => c.IsSelf);
        return method
            .Parameters.SelectMany(p => p.Buffers)
            .Concat(method.Fields.Select(f => f.Buffer))
            .Select(b => new ParameterRole(
                b,
                RoleOf(b, sites) is var r && isRecursive && r == Role.PureOutput ? Role.ReadWrite : r
            ))
            .ToEquatableArray();
    }

    private static Role RoleOf(Buffer buffer, List<Site> sites)
    {
        List<(Site Site, Access Access)> reads = sites
            .SelectMany(s => s.Statement.Reads().Where(a => a.Buffer.Equals(buffer)).Select(a => (s, a)))
            .ToList();
        bool isWritten = sites.Any(s => s.Statement.Write()?.Buffer.Equals(buffer) == true);
        if (!isWritten)
        {
            bool isMentioned = reads.Count > 0;
            return isMentioned || buffer.Element.IsInteger() ? Role.Input : Role.Unused;
        }

        (List<Site> joined, HashSet<Site> replaced) = Alternatives.Find(sites, buffer);

        // Where a write may not happen, the element keeps its value: that is a read.
        List<Site> all = [.. sites, .. joined];
        IEnumerable<(Site Site, Access Access)> kept = all.Where(s => !replaced.Contains(s))
            .Where(s => s.Statement.Write()?.Buffer.Equals(buffer) == true && IsUncertain(s))
            .Select(s => (s, s.Statement.Write()!));
        return reads.Concat(kept).All(r => Coverage.IsWrittenBefore(r.Site, r.Access, all))
            ? Role.PureOutput
            : Role.ReadWrite;
    }

    /// <summary>Whether data decides if the statement runs, and not indices and sizes alone, which say what region is meant.</summary>
    private static bool IsUncertain(Site site) =>
        site.Loops.Any(l => l.While is not null) || site.Guards.Any(g => g.Loads().Any() || g.Expressions().Any());
}
