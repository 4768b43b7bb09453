using System;
using System.Linq;
using System.Reflection;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>
/// <c>[Checkpoint]</c> on a method whose outermost loop carries a state: the state is kept every ⌈√n⌉ iterations, and value and gradient are
/// those without it.
/// </summary>
public class CheckpointTests
{
    private static readonly string[] Bodies =
    [
        // A scalar, several, with the parameters that each iteration reads.
        "double s = a; for (int t = 0; t < n; t++) s = Math.Sin(s) * x[t] + y[t]; return s * s;",
        "double s = a, v = x[0]; for (int t = 0; t < 5 * n; t++) { double f = -Math.Sin(s) * y[0]; v += 0.1 * f; s += 0.1 * v; } return s * v;",
        "double s = a, l = 0; for (int t = 0; t < 3 * n; t++) { s = s * Math.Cos(s) + 0.1 * x[t % n]; l += s * s * y[t % n]; } return l + s;",
        "double p = a, q = 1; for (int t = 0; t < n; t++) { double r = p * q + x[t]; q = p; p = Math.Tanh(r); } return p * q;",
        "for (int t = 0; t < 0; t++) a = a * a; double s = a; for (int t = 0; t < n - 7; t++) s *= s * x[t]; for (int t = 0; t < n - 50; t++) s *= s; return s;",
        "double s = a; for (int t = n - 1; t >= 1; t -= 2) s = s * s * x[t] + y[t]; return s;",
        "double s = a; for (int t = 2; t <= 23; t += 3) s = Math.Exp(-s * s) * t * 0.1 + x[2]; return s * s;",
        // Arrays in place, local and given, with a private one, and what is reduced in an iteration.
        "for (int t = 0; t < 2 * n; t++) for (int i = 1; i < n; i++) x[i] = Math.Sin(x[i]) + 0.3 * x[i - 1] * y[i]; double s = 0; foreach (double v in x) s += v * v; return s;",
        "var u = new double[n]; for (int i = 0; i < n; i++) u[i] = x[i] * a; for (int t = 0; t < n + 2; t++) { var w = new double[n]; for (int i = 0; i < n; i++) w[i] = u[i] + 0.1 * (u[(i + 1) % n] * u[i] - u[(i + n - 1) % n]); for (int i = 0; i < n; i++) u[i] = w[i] * y[i]; } double s = 0; for (int i = 0; i < n; i++) s += u[i] * u[i] * (i + 1); return s;",
        "var u = new double[n]; var w = new double[n]; for (int i = 0; i < n; i++) u[i] = x[i]; for (int t = 0; t < n; t++) { for (int i = 0; i < n; i++) w[i] = u[i] * u[i] * 0.3 + y[t]; (u, w) = (w, u); } double s = 0; for (int i = 0; i < n; i++) s += u[i] * u[i]; return s;",
        "for (int t = 0; t < n; t++) { double m = 0; for (int i = 0; i < n; i++) m += x[i] * x[i]; m = Math.Sqrt(m + 1); for (int i = 0; i < n; i++) x[i] = x[i] / m + 0.1 * y[t]; } return x[0] * x[1] + x[n - 1];",
        "var h = new double[n]; for (int t = 0; t < n; t++) { var g = new double[n]; for (int i = 0; i < n; i++) { double u = y[i] * x[t]; for (int j = 0; j < n; j++) u += h[j] * x[j] * 0.2; g[i] = Math.Tanh(u); } for (int i = 0; i < n; i++) h[i] = g[i]; } double s = 0; for (int i = 0; i < n; i++) s += h[i] * (i + 1); return s;",
        // A trajectory that is only written, one that is read at once, and one that stays.
        "var z = new double[n + 1]; double s = a; for (int t = 0; t < n; t++) { s = Math.Sin(s * x[t]) + s; z[t] = s * y[t]; } double l = 0; for (int t = 0; t < n; t++) l += z[t] * z[t]; return l;",
        "double s = a; for (int t = 0; t < n; t++) { s = s * x[t] + 1; y[t] = Math.Exp(0.1 * s); s += y[t] * y[t]; } return s + y[0] * y[1];",
        "var z = new double[n + 1]; z[0] = a; double s = 1; for (int t = 0; t < n; t++) { z[t + 1] = Math.Sin(z[t]) + x[t] * s; s = s * z[t + 1] + y[t]; } return z[n] * s;",
        "double s = a; for (int t = 0; t < n; t++) { s = s * s * 0.3 + x[t]; y[t] *= s; } return s * y[0] + y[1] * y[2];",
        "double s = a; for (int t = 0; t < n; t++) { s = s * y[t + 1] + x[t] * x[t]; y[t] = s; x[t] *= s; } return s * y[0] + y[1] * x[2];",
        "double s = a; for (int t = 0; t < n; t++) { s = s * y[t] + x[(t + 1) % n] * x[t]; y[t] += s; y[t] *= y[t]; x[0] += y[t]; } return s * y[0] + y[1] * x[2];",
        // Read in the loop and overwritten after it; overwritten before it.
        "double s = a; for (int t = 0; t < n; t++) s = s * s * x[t] + y[t]; for (int t = 0; t < n; t++) { x[t] = s * t; y[t] *= x[t]; } return x[1] * y[2] * s;",
        "for (int i = 0; i < n; i++) x[i] *= x[i] * y[i]; double s = a; for (int t = 0; t < n; t++) { s = s * x[t] + Math.Cos(s); x[t] = s; } return s * x[0];",
        // Choices, jumps and loops inside; counters, flags and positions as the state.
        "double s = a; int c = 0; for (int t = 0; t < 3 * n; t++) { if (s > 0.2) { s = s * s - x[c]; c = (c + 1) % n; } else s = s + 0.4 * y[c] * y[c] + 0.05; } return s * x[c];",
        "double s = a; bool up = flag; for (int t = 0; t < n; t++) { s = up ? s * x[t] : s * s + y[t]; up = s > 0; } return s;",
        "double s = a + 2; for (int t = 0; t < n; t++) { int k = 0; while (s > 0.5 && k < 5) { s = s * 0.8 - 0.01 * x[k]; k++; } s += y[t] * k * 0.3 + 1; } return s * s;",
        "double s = a; for (int t = 0; t < n; t++) { double m = x[0]; for (int i = 1; i < n; i++) m = Math.Max(m, x[i] * y[i]); s = s * m + x[t]; x[t] = Math.Sin(s); if (x[t] < 0) continue; s *= 0.9; } return s;",
        "double s = a; for (int t = 0; t < n; t++) { for (int j = 0; j <= t; j++) { double e = x[j] * s; s += 0.1 * e * e; } x[t] = s; } return s * x[2];",
        "double s = a; for (int t = 0; t < n; t++) { if (s > 1e9) throw new OverflowException($\"{s}\"); s = s * x[idx[t % 5]] + y[t]; x[idx[t % 5]] += s; } return s;",
        "double Step(double v, double w) { if (v < 0) return v * w + 0.1; return Math.Sqrt(v) * w; } double s = a; for (int t = 0; t < 2 * n; t++) s = Step(s, x[t % n]) + y[t % n]; return s;",
        "double s = a; if (flag) { for (int t = 0; t < n; t++) s = s * s * x[t] + 0.1; s *= 2; } for (int t = 0; t < n; t++) s = Math.Sin(s) + y[t]; return s;",
        // Arrays that nothing else touches: zero before the loop, of integers, of two axes, a stack, rows.
        "var u = new double[n]; double s = 0; for (int t = 0; t < 7; t++) { for (int i = 0; i < n; i++) u[i] = Math.Sin(u[i] + x[i] * a); for (int i = 0; i < n; i++) s += u[i] * u[i] * y[t]; } return s;",
        "var u = new double[n, 2]; for (int t = 0; t < n; t++) for (int i = 0; i < n; i++) u[i, t % 2] = Math.Sin(u[i, (t + 1) % 2] + x[i]) * y[t]; double s = 0; for (int i = 0; i < n; i++) s += u[i, 0] * u[i, 1]; return s;",
        "var c = new int[n]; double s = a; for (int t = 0; t < 11; t++) { c[t % 3] += 1; s = Math.Sin(s) * x[c[t % 3]] + y[c[0]]; } return s;",
        "var stack = new double[n + 1]; int top = 0; for (int t = 0; t < n; t++) { if (x[t] > 0 || top == 0) { stack[top] = x[t] * a; top++; } else { top--; a = a * 0.5 + stack[top]; } } return a * a + (top > 0 ? stack[top - 1] : 0);",
        "double s = a; var w = new double[4][]; for (int i = 0; i < 4; i++) w[i] = new double[i + 2]; for (int t = 0; t < n; t++) { for (int i = 0; i < 4; i++) for (int j = 0; j < w[i].Length; j++) w[i][j] = Math.Sin(w[i][j] * s + x[t] * (i + j)); s = w[t % 4][t % 2] + y[t] * w[3][4]; } return s;",
        // Two that are one after the other, one in the other, and one that carries nothing.
        "double s = a; for (int t = 0; t < n; t++) s = s * x[t] + s * s; for (int t = 0; t < n; t++) s = Math.Sin(s) * y[t]; return s;",
        "double s = a; for (int t = 0; t < 4; t++) for (int j = 0; j < n; j++) s = Math.Sin(s) * x[j] + y[t]; return s;",
        "double s = 0; for (int i = 0; i < n; i++) s += x[i] * y[i]; for (int i = 0; i < n; i++) x[i] *= x[i]; return s * x[0];",
        // Loops that may be left: at once, in the middle of a segment, at the end of one, never.
        "double s = a; for (int t = 0; t < n; t++) { s = s * x[t]; if (s > 5) return s * y[0]; } return s;",
        "double s = a; for (int t = 0; t < n; t++) { s = Math.Sin(s) + y[t]; if (t == 4) break; s *= x[t]; } return s * s;",
        "double s = a; for (int t = 0; t < n; t++) { s = Math.Sin(s) + y[t]; if (t == 2) return s * x[0]; s *= x[t]; } return s * s;",
        "double s = a; for (int t = 0; t < n; t++) { if (t == 0) break; s = Math.Sin(s) + y[t]; } return s * s;",
        "double s = a; int c = 0; for (int t = 0; t < 5 * n; t++) { s = Math.Sin(s) * 0.9 + 0.1 * y[t % n]; c = t; if (s * s < 0.001 * t) break; } return s * s * x[c % n];",
        "double s = a + 2, c = 0; for (int k = 0; k < 3 * n && s > 0.5; k++) { s = s * 0.9 - 0.01 * x[k % n] * s; c += 1; } return s * s * c;",
        "double s = a + 2; for (int k = 0; k < n && s > 0.1 * x[k]; k++) { s = s * 0.8 - 0.01 * x[k] * s; x[k] = s * y[k]; } return s * s * x[1];",
        "double s = a, r = 1; for (int t = n - 1; t >= 0 && r < 50; t--) { s = s * x[t] + Math.Cos(s); if (s < -0.9) continue; r += s * s; if (r > 2.5) { s *= r; break; } } return s * r;",
        "var u = new double[n]; for (int i = 0; i < n; i++) u[i] = x[i]; for (int t = 0; t < 20; t++) { double m = 0; for (int i = 0; i < n; i++) { u[i] = Math.Sin(u[i]) + 0.1 * y[i] * u[(i + 1) % n]; m += u[i] * u[i]; } if (m < 0.9) break; } double s = 0; foreach (double v in u) s += v * v; return s * a;",
        "double s = a; for (int t = 0; t < 11; t++) for (int j = 0; j < n; j++) { s = Math.Sin(s) * x[j] + y[j]; if (s * s > 2) return s + t; } return s;",
        "double s = a; for (int t = 0; t < n - 7; t++) { s = s * s + x[t]; if (s > 9) break; } for (int t = 0; t < n - 50; t++) { s *= s; if (s > 9) break; } return s;",
        "double s = a; if (flag) { for (int t = 0; t < n; t++) { s = s * s * x[t] + 0.1; if (t > 3) break; } s *= 2; } for (int t = 0; t < n; t++) { s = Math.Sin(s) + y[t]; if (s > 1.2) break; } return s;",
        // A loop of a local function inside another.
        "double s = a; void Outer() { void Inner() { for (int t = 0; t < n; t++) { double u = s * x[t]; s = Math.Sin(u) + y[t]; } } Inner(); } Outer(); return s * s;",
        // A maximum over a part that depends on the iteration.
        "double s = a; for (int t = 0; t < n; t++) { var m = new double[n]; for (int i = 0; i <= t; i++) { m[i] = x[i]; for (int j = 0; j < n; j++) m[i] = Math.Max(m[i], x[j] * y[i]); } s = Math.Sin(s) + m[t] * 0.3 + m[0] * s; } return s;",
        "double s = a; for (int t = 0; t < n; t++) { double m = x[0]; for (int j = 0; j <= t; j++) m = Math.Max(m, x[j] * y[t]); s = Math.Sin(s) * m + 0.3; } return s;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Values_and_gradients(string generation) =>
        Meaning.Agree(Bodies, generation, attributes: "Differentiable, Checkpoint");

    private const string Simulation = """
        public static partial class P
        {
            [Differentiable{0}]
            public static double Run(double[] x, double[] force, double[] path, double h, int steps)
            {
                int n = x.Length;
                var v = new double[n];
                double energy = 0;
                for (int t = 0; t < steps; t++)
                {
                    double norm = 0;
                    for (int i = 0; i < n; i++)
                        norm += x[i] * x[i];
                    for (int i = 0; i < n; i++)
                    {
                        double pull = -x[i] / Math.Sqrt(norm + 1) + force[t % force.Length];
                        for (int j = 0; j < n; j++)
                            pull += 0.01 * x[j] * force[j % force.Length];
                        v[i] += h * pull;
                    }
                    for (int i = 0; i < n; i++)
                        x[i] += h * Math.Tanh(v[i]);
                    energy += norm * h;
                    path[t] = energy;
                }
                return energy * x[0];
            }

            public static object Kept(double[] x, int steps, double[] gradient)
            {
                var residuals = new RunResiduals();
                double[] force = [0.3, -0.2, 0.7], path = new double[steps];
                RunForward(x, force, path, 0.05, steps, residuals);
                double h = 0;
                for (int again = 0; again < 2; again++)
                {
                    Array.Clear(gradient);
                    RunBackward(x, force, path, 0.05, steps, residuals, 1, gradient, new double[3], new double[steps], ref h);
                }
                return residuals;
            }
        }
        """;

    private static Compiled Compile(string attribute) =>
        Compiler.Compile(Parsing.Parsing.Usings + Simulation.Replace("{0}", attribute, StringComparison.Ordinal));

    /// <summary>Four times as many iterations take twice the memory; without the attribute, four times as much.</summary>
    [Fact]
    public void Memory_grows_as_the_root()
    {
        Compiled plain = Compile("");
        Compiled checkpointed = Compile(", Checkpoint");
        Assert.InRange(Bytes(plain, 1600) / Bytes(plain, 400), 3.5, 4.1);
        Assert.InRange(Bytes(checkpointed, 1600) / Bytes(checkpointed, 400), 1.8, 2.2);
        Assert.InRange(Bytes(checkpointed, 6400) / Bytes(checkpointed, 1600), 1.8, 2.2);
        Assert.True(Bytes(checkpointed, 1600) * 8 < Bytes(plain, 1600));
        string header = checkpointed.Generated.Single().Text;
        Assert.Contains("xCheckpoint: 8·⌈(steps)/(⌈√steps⌉)⌉·x.Length bytes", header, StringComparison.Ordinal);
        Assert.Contains("the loop over t, ⌈√steps⌉ iterations at a time", header, StringComparison.Ordinal);
    }

    /// <summary>The state that the backward pass comes to at the end of the first segment is that with which the second began.</summary>
    [Fact]
    public void What_is_computed_again_is_what_was_computed()
    {
        Compiled plain = Compile("");
        Compiled checkpointed = Compile(", Checkpoint");
        double[] expected = new double[37],
            actual = new double[37],
            ownX = Start(),
            plainX = Start();
        plain.Call("P", "Kept", plainX, 500, expected);
        object residuals = checkpointed.Call("P", "Kept", ownX, 500, actual)!;
        Assert.Equal(plainX, ownX);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-11 * (1 + Math.Abs(expected[i])));
        }

        foreach (string name in (string[])["x", "v"])
        {
            Assert.Equal(Field(residuals, name + "Checkpoint")[37..74], Field(residuals, name + "Again")[..37]);
        }
    }

    [Fact]
    public void The_gradient_is_that_of_the_method_without_it()
    {
        string Source(string attribute) =>
            $"{Parsing.Parsing.Usings}public static partial class P {{"
            + string.Concat(
                Bodies.Select(
                    (body, k) =>
                        $$"""
                            [Differentiable{{attribute}}] public static double M{{k}}(double[] x, double[] y, double a, int n, bool flag, int[] idx) { {{body}} }
                            public static double G{{k}}(double[] x, double[] y, double[] gx, double[] gy) { double v = M{{k}}Gradient(x, y, 0.4, 8, true, [2, 0, 1, 2, 2], gx, gy, out double ga); gx[^1] += ga; return v; }

                            """
                )
            )
            + "}";
        Compiled plain = Compiler.Compile(Source(""));
        Compiled checkpointed = Compiler.Compile(Source(", Checkpoint"));
        for (int k = 0; k < Bodies.Length; k++)
        {
            (double value, double[] gx, double[] gy) = Gradient(plain, k);
            (double own, double[] ownX, double[] ownY) = Gradient(checkpointed, k);
            Assert.True(value == own, $"{own} for {value}: {Bodies[k]}");
            foreach ((double expected, double actual) in gx.Concat(gy).Zip(ownX.Concat(ownY)))
            {
                Assert.True(
                    Math.Abs(expected - actual) <= 1e-12 * (1 + Math.Abs(expected)),
                    $"{actual} for {expected}: {Bodies[k]}"
                );
            }
        }
    }

    private static (double, double[], double[]) Gradient(Compiled program, int k)
    {
        double[] x = [0.5, -0.25, 0.75, 0.5, -0.1, 0.9, 0.2, -0.3, 0.4];
        double[] y = [0.2, 0.6, -0.7, 0.3, 0.8, -0.4, 0.1, 0.9, 0.5];
        double[] gx = new double[9],
            gy = new double[9];
        return ((double)program.Call("P", $"G{k}", x, y, gx, gy)!, gx, gy);
    }

    private static double[] Start() => [.. Enumerable.Range(0, 37).Select(i => Math.Sin(i))];

    private static double[] Field(object residuals, string name) =>
        (double[])Fields(residuals).Single(f => f.Name == name).GetValue(residuals)!;

    private static FieldInfo[] Fields(object residuals) =>
        residuals.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);

    private static double Bytes(Compiled program, int steps)
    {
        object residuals = program.Call("P", "Kept", Start(), steps, new double[37])!;
        return 8.0 * Fields(residuals).Select(f => f.GetValue(residuals)).OfType<double[]>().Sum(a => a.Length);
    }
}
