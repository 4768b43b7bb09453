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
        UserLayers.Source
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
}
