using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>The arguments of one run, in double; every number is one that float can hold.</summary>
internal sealed class Data
{
    private Data(LoopProgram program, Array[] values, int[][] shapes) =>
        (Program, Values, Shapes) = (program, values, shapes);

    public LoopProgram Program { get; }

    public Array[] Values { get; }

    public int[][] Shapes { get; }

    public static Data Random(LoopProgram program, int run)
    {
        var random = new Random(program.Seed + run);
        Extents extents = Extents.Of(program, program.Sizes[run])!;
        int[][] shapes = [.. program.Parameters.Select(p => extents.Shapes[p.Name])];
        Array[] values =
        [
            .. program.Parameters.Select(
                (p, i) =>
                    (Array)(
                        p.Form switch
                        {
                            Form.Size => new[] { program.Sizes[run][p.Axes[0]!] },
                            Form.Flag or Form.Word => new[] { random.Next(2) },
                            Form.IndexArray => Indices(
                                random,
                                shapes[i][0],
                                extents.IndexBounds.GetValueOrDefault(p.Name, 1)
                            ),
                            _ => Numbers(random, shapes[i].Aggregate(1, (a, b) => a * b)),
                        }
                    )
            ),
        ];
        return new Data(program, values, shapes);
    }

    /// <summary>The same arguments, each number off by a share of itself.</summary>
    public Data Nudged(double share) =>
        new(
            Program,
            [
                .. Values.Select(v =>
                    v is double[] numbers
                        ? numbers.Select((x, k) => x * (1 + (k % 2 == 0 ? share : -share))).ToArray()
                        : (Array)v.Clone()
                ),
            ],
            Shapes
        );

    /// <summary>Numbers around 0, of both signs.</summary>
    public static double[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 2.6) - 1.3))];

    /// <summary>A copy of the values in the precision of the call.</summary>
    public Array[] Copy(bool inFloat) => [.. Values.Select((v, i) => Cast(v, inFloat && !Program.Parameters[i].Wide))];

    public static Array Cast(Array values, bool toFloat) =>
        toFloat && values is double[] numbers ? Array.ConvertAll(numbers, x => (float)x) : (Array)values.Clone();

    public static double[] Widen(Array values) =>
        values as double[] ?? (values is float[] floats ? Array.ConvertAll(floats, x => (double)x) : []);

    private static int[] Indices(Random random, int count, int bound) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(bound))];
}
