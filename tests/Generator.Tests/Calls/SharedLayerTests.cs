using System;
using System.Linq;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>A model of two layers, which may be the same, missing or of other sizes than it was called with.</summary>
public class SharedLayerTests
{
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
        Assert.Equal(0L, Compiler.Compile(UserLayers.Source + Two).Call("Program", "Allocated"));

    [Theory]
    [InlineData(nameof(Generation.Scheduled))]
    [InlineData(nameof(Generation.Unscheduled))]
    public void Layers_that_are_shared_or_missing(string generation)
    {
        Compiled compiled = Compiler.Compile(UserLayers.Source + Two, generation: Enum.Parse<Generation>(generation));
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
