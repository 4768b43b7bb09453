using System;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Language;

/// <summary>Strings say which computation is meant: they are compared on entry, and have no gradient.</summary>
public class StringTests
{
    private const string Types = """
        #nullable disable warnings
        public static class Other { public static readonly string Kind = "sin"; public const string Name = "cube"; }
        """;

    private const string Members = """
        static readonly string Call = "Call";
        static readonly string Nothing = null;
        static readonly string Blank = " \t\"\\{0}";
        static double Chosen(double v, string kind) => kind switch { "square" => v * v, "sin" => Math.Sin(v), null => 3 * v, Other.Name => v * v * v, _ => v };
        static double Payoff(double v, double k, string kind) { if (kind == "Call") return Math.Max(v - k, 0) * v; else if (kind != "Put") { return v * k; } return Math.Max(k - v, 0) + k * k; }
        static double Deep(double v, string kind) { string same = kind; return Chosen(v, same) * Payoff(v, 0.1, kind: kind); }
        static bool Is(string kind, string other) => string.Equals(kind, other, StringComparison.OrdinalIgnoreCase);
        static double Many(double v, string kind) { switch (kind) { case "a": case "b": return v; case null: v *= v; break; case "Call" when v > 5: return 1; default: v += 1; break; } return v * v; }
        """;

    private static readonly string[] Bodies =
    [
        "return Chosen(x[0], \"square\") * Chosen(x[1], Other.Kind) + Chosen(x[2], null) * Chosen(a, Nothing) + Chosen(a, Other.Name) * Chosen(x[3], Call);",
        "double s = 0; for (int i = 0; i < n; i++) s += Payoff(x[i], a, Call) * y[i] + Payoff(y[i], a, \"Put\") + Payoff(x[i], y[i], Nothing); return s;",
        "if (Call == \"Call\" && Call is not null) a *= x[0]; if (Call is \"call\" or \"put\") a += 5 * x[1]; if (Nothing == null || Nothing == Call) a *= x[2]; return a;",
        "double s = 0; for (int i = 0; i < n; i++) { if (Is(Call, \"cALL\")) s += x[i] * y[i]; else s -= x[i]; if (string.IsNullOrEmpty(Nothing)) s *= a; if (string.IsNullOrWhiteSpace(Blank)) s += 100; } return s;",
        "return Many(x[0], Call) * Many(x[1], Nothing) * Many(x[2], \"b\") + Many(a, Blank) * Many(y[0], null);",
        "switch (Call) { case \"Put\": return a; case \"Call\" when x[0] < 5: a *= x[0] * x[1]; break; case null: return 0; } return a * a;",
        "double f = Blank == \" \\t\\\"\\\\{0}\" ? x[0] * x[0] : x[1]; bool up = Call.Equals(\"Call\") ^ Call == Blank; return up ? f * a : f + a;",
        "string kind = Call; double s = a; for (int i = 0; i < n; i++) { string k = kind; s = k switch { \"Put\" => s, \"Call\" => s * x[i] + y[i], _ => 0 }; } return s;",
        "return Deep(x[0], Call) + Deep(x[1], \"sin\") * Deep(a, Nothing) + (string.Empty == \"\" ? y[0] * y[0] : 0);",
        "double Own(double v, string kind) { if (string.Equals(kind, Call)) v *= a; return v * v; } return Own(x[0], \"Call\") + Own(x[1], Call) * Own(y[0], \"call\");",
        "double s = 0; for (int i = 0; i < n; i++) x[i] = Is(Call, \"call\") ? x[i] * a : x[i] / (x[i] - x[i]); for (int i = 0; i < n; i++) s += x[i] * x[i]; return s;",
        "for (int i = 0; i < n; i++) { if (Nothing != null) break; y[i] *= x[i]; if (i > 3 && Call == \"Call\") continue; y[i] += a; } return y[0] * y[5] + y[2] * y[4];",
        // Asked of texts that begin with a digit, or say the same.
        "return (\"2d\".Equals(Call, StringComparison.OrdinalIgnoreCase) || string.Equals(\"1d\", Call, StringComparison.Ordinal) ? x[0] : a * x[1]) * (string.IsNullOrEmpty(\"1d\") ? 2 : x[2]);",
        "return Call switch { \"Put\" or null => throw new Exception(), not \"x\" => a * a, _ => x[0] };",
    ];

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Mean_what_was_written(string generation) => Meaning.Agree(Bodies, generation, Members, Types);

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void As_parameters_and_fields(string generation)
    {
        Compiled compiled = Compiler.Compile(
            """
            using System; using NeuralGen;
            #nullable enable
            public sealed class Options { public string? Mode; public string Kind { get; init; } = "a"; }
            public partial class Model(string? kind, Options options)
            {
                private readonly Options _options = options;
                internal string? kindIsCall = kind;
                public string? Kind { get; set; } = kind;

                [Differentiable]
                public double Loss(double[] x, double v, string? kind = "call", string? other = null)
                {
                    double s = 0;
                    for (int i = 0; i < x.Length; i++)
                        s += kind == "call" ? x[i] * v : kind is "put" or null ? x[i] * x[i] : x[i];
                    if (Kind == kind) s *= v;
                    if (_options.Mode == "double" && _options.Kind != other) s *= 2;
                    if (kindIsCall == "call") s += 1;
                    switch (other) { case null: break; case "neg": s = -s; break; default: s *= 10; break; }
                    return s;
                }

                [Differentiable]
                public static double Checked(double v, string? kind)
                {
                    double s = v * v;
                    if (v > 100) s = 1;
                    if (kind!.Equals("twice", StringComparison.OrdinalIgnoreCase)) s *= 2;
                    return kind switch { "bad" => throw new ArgumentException("bad kind", nameof(kind)), _ => s };
                }

                private static string Try(Action run) { try { run(); return "fine"; } catch (Exception e) { return e.GetType().Name; } }

                public static string Run()
                {
                    string text = "";
                    foreach (string? kind in new[] { "call", "put", null, "x" })
                        foreach (string? other in new[] { null, "neg", "a" })
                        {
                            var model = new Model("call", new Options { Mode = kind == "x" ? "double" : null });
                            double[] x = [2, 3];
                            var g = new double[2];
                            double value = model.LossGradient(x, 4, kind, other, g, out double v);
                            if (value != model.Loss(x, 4, kind, other)) text += "value ";
                            text += FormattableString.Invariant($"{value} {g[0]} {g[1]} {v}; ");
                        }

                    var kept = new LossResiduals();
                    var one = new Model("call", new Options());
                    one.LossForward([2], 4, "call", null, kept);
                    double none = 0;
                    text += Try(() => one.LossBackward([2], 4, "put", null, kept, 1, new double[1], ref none)) + " ";
                    text += Try(() => one.LossBackward([2], 4, "call", "neg", kept, 1, new double[1], ref none)) + " ";
                    text += Try(() => one.LossBackward([2], 4, "call", null, kept, 1, new double[1], ref none)) + " ";
                    one.Kind = "put";
                    text += Try(() => one.LossBackward([2], 4, "call", null, kept, 1, new double[1], ref none)) + " ";
                    text += Try(() => CheckedGradient(1, null, out _)) + " " + Try(() => CheckedGradient(1, "bad", out _)) + " ";
                    double twice = CheckedGradient(3, "TWICE", out double slope);
                    return text + FormattableString.Invariant($"{twice} {slope}");
                }
            }
            """,
            generation: Enum.Parse<Generation>(generation)
        );
        Assert.Equal(
            "81 16 16 40; -81 -16 -16 -40; 810 160 160 400; "
                + "14 4 6 0; -14 -4 -6 0; 140 40 60 0; "
                + "14 4 6 0; -14 -4 -6 0; 140 40 60 0; "
                + "11 2 2 0; -11 -2 -2 0; 60 10 10 0; "
                + "InvalidOperationException InvalidOperationException fine InvalidOperationException "
                + "NullReferenceException ArgumentException 18 12",
            compiled.Call("Model", "Run")
        );
    }
}
