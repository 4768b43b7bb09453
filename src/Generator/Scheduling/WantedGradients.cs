using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// For each nest of a backward pass the gradients for which it is computed, found from the end: a nest that serves only
/// gradients that the caller does not want is not run, one that serves none is not there.
/// </summary>
internal static class WantedGradients
{
    public static List<Statement> Mark(IReadOnlyList<Statement> block, EquatableArray<ParameterRole> roles)
    {
        var inputs = new HashSet<Buffer>(roles.Where(r => r.Role == Role.Input).Select(r => r.Buffer));
        var servedBy = new Dictionary<Buffer, HashSet<Buffer>>();
        var everything = new HashSet<Buffer>();
        var result = new List<Statement>();
        foreach (Statement statement in block.Reverse())
        {
            List<Buffer> targets = Targets(statement);
            var serves = new HashSet<Buffer>();
            bool always = statement.SelfAndInner().Any(s => s is Rewind or Throw or Check);
            foreach (Buffer target in targets)
            {
                if (target is { Kind: BufferKind.Gradient, Of: { } parameter } && inputs.Contains(parameter))
                {
                    serves.Add(target);
                    always |= target.Form == BufferForm.Scalar;
                }
                else if (
                    target.Kind is BufferKind.Adjoint
                    || (target.Kind == BufferKind.Local && servedBy.ContainsKey(target))
                )
                {
                    serves.UnionWith(servedBy.TryGetValue(target, out HashSet<Buffer> s) ? s : []);
                    always |= everything.Contains(target);
                }
                else
                {
                    always = true;
                }
            }

            if (!always && serves.Count == 0)
            {
                continue;
            }

            foreach (Buffer source in Sources(statement))
            {
                if (!servedBy.TryGetValue(source, out HashSet<Buffer> s))
                {
                    servedBy[source] = s = [];
                }

                s.UnionWith(serves);
                if (always)
                {
                    everything.Add(source);
                }
            }

            result.Add(statement with { WantedFor = always ? [] : serves.OrderBy(b => b.Id).ToEquatableArray() });
        }

        result.Reverse();
        return result;
    }

    private static List<Buffer> Targets(Statement statement) =>
        statement
            .SelfAndInner()
            .Select(s =>
                s switch
                {
                    Fill fill => fill.Buffer,
                    Copy copy => copy.Target,
                    _ => s.Write()?.Buffer,
                }
            )
            .OfType<Buffer>()
            .Distinct()
            .ToList();

    private static IEnumerable<Buffer> Sources(Statement statement) =>
        statement
            .SelfAndInner()
            .SelectMany(s => s is Copy copy ? [copy.Source] : s.Reads().Select(a => a.Buffer))
            .Distinct();
}
