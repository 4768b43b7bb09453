using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Methods and tensors of the objects that a model consists of: its layers.</summary>
public class LayerTests
{
    private const string Types = """
        #nullable enable
        using System;
        using System.Linq;
        using NeuralGen;

        public partial class Affine
        {
            public Tensor<double> Weight { get; }
            internal readonly Tensor<double> Bias;
            public Tensor<double>? Perhaps { get; } = Tensor<double>.Parameter(2);
            public readonly double Slope = 0.7;
            private static int s_seed;

            public Affine(int inputs, int outputs)
            {
                var random = new Random(s_seed++);
                Weight = Tensor<double>.Parameter(inputs, outputs);
                Bias = Tensor<double>.Parameter(outputs);
                foreach (ref double w in Weight.AsSpan()) w = random.NextDouble() - 0.5;
                foreach (ref double w in Bias.AsSpan()) w = random.NextDouble() - 0.5;
                Perhaps[1] = 0.6;
            }

            public int Outputs => Weight.Dim(1);

            [Differentiable]
            public void Apply(Tensor<double> X, Tensor<double> Y)
            {
                for (int n = 0; n < X.Dim(0); n++)
                    for (int i = 0; i < Weight.Dim(1); i++)
                    {
                        double u = 0;
                        for (int j = 0; j < Weight.Dim(0); j++)
                            u += X[n, j] * Weight[j, i];
                        Y[n, i] = u + Bias[i];
                    }
            }

            public void Bend(Tensor<double> v)
            {
                for (int n = 0; n < v.Dim(0); n++)
                    for (int i = 0; i < v.Dim(1); i++)
                        v[n, i] = Bent(v[n, i]);
            }

            internal double Bent(double v) { return v > 0 ? v * v : Slope * v; }

            public double Penalty(double rate)
            {
                double s = 0;
                for (int j = 0; j < Weight.Dim(0); j++)
                    for (int i = 0; i < Outputs; i++)
                        s += Weight[j, i] * Weight[j, i];
                if (rate < 0) return s;
                return Tail(s);
                double Tail(double t) { for (int i = 0; i < Bias.Length; i++) t += rate * Bias[i] * Bias[i]; return t; }
            }

            [Checkpoint]
            internal double Kept(double v)
            {
                double t = 0;
                for (int i = 0; i < Bias.Length; i++)
                    t += Math.Exp(v * Bias[i]) * Weight[0, i];
                return t * t;
            }

            public double Mean() => (Weight[0, 0] + Weight[0, 1]) / 2;
        }

        public abstract class Layer
        {
            protected internal readonly Tensor<double> Scale = Tensor<double>.Parameter(2);
            protected Layer() { Scale[0] = 0.8; Scale[1] = -1.2; }
            public abstract double Apply(double v);
            public double Twice(double v) => Scaled(v) + Scaled(v * v);
            internal double Scaled(double v) => v * Scale[0] * Scale[1];
        }

        public sealed class Cubic : Layer
        {
            public override double Apply(double v) => v * v * v * Scale[1] + Twice(v);
        }

        public class Block
        {
            public readonly Affine First = new(3, 4);
            public Affine Second { get; } = new(4, 3);
            public readonly Tensor<double> Gain = Tensor<double>.Parameter(3);
            internal Affine Last => Second;
            public Block() => Gain.AsSpan().Fill(0.3);

            public void Apply(Tensor<double> X, Tensor<double> Y)
            {
                var H = new Tensor<double>(X.Dim(0), First.Outputs);
                First.Apply(X, H);
                First.Bend(H);
                Second.Apply(H, Y);
                for (int n = 0; n < X.Dim(0); n++)
                    for (int i = 0; i < 3; i++)
                        Y[n, i] = Y[n, i] * Gain[i] + X[n, i];
            }
        }
        """;

    // In a class with the layers _first (3, 4), _second (4, 3), _shared, which is _first, _cubic, Block, and its own Weight.
    private static readonly string[] Bodies =
    [
        "var h = new Tensor<double>(x.Dim(0), 4); var y = new Tensor<double>(x.Dim(0), 3); _first.Apply(x, h); _first.Bend(h); _second.Apply(h, y); double s = 0; for (int n = 0; n < 5; n++) for (int i = 0; i < 3; i++) s += y[n, i] * y[n, i]; return s;",
        "return _first.Penalty(0.5) * _second.Penalty(-1) + _shared.Penalty(2) * x[0, 1];",
        "var h = new Tensor<double>(x.Dim(0), 4); double s = 0; for (int t = 0; t < 3; t++) { if (t == 1) _shared.Apply(x, h); else _first.Apply(x, h); s += Math.Sin(h[t, t] * (t + 1)); } return s;",
        "double s = 0; for (int j = 0; j < 3; j++) for (int i = 0; i < _first.Weight.Dim(1); i++) s += _first.Weight[j, i] * _second.Weight[i, j] * _first.Bias[i] * _shared.Weight[j, 0] * x[0, j]; return s * _first.Slope;",
        "var y = new Tensor<double>(x.Dim(0), 3); _block!.Apply(x, y); var z = new Tensor<double>(x.Dim(0), 3); _block.Apply(y, z); double s = 0; for (int n = 0; n < x.Dim(0); n++) for (int i = 0; i < 3; i++) s += z[n, i] * y[n, i]; return s;",
        "return _block!.First.Mean() * _block.Second.Mean() * _block.Gain[1] * Weight[0] + _other!.Weight[0] * Weight[1] * x[1, 1];",
        "double s = 0; for (int i = 0; i < 3; i++) s += _cubic.Apply(x[0, i]) * _cubic.Twice(x[1, i]) * _cubic.Scale[0]; return s;",
        "var layer = _first; var again = layer; double s = 0; for (int i = 0; i < again.Outputs; i++) s += again.Bent(layer.Bias[i]) * this._second.Bent(x[0, 1]); return s;",
        "return Run(_first, x) * Run(_second, x) + Run(Shared, x); static double Run(Affine layer, Tensor<double> x) { double s = layer.Mean(); for (int j = 0; j < 3; j++) s += layer.Bent(x[0, j] * layer.Weight[j, 1]); return s; }",
        "double s = _other!.Weighted(x[0, 0]) * Weighted(x[0, 1]); for (int k = 0; k < 2; k++) s += _other._first.Mean() * _first.Mean() * _other.Weighted(s); return s;",
        "double s = 1; int k = 0; while (s < 3 && k < 5) { s += Math.Abs(_first.Bent(x[0, 0])) + 0.5 + _second.Mean(); k++; } return s * s;",
        "double s = 0; for (int n = 0; n < x.Dim(0); n++) { if (x[n, 0] > 0) s += _first.Mean() * x[n, 1]; else s -= _cubic.Apply(x[n, 2]); } return s;",
        "double s = 0; for (int n = 0; n < 3; n++) s += _first.Kept(x[n, 0]) * _shared.Kept(s * 0.1) + _second.Kept(x[n, 1]); return s;",
        "return _maybe![0] * _first.Perhaps![1] * x[0, 0] + _maybe[1] * x[0, 1];",
        "return s_layer.Mean() * s_layer.Mean() * x[0, 0] + Holder.Cubic.Scale[0] * x[0, 0];",
    ];

    private static string Model =>
        Types
        + """

            public static class Holder { internal static readonly Cubic Cubic = new(); }

            public partial class Model
            {
                private static readonly Affine s_layer = new(2, 3);
                private readonly Affine _first = new(3, 4), _second = new(4, 3);
                private Affine _shared;
                private readonly Tensor<double>? _maybe = Tensor<double>.Parameter(2);
                private readonly Cubic _cubic = new();
                private readonly Block? _block = new();
                private Model? _other;
                public readonly Tensor<double> Weight = Tensor<double>.Parameter(2);
                internal Affine Shared { get; set; }

                public Model() : this(null) => _other = new Model(null);
                private Model(Model? other) { _other = other; Shared = _shared = _first; Weight[0] = 0.4; Weight[1] = 1.3; _maybe[0] = 0.7; _maybe[1] = -0.2; }

                private double Weighted(double v) => Weight[0] * v + Weight[1] * v * v;

                private Tensor<double>[] Own => new[] { _first.Weight, _first.Bias, _second.Weight, _second.Bias, _cubic.Scale, Weight, _maybe!, _first.Perhaps!,
                    _block!.First.Weight, _block.First.Bias, _block.Second.Weight, _block.Second.Bias, _block.Gain };
                public Tensor<double>[] Parameters => Own.Concat(_other!.Own).Append(s_layer.Weight).Append(Holder.Cubic.Scale).ToArray();
            """
        + string.Concat(
            Bodies.Select((body, k) => $"\n[Differentiable] public double L{k}(Tensor<double> x) {{ {body} }}")
        )
        + "\n}\n";

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Layers_mean_what_was_written(string generation)
    {
        string refused = string.Concat(
            Parsing
                .Parsing.ParseAll(Model)
                .SelectMany(r => r.Findings)
                .Select(f => $"{f.Id}: {string.Join(", ", f.Arguments)}\n")
        );
        Compiled compiled = refused.Contains("NG00", StringComparison.Ordinal)
            ? throw new InvalidOperationException(refused)
            : Compiler.Compile(Model, generation: Enum.Parse<Generation>(generation));
        object model = compiled.New("Model");
        var parameters = (Tensor<double>[])model.GetType().GetProperty("Parameters")!.GetValue(model)!;
        var failures = new List<string>();
        for (int k = 0; k < Bodies.Length; k++)
        {
            var random = new Random(k);
            Tensor<double> x = Tensor<double>.Parameter(5, 3);
            foreach (ref double v in x.AsSpan())
            {
                v = (random.NextDouble() * 2) - 1;
            }

            Tensor<double>[] all = [x, .. parameters];
            Func<Tensor<double>, double> value = Of(model, $"L{k}");
            double expected = value(x);
            double forward = Of(model, $"L{k}Forward")(x);
            if (!(Math.Abs(expected - forward) <= 1e-12 * (1 + Math.Abs(expected))))
            {
                failures.Add($"L{k}: {forward} for {expected}");
            }

            Array.ForEach(all, t => t.Grad!.AsSpan().Clear());
            Func<Tensor<double>, double> gradient = Of(model, $"L{k}Gradient");
            _ = gradient(x);
            _ = gradient(x);
            for (int trial = 0; trial < 4; trial++)
            {
                double[][] directions =
                [
                    .. all.Select(t => t.ToArray().Select(_ => (random.NextDouble() * 2) - 1).ToArray()),
                ];
                double derivative = all.Zip(directions, (t, d) => t.Grad!.ToArray().Zip(d, (g, e) => g * e).Sum())
                    .Sum();
                const double h = 1e-5;
                double difference = (At(h) - At(-h)) / (2 * h);
                if (!(Math.Abs(difference - derivative) <= 1e-6 * (1 + Math.Abs(difference))))
                {
                    failures.Add($"L{k}: derivative {derivative}, difference {difference}: {Bodies[k]}");
                }

                double At(double step)
                {
                    double[][] kept = [.. all.Select(t => t.ToArray())];
                    for (int i = 0; i < all.Length; i++)
                    {
                        for (int j = 0; j < kept[i].Length; j++)
                        {
                            all[i].AsSpan()[j] += step * directions[i][j];
                        }
                    }

                    double result = value(x);
                    for (int i = 0; i < all.Length; i++)
                    {
                        kept[i].CopyTo(all[i].AsSpan());
                    }

                    return result;
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static Func<Tensor<double>, double> Of(object model, string name) =>
        model
            .GetType()
            .GetMethods(BindingFlags.Instance | BindingFlags.Public)
            .Single(m => m.Name == name && m.GetParameters().Length == 1)
            .CreateDelegate<Func<Tensor<double>, double>>(model);

    private const string Two = """

        public partial class Two
        {
            public Affine First, Second;
            public Two(Affine first, Affine second) => (First, Second) = (first, second);

            [Differentiable]
            public double Loss(Tensor<double> x, int[] labels)
            {
                var h = new Tensor<double>(x.Dim(0), First.Outputs);
                First.Apply(x, h);
                First.Bend(h);
                var y = new Tensor<double>(x.Dim(0), Second.Outputs);
                Second.Apply(h, y);
                double loss = 0;
                for (int n = 0; n < x.Dim(0); n++)
                {
                    double sum = 0;
                    for (int c = 0; c < y.Dim(1); c++) sum += Math.Exp(y[n, c]);
                    loss += Math.Log(sum) - y[n, labels[n]];
                }
                return loss;
            }

            [Differentiable] public void Hidden(Tensor<double> x, Tensor<double> h) => First.Apply(x, h);

            [Differentiable(nameof(First))] public double Named(Tensor<double> x) => First.Mean() * Second.Mean() * x[0];

            [Differentiable]
            public static double Static(Two model, [NoGrad] Two fixedOne, Tensor<double> x) =>
                model.First.Mean() * fixedOne.First.Mean() * fixedOne.First.Slope * model.Second.Mean() * x[0];
        }

        public static class Program
        {
            private static string Try(Action action)
            {
                try { action(); return "fine"; } catch (Exception e) { return $"{e.GetType().Name}: {e.Message.Split('\n')[0]}"; }
            }

            private static Tensor<double> Input(int n, int m)
            {
                var x = Tensor<double>.Parameter(n, m);
                for (int i = 0; i < x.Length; i++) x.AsSpan()[i] = Math.Sin(i + 1);
                return x;
            }

            public static long Allocated()
            {
                var model = new Two(new Affine(4, 5), new Affine(5, 3));
                Tensor<double> x = Input(6, 4);
                int[] labels = { 0, 1, 2, 0, 1, 2 };
                var residuals = new Two.LossResiduals();
                void Step()
                {
                    model.LossGradient(x, labels);
                    model.LossForward(x, labels, residuals);
                    model.LossBackward(x, labels, residuals, 1);
                }
                for (int i = 0; i < 100; i++) Step();
                return Enumerable.Range(0, 5).Select(_ =>
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    Step();
                    return GC.GetAllocatedBytesForCurrentThread() - before;
                }).Min();
            }

            // One layer twice has the sum of the gradients that two equal layers have.
            public static double Shared()
            {
                var a = new Affine(4, 4);
                var b = new Affine(4, 4);
                a.Weight.AsSpan().CopyTo(b.Weight.AsSpan());
                a.Bias.AsSpan().CopyTo(b.Bias.AsSpan());
                Tensor<double> x = Input(3, 4);
                int[] labels = { 0, 3, 1 };
                new Two(a, b).LossGradient(x, labels);
                double[] sum = a.Weight.Grad!.ToArray().Zip(b.Weight.Grad!.ToArray(), (p, q) => p + q).ToArray();
                new Two(a, a).LossGradient(x, labels);
                return a.Weight.Grad.ToArray().Zip(sum, (p, q) => Math.Abs(p - q)).Max();
            }

            public static string Checks()
            {
                var good = new Affine(4, 4);
                Tensor<double> x = Input(3, 4), row = Input(1, 1).AsSpan().ToArray() is var v ? Tensor<double>.Wrap(v, 1) : null!;
                int[] labels = { 0, 1, 2 };
                var residuals = new Two.LossResiduals();
                var model = new Two(good, new Affine(4, 3));
                model.LossForward(x, labels, residuals);
                string text = Try(() => new Two(null!, good).LossForward(x, labels)) + "\n";
                text += Try(() => new Two(good, null!).LossGradient(x, labels)) + "\n";
                text += Try(() => Two.StaticForward(null!, model, row)) + "\n";
                text += Try(() => Two.StaticForward(model, new Two(null!, good), row)) + "\n";
                text += Try(() => new Two(new Affine(5, 4), good).LossForward(x, labels)) + "\n";
                // What is written may be no layer's parameter.
                text += Try(() => model.HiddenForward(x, model.First.Weight)) + "\n";
                // Two layers of one gradient.
                var other = new Affine(4, 4);
                other.Weight.Grad = good.Weight.Grad;
                text += Try(() => new Two(good, other).LossGradient(x, labels)) + "\n";
                // Of other sizes than in the forward pass.
                text += Try(() => { model.Second = new Affine(4, 5); model.LossBackward(x, labels, residuals, 1); }) + "\n";
                // Wanted: the first layer alone; of two models one is constant.
                model = new Two(good, new Affine(4, 3));
                foreach (var p in new[] { model.First.Weight, model.Second.Weight }) p.Grad!.AsSpan().Fill(9);
                model.NamedGradient(row);
                text += $"{model.First.Weight.Grad![0, 0] == model.Second.Mean() * row[0] / 2} {model.Second.Weight.Grad![0, 0]} ";
                var constant = new Two(new Affine(4, 2), null!);
                constant.First.Weight.Grad = null;
                Two.StaticGradient(model, constant, row);
                return text + (Math.Abs(model.Second.Weight.Grad[0, 1] - model.First.Mean() * constant.First.Mean() * 0.7 * row[0] / 2) < 1e-15);
            }
        }
        """;

    [Fact]
    public void A_model_of_layers_allocates_nothing() =>
        Assert.Equal(0L, Compiler.Compile(Types + Two).Call("Program", "Allocated"));

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Layers_that_are_shared_or_missing(string generation)
    {
        Compiled compiled = Compiler.Compile(Types + Two, generation: Enum.Parse<Generation>(generation));
        Assert.Equal(0, (double)compiled.Call("Program", "Shared")!, 1e-12);
        string[] lines = ((string)compiled.Call("Program", "Checks")!).Split('\n');
        string[] expected =
        [
            "ArgumentNullException: Two.Loss: 'First' is null",
            "ArgumentNullException: Two.Loss: 'Second' is null",
            "ArgumentNullException: Two.Static: 'model' is null",
            "ArgumentNullException: Two.Static: 'fixedOne.First' is null",
            "ArgumentException: Two.Loss: ",
            "ArgumentException: Two.Hidden: ",
            "ArgumentException: Two.Loss: ",
            "InvalidOperationException: Two.Loss: ",
            "True 9 True",
        ];
        Assert.Equal(
            expected,
            lines.Zip(expected, (line, start) => line.StartsWith(start, StringComparison.Ordinal) ? start : line)
        );
        Assert.Contains("'First.Weight'", lines[4] + lines[5], StringComparison.Ordinal);
    }
}
