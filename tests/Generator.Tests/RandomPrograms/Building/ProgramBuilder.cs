using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary>Builds the program of a seed: parameters first, then nests that read and write them.</summary>
internal sealed partial class ProgramBuilder
{
    private static readonly int[] Extremes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65];

    private readonly Random _random;
    private readonly int _seed;
    private readonly List<Parameter> _parameters = [];
    private readonly List<string> _sizes = [];
    private HashSet<string> _outputs = [];
    private int _locals;

    private ProgramBuilder(int seed) => (_seed, _random) = (seed, new Random(seed));

    /// <summary>The program of a seed. Runs of sizes for which some access would leave its buffer are not kept.</summary>
    public static LoopProgram Build(int seed)
    {
        for (int attempt = 0; ; attempt++)
        {
            LoopProgram program = new ProgramBuilder(unchecked((seed * 7919) + attempt)).Build() with { Seed = seed };
            if (!program.Sizes.IsEmpty)
            {
                return program;
            }
        }
    }

    private LoopProgram Build()
    {
        DeclareSizes();
        DeclareBuffers();
        DeclareOthers();
        ImmutableArray<Statement> body = WithControl(Body());
        var program = new LoopProgram(_seed, [.. _parameters.Select(p => Settled(p, body))], body, []);
        return Recounting.Of(Dressing.Of(program with { Sizes = ChooseSizes(program) }));
    }

    private void DeclareSizes()
    {
        int count = _random.Weighted((35, 1), (45, 2), (20, 3));
        _sizes.AddRange(Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"N{i}")));
    }

    private void DeclareBuffers()
    {
        string[] names = ["A", "B", "C", "D", "E"];
        int count = _random.Weighted((25, 2), (45, 3), (25, 4), (5, 5));
        for (int i = 0; i < count; i++)
        {
            int rank = _random.Weighted((45, 1), (40, 2), (15, 3));
            Form form = rank > 1 ? Form.Tensor : _random.Pick([Form.Tensor, Form.Tensor, Form.Array, Form.Span]);
            string name = form == Form.Tensor ? names[i] : names[i].ToLowerInvariant();
            ImmutableArray<string?> axes =
            [
                .. Enumerable.Range(0, rank).Select(_ => _random.Percent(80) ? _random.Pick(_sizes) : null),
            ];
            _parameters.Add(
                new Parameter(name, form, axes, _random.Weighted((60, 0), (20, 1), (20, 3)))
                {
                    Wide = _random.Percent(3),
                }
            );
        }

        List<string> shuffled = [.. _parameters.Select(p => p.Name).OrderBy(_ => _random.Next())];
        _outputs = [.. shuffled.Take(_random.Weighted((50, 1), (40, 2), (10, 3)))];
    }

    private void DeclareOthers()
    {
        for (int i = _random.Weighted((50, 0), (35, 1), (15, 2)); i > 0; i--)
        {
            _parameters.Add(
                new Parameter(FormattableString.Invariant($"s{i}"), Form.Scalar, []) { Wide = _random.Percent(5) }
            );
        }

        if (_random.Percent(25))
        {
            _parameters.Add(new Parameter("at", Form.IndexArray, [_random.Percent(70) ? _random.Pick(_sizes) : null]));
        }

        if (_random.Percent(10))
        {
            _parameters.Add(new Parameter("flag", _random.Percent(50) ? Form.Flag : Form.Word, []));
        }

        foreach (string size in _sizes.Where(s => !_parameters.Any(p => p.Axes.Contains(s)) || _random.Percent(8)))
        {
            _parameters.Add(new Parameter(size.ToLowerInvariant(), Form.Size, [size]));
        }
    }

    /// <summary>Only what is never written may be a read-only span, or a constant.</summary>
    private Parameter Settled(Parameter parameter, ImmutableArray<Statement> body)
    {
        bool written = body.Any(s => Writing.To(s, parameter.Name));
        return parameter with
        {
            Form = parameter.Form == Form.Span && !written ? Form.ReadOnlySpan : parameter.Form,
            NoGrad = parameter.IsReal && !written && _random.Percent(5),
        };
    }

    /// <summary>Up to three runs, of sizes around the vector widths, small enough to be repeated a thousand times.</summary>
    private ImmutableArray<ImmutableSortedDictionary<string, int>> ChooseSizes(LoopProgram program)
    {
        var runs = new List<ImmutableSortedDictionary<string, int>>();
        for (int attempt = 0; attempt < 24 && runs.Count < 3; attempt++)
        {
            // The first kept run is never one in which nothing happens.
            var sizes = _sizes.ToImmutableSortedDictionary(
                s => s,
                _ => _random.Pick(runs.Count == 0 ? Extremes[2..] : Extremes)
            );
            if (!runs.Any(r => r.SequenceEqual(sizes)) && Extents.Of(program, sizes) is not null)
            {
                runs.Add(sizes);
            }
        }

        return [.. runs];
    }
}
