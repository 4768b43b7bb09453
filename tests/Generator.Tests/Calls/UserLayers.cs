namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Layers as users write them: tensors and methods of objects, a base class, a layer that consists of others.</summary>
internal static class UserLayers
{
    public const string Source = """
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
}
