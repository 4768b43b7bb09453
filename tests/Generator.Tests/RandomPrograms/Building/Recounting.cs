using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>Loops with the same iterations whose bounds are products: <c>i * N0 + j</c> instead of j, or one instead of two.</summary>
internal sealed class Recounting
{
    private readonly Random _random;
    private readonly int _percent;

    private Recounting(int seed)
    {
        _random = new Random(seed ^ 0x243f6a88);
        _percent = _random.Weighted((60, 0), (40, 30));
    }

    public static LoopProgram Of(LoopProgram program)
    {
        var recounting = new Recounting(program.Seed);
        return program with { Body = recounting.Of(program.Body, [], []) };
    }

    private ImmutableArray<Statement> Of(
        ImmutableArray<Statement> body,
        ImmutableArray<string> indices,
        ImmutableArray<string> sizes
    ) => [.. body.Select(s => Of(s, indices, sizes))];

    private Statement Of(Statement statement, ImmutableArray<string> indices, ImmutableArray<string> sizes) =>
        statement switch
        {
            Loop loop => Of(loop, indices, sizes),
            Foreach loop => loop with { Body = Of(loop.Body, indices, sizes) },
            If branch => branch with { Then = Of(branch.Then, indices, sizes), Else = Of(branch.Else, indices, sizes) },
            // A function may not know the sizes around it.
            Invoke invoke => invoke with { Call = invoke.Call with { Body = Of(invoke.Call.Body, indices, []) } },
            Declare { Value: HelperCall call } declare => declare with
            {
                Value = call with { Body = Of(call.Body, indices, []) },
            },
            _ => statement,
        };

    private Loop Of(Loop loop, ImmutableArray<string> indices, ImmutableArray<string> sizes)
    {
        ImmutableArray<string> known = [.. sizes.Concat(Sizes(loop.Lower)).Concat(Sizes(loop.Upper)).Distinct()];
        Loop recounted = loop with { Body = Of(loop.Body, indices.Add(loop.Index), known) };
        if (known.IsEmpty || loop.IsWhile || !_random.Percent(_percent))
        {
            return recounted;
        }

        return _random.Percent(50)
            ? recounted with
            {
                IsFlat = true,
            }
            : recounted with
            {
                Shift = new Product(_random.Pick([.. indices, .. known]), _random.Pick(known), _random.Percent(20)),
            };
    }

    private static IEnumerable<string> Sizes(Integer bound) =>
        bound is Affine affine ? affine.Terms.Select(t => t.Name).Where(n => n[0] == 'N') : [];
}
