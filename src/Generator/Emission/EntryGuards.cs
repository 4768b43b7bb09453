using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Conditions that are known before a pass runs, and without which it does not touch a buffer: what <c>if (n &lt; 100)</c> keeps
/// control from needs no room.
/// </summary>
internal sealed class EntryGuards
{
    private readonly EquatableArray<Statement> _body;
    private readonly HashSet<Buffer> _written;

    public EntryGuards(EquatableArray<Statement> body)
    {
        _body = body;
        _written = [.. Places(body, []).Select(p => p.Statement.Write()?.Buffer).OfType<Buffer>()];
    }

    /// <summary>Those of a buffer that may be larger than there is room for; of others none.</summary>
    public EquatableArray<Condition> Of(Buffer buffer)
    {
        if (Box.HaveRoom(Enumerable.Range(0, buffer.Rank).Select(buffer.Extent).ToList()))
        {
            return [];
        }

        // What is cleared may have no elements.
        List<Condition[]> all = Places(_body, [])
            .Where(p => p.Statement is not Fill && p.Statement.Buffers().Contains(buffer))
            .Select(p => p.Guards)
            .ToList();
        return all.SelectMany(guards => guards)
            .Distinct()
            .Where(c => all.All(guards => guards.Contains(c)) && EntryConditions.IsKnown(c, _written))
            .ToEquatableArray();
    }

    /// <summary>The statements, loops and branches without what they consist of, and the conditions around each.</summary>
    private static IEnumerable<(Statement Statement, Condition[] Guards)> Places(
        IEnumerable<Statement> block,
        Condition[] guards
    ) =>
        block.SelectMany(statement =>
            statement switch
            {
                For loop => Places(loop.Body, guards).Prepend((loop with { Body = [] }, guards)),
                If branch => Places(branch.Then, [.. guards, branch.Condition])
                    .Prepend((branch with { Then = [] }, guards)),
                WantedBlock wanted => Places(wanted.Then, guards),
                _ => [(statement, guards)],
            }
        );
}
