using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>Choices by several values at once, and such that the compiler knows to be complete.</summary>
public class PatternTests
{
    private const string Members =
        "static double Sum(double[] v) { double s = 0; for (int i = 0; i < v.Length; i++) s += v[i] * v[i]; return s; }";

    private static readonly string[] Bodies =
    [
        "double s = 0; for (int i = 0; i < n; i++) s += (x[i] > 0, y[i] > 0) switch { (true, true) => x[i] * y[i], (true, false) => x[i], (false, true) => y[i], _ => a }; return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += (x[i] > 0, y[i] > 0) switch { (true, true) => x[i] * y[i], (true, false) => x[i], (false, true) => y[i], (false, false) => a }; return s;",
        "return flag switch { true => x[0] * a, false => a };",
        "double s = 0; for (int i = 0; i < n; i++) s += (i, flag) switch { (0, _) => a, (_, true) when i % 2 == 0 => x[i], (> 3 and < 6, _) => y[i], _ => x[i] * 2 }; return s;",
        "double s = 0; for (int i = 0; i < n; i++) switch ((i % 2, x[i] > 0)) { case (0, true): s += x[i]; break; case (1, _): s *= a; break; default: s -= 1; break; } return s;",
        "int k = 2; double s = a; switch ((k, n)) { case (2, > 3): k = 5; s *= x[k]; break; case (5, _): s = 0; break; } return s * k;",
        "return (n, x[0]) is ( > 3, < 2) ? x[0] * a : a;",
        "return (n, (x[0], flag)) is ( > 3, ( < 2, true)) ? x[0] * a : a;",
        "double s = 0; for (int i = 0; i < n; i++) if ((i, n) is not (0, _)) s += x[i] * a; return s;",
        "return (flag, n) switch { (true, _) => Sum(x), (false, 8) => Sum(y) * a, _ => a };",
        "return x[0] switch { > 0 => a, <= 0 => x[0], double.NaN => 1 };",
        "return n switch { > 0 => a * x[0], <= 0 => x[0] };",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) => Meaning.Agree(Bodies, generation, Members);
}
