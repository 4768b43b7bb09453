using System;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>What a call left behind: values, gradients and the result, all as double.</summary>
internal sealed record Outcome(double[][] Values, double[]?[] Gradients, double Result)
{
    /// <summary>Runs a call on copies of the data.</summary>
    public static Outcome Of(
        DriverCall call,
        Action action,
        Data data,
        bool inFloat,
        double[]?[]? gradients = null,
        double seed = 0
    )
    {
        Array[] values = data.Copy(inFloat);
        Array?[] own = gradients is null
            ? new Array?[values.Length]
            :
            [
                .. gradients.Select(
                    (g, i) => g is null ? null : Data.Cast(g, inFloat && !data.Program.Parameters[i].Wide)
                ),
            ];
        double result = call(action, values, data.Shapes, own, seed);
        return new Outcome(
            [.. values.Select(Data.Widen)],
            [.. own.Select(g => g is null ? null : Data.Widen(g))],
            result
        );
    }

    /// <summary>The largest magnitude among values, gradients and result; infinite if any is not a number.</summary>
    public double Largest =>
        Values
            .Concat(Gradients.Select(g => g ?? []))
            .SelectMany(v => v)
            .Append(Result)
            .Select(x => double.IsFinite(x) ? Math.Abs(x) : double.PositiveInfinity)
            .Max();
}
