using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;

namespace NeuralGen.Generator.Tests.Hostile;

/// <summary>Runs an edited method, its copies and its derivative at a random point, and compares.</summary>
internal sealed class Running
{
    private const int Size = 9;
    private const int Enough = 20_000;
    private static readonly int[] _index = [2, 0, 1, 2, 2];
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Type _program;
    private readonly Type _burning;
    private readonly Type? _dual;
    private readonly Action<int> _fill;
    private readonly Func<bool> _isKink;

    public Running(byte[] image)
    {
        Assembly assembly = new AssemblyLoadContext("hostile").LoadFromStream(new MemoryStream(image));
        _program = assembly.GetType("P")!;
        _burning = assembly.GetType("Burning.P")!;
        _dual = assembly.GetType("InDual.P");
        Type glue = assembly.GetType("Glue")!;
        _fill = glue.GetMethod("Fill")!.CreateDelegate<Action<int>>();
        _isKink = glue.GetMethod("IsKink")!.CreateDelegate<Func<bool>>();
    }

    private delegate double Scalar(double[] x, double[] y, double a, int n, bool flag, int[] idx);

    private delegate double[] Directional(
        double[] x,
        double[] y,
        double a,
        double[] dx,
        double[] dy,
        double da,
        int n,
        bool flag,
        int[] idx
    );

    private delegate double Gradient(
        double[] x,
        double[] y,
        double a,
        int n,
        bool flag,
        int[] idx,
        Span<double> xGrad,
        Span<double> yGrad,
        out double aGrad
    );

    public (Fate Fate, string Failure) Examine(Edited edited, bool overDuals)
    {
        Trail.Enter("run", edited);
        Task<(Fate, string)> work = Task.Run(() => Compare(edited, overDuals));
        return work.Wait(_patience) ? work.Result : (Fate.Failed, "the generated code does not end");
    }

#pragma warning disable CA1031 // edited programs throw whatever they like
    private (Fate Fate, string Failure) Compare(Edited edited, bool overDuals)
    {
        var random = new Random(edited.Number);
        double[] point = Draw(random);
        (double Value, double[] Left) expected;
        try
        {
            _fill(Enough);
            expected = Call(Of<Scalar>(_burning, $"F{edited.Number}"), point);
        }
        catch (Exception)
        {
            return (Fate.DoesNotEnd, "");
        }

        var gradient = new double[point.Length];
        try
        {
            (double Value, double[] Left) forward = Call(
                Of<Scalar>(_program, $"M{edited.Number}Forward", parameters: 6),
                point
            );
            if (!IsNear(forward.Value, expected.Value) || !forward.Left.Zip(expected.Left, IsNear).All(near => near))
            {
                return IsSensitive(edited, point, overDuals)
                    ? (Fate.IllConditioned, "")
                    : (Fate.Failed, $"forward gives {forward.Value:R} for {expected.Value:R}");
            }

            (double[] x, double[] y, double a) = Split(point);
            double result = Of<Gradient>(_program, $"M{edited.Number}Gradient")(
                x,
                y,
                a,
                Size - 1,
                true,
                [.. _index],
                gradient.AsSpan(0, Size),
                gradient.AsSpan(Size, Size),
                out gradient[^1]
            );
            if (!IsNear(result, forward.Value))
            {
                return (Fate.Failed, $"the gradient's value is {result:R} for {forward.Value:R}");
            }
        }
        catch (Exception error)
        {
            return (Fate.Failed, $"the derivative throws where the method does not: {error}");
        }

        return overDuals ? Slopes(edited, point, gradient, random) : (Fate.ValueIsRight, "");
    }

    private (Fate Fate, string Failure) Slopes(Edited edited, double[] point, double[] gradient, Random random)
    {
        for (int trial = 0; trial < 3; trial++)
        {
            double[] direction = Draw(random);
            if (Slope(edited, point, direction) is not { } expected)
            {
                return (Fate.ValueIsRight, "");
            }

            double scale = gradient.Zip(direction, (g, d) => Math.Abs(g * d)).Sum();
            double slope = gradient.Zip(direction, (g, d) => g * d).Sum();
            // So that a gradient that is not a number is not within any distance.
            if (!(Math.Abs(slope - expected) <= 1e-7 * (1 + scale + Math.Abs(expected))))
            {
                return IsSensitive(edited, point, overDuals: true)
                    ? (Fate.IllConditioned, "")
                    : (Fate.Failed, $"the derivative is {slope:R} for {expected:R}: {string.Join(" ", gradient)}");
            }
        }

        return (Fate.Right, "");
    }

    /// <summary>The derivative along a direction; null at a kink, and where it is not finite.</summary>
    private double? Slope(Edited edited, double[] point, double[] direction)
    {
        (double[] x, double[] y, double a) = Split(point);
        (double[] dx, double[] dy, double da) = Split(direction);
        _fill(Enough);
        try
        {
            double[] found = Of<Directional>(_dual!, $"R{edited.Number}")(
                x,
                y,
                a,
                dx,
                dy,
                da,
                Size - 1,
                true,
                [.. _index]
            );
            return _isKink() || !found.All(double.IsFinite) ? null : found[1];
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Whether a change in the last digits changes much.</summary>
    private bool IsSensitive(Edited edited, double[] point, bool overDuals)
    {
        double[] near = [.. point.Select(v => v * (1 + 1e-13))];
        _fill(Enough);
        double value = Call(Of<Scalar>(_burning, $"F{edited.Number}"), point).Value;
        _fill(Enough);
        double moved = Call(Of<Scalar>(_burning, $"F{edited.Number}"), near).Value;
        if (!(Math.Abs(value - moved) <= 1e-9 * (1 + Math.Abs(value))))
        {
            return true;
        }

        return overDuals
            && !(
                Slope(edited, point, near) is { } slope
                && Slope(edited, near, near) is { } other
                && Math.Abs(slope - other) <= 1e-8 * (1 + Math.Abs(slope))
            );
    }
#pragma warning restore CA1031

    private static (double Value, double[] Left) Call(Scalar method, double[] point)
    {
        (double[] x, double[] y, double a) = Split(point);
        double value = method(x, y, a, Size - 1, true, [.. _index]);
        return (value, [.. x, .. y]);
    }

    private static TDelegate Of<TDelegate>(Type type, string name, int? parameters = null)
        where TDelegate : Delegate =>
        type.GetMethods()
            .Single(m => m.Name == name && (parameters is null || m.GetParameters().Length == parameters))
            .CreateDelegate<TDelegate>();

    private static double[] Draw(Random random) =>
        [.. Enumerable.Range(0, (2 * Size) + 1).Select(_ => (random.NextDouble() * 2) - 1)];

    private static (double[] X, double[] Y, double A) Split(double[] point) =>
        (point[..Size], point[Size..^1], point[^1]);

    private static bool IsNear(double actual, double expected) =>
        actual.Equals(expected) || Math.Abs(actual - expected) <= 1e-9 * (1 + Math.Abs(expected));
}
