using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>Enums say which computation is meant: they are compared and passed on, and have no gradient.</summary>
public class EnumTests
{
    private const string Types = """
        public enum Mode { Off, On = 3, Auto = -2 }
        public enum Small : byte { None, One, Many = 255 }
        public enum Wide : uint { None, Most = uint.MaxValue }
        [Flags] public enum Greeks { None, Delta = 1, Gamma = 2, Vega = 4, All = 7, Sign = -128 }
        public record struct Leg(double Weight, Small Side);
        """;

    private const string Members = """
        static readonly Mode Fixed = Mode.Auto;
        const Small Constant = Small.Many;
        static double Chosen(double v, Mode mode) => mode switch { Mode.Off => v, Mode.On => v * v, _ => Math.Sin(v) };
        static Mode Pick(double v, int k) { if (v > 0.5) return Mode.On; return k % 2 == 0 ? Mode.Off : Mode.Auto; }
        static double Of(double v, Greeks which) { double s = 0; if ((which & Greeks.Delta) != 0) s += v; if (which.HasFlag(Greeks.Gamma | Greeks.Vega)) s += v * v; if ((which & (Greeks.Vega | Greeks.Sign)) == Greeks.Vega) s += Math.Sin(v); return s; }
        static bool IsOne(Small side) => side is Small.One;
        static double Value(Leg leg) { switch (leg.Side) { case Small.One: return leg.Weight; case Small.Many: return 2 * leg.Weight * leg.Weight; default: return 0; } }
        """;

    private static readonly string[] Bodies =
    [
        "Mode m = n > 3 ? Mode.On : Mode.Off; return m == Mode.On ? a * x[0] : a;",
        "var m = Mode.Off; for (int i = 0; i < n; i++) { if (m == Mode.Off) { a += x[i] * y[i]; m = Mode.On; } else { a *= x[i]; if (i > 3) m = Mode.Off; } } return a;",
        "return Chosen(x[0], Mode.Off) * Chosen(x[1], Mode.On) + Chosen(x[2], Fixed);",
        "double s = 0; for (int i = 0; i < n; i++) s += Chosen(x[i] * a, Pick(y[i], i)); return s;",
        "double s = 0; for (int i = 0; i < n; i++) switch (Pick(x[i], i)) { case Mode.On: s += a; break; case Mode.Off when i > 2: s += x[i] * x[i]; break; case Mode.Auto or Mode.Off: s -= y[i] * s; break; } return s;",
        "Mode m = (Mode)idx[0]; int k = (int)m + 1; return x[k] * a * (int)Mode.On * (double)m;",
        "Small s = Small.Many; long w = (long)Wide.Most; return (int)s > 200 && (long)w > 3 ? x[(int)Small.One] * a : a;",
        // Bits: of enums and of integers, in conditions and subscripts, of negative numbers too.
        "return Of(x[0], Greeks.All) * Of(x[1], Greeks.Vega) + Of(a, Greeks.Delta | Greeks.Sign) * Of(a, Greeks.None);",
        "double s = 0; for (int i = 0; i < n; i++) s += Of(x[i] * a, (Greeks)(i & 7)) * y[i & 3]; return s;",
        "double s = a; int k = -3; for (int i = 0; i < n; i++) { if ((i & 1) == 0 ^ (k & 2) != 0) s += x[i] * y[k & 7]; else s *= x[(6 & i) / 2]; k += 2; } return s;",
        "for (int i = 0; i < n; i++) x[i & -2] += y[i] * x[i]; double s = 0; for (int i = 0; i < n; i++) s += x[i] * x[i] * (i & 5) * (-1 & i); return s;",
        "var g = n > 3 ? Greeks.All : Greeks.None; g = g & ~Greeks.Gamma; double f = Of(x[0], g); return g.HasFlag(Greeks.Gamma) ? a : a * f + (g is Greeks.None ? 1 : x[1] * y[0]);",
        "for (int i = 0; i < n; i++) x[i] = x[i & 4] * a + y[i & 2]; return x[0] * x[n - 1] + x[3];",
        // Products of constants beyond 64 bits.
        "long w = (long)Wide.Most; return w > 200 && w > 3 ? x[(int)Small.One] * a : a;",
        "Wide w = flag ? Wide.Most : Wide.None; return w >= Wide.Most && w != Wide.None ? a * x[(int)Small.One] : y[0];",
        "var leg = new Leg(a, IsOne(Constant) ? Small.None : Small.One); double s = Value(leg); leg.Side = Small.Many; s *= Value(leg); leg = leg with { Weight = x[0], Side = Small.One }; return s + Value(leg) * Value(default);",
        "(double v, Mode m) t = (a, Mode.On); t.m = x[0] > 5 ? Mode.Auto : t.m; return Chosen(t.v, t.m) * (t.m is not Mode.Off and not Mode.Auto ? y[0] : 1);",
        "Mode m = default; Mode k = 0; do { a *= x[0]; (m, k) = (k, m == Mode.Off ? Mode.On : Mode.Auto); } while (k != Mode.Auto); return a * Chosen(a, k);",
        "static double Fold(ReadOnlySpan<double> v, Mode mode) { double s = mode == Mode.On ? 1 : 0; foreach (double q in v) if (mode == Mode.On) s *= q; else s += q * q; return s; } return Fold(x, Mode.On) + Fold(y, Mode.Off) * a;",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Mean_what_was_written(string generation) => Meaning.Agree(Bodies, generation, Members, Types);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void As_parameters_fields_members_and_in_results(string generation)
    {
        Compiled compiled = Compiler.Compile(
            $$"""
            using System; using NeuralGen;
            {{Types}}
            public enum Far : long { Near, Away = long.MaxValue }
            public partial class Model(Mode mode, Far far)
            {
                private readonly Far _far = far;
                public Mode Mode { get; } = mode;

                [Differentiable]
                public double Loss(double v, in Small side, Wide wide = Wide.Most)
                {
                    double s = Mode == Mode.On ? v * v : v;
                    if (_far == Far.Away) s *= 3;
                    if (side == Small.Many && wide == Wide.Most) s *= v;
                    return s;
                }

                [Differentiable]
                public static Leg Scale(Leg leg, double by, Mode mode) =>
                    new Leg(leg.Side == Small.One ? leg.Weight * by : by, mode == Mode.On ? leg.Side : Small.None);

                public static string Run()
                {
                    double twice = new Model(Mode.On, Far.Away).LossGradient(2, Small.Many, Wide.Most, out double first);
                    var model = new Model(Mode.Off, Far.Near);
                    double plain = model.LossGradient(2, Small.One, Wide.None, out double second);
                    var kept = new LossResiduals();
                    model.LossForward(2, Small.Many, Wide.Most, kept);
                    double none = 0;
                    bool throws = false;
                    try { model.LossBackward(2, Small.One, Wide.Most, kept, 1, ref none); } catch (InvalidOperationException) { throws = true; }
                    try { new Model(Mode.On, Far.Near).LossBackward(2, Small.Many, Wide.Most, kept, 1, ref none); throws = false; } catch (InvalidOperationException) { }
                    model.LossBackward(2, Small.Many, Wide.Most, kept, 1, ref none);

                    var residuals = new ScaleResiduals();
                    Leg scaled = ScaleForward(new Leg(4, Small.One), 3, Mode.On, residuals);
                    var leg = new Leg(0, Small.Many);
                    double by = 0;
                    ScaleBackward(new Leg(4, Small.One), 3, Mode.On, residuals, new Leg(1, Small.Many), ref leg, ref by);
                    return FormattableString.Invariant($"{twice} {first}, {plain} {second}, {none} {throws}, {scaled} {leg} {by}");
                }
            }
            """,
            generation: Enum.Parse<Generation>(generation)
        );
        Assert.Equal(
            "24 36, 2 1, 4 True, Leg { Weight = 12, Side = One } Leg { Weight = 3, Side = None } 4",
            compiled.Call("Model", "Run")
        );
    }
}
