using System;
using System.Numerics;

namespace NeuralGen;

/// <summary>The step of <see cref="Adam{T}"/> and <see cref="AdamW{T}"/>, which differ in where weights decay.</summary>
internal readonly record struct AdamStep<T> : IStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T Keep { get; init; }
    private T Decay { get; init; }
    private T KeepMean { get; init; }
    private T TakeMean { get; init; }
    private T KeepSquare { get; init; }
    private T TakeSquare { get; init; }
    private T Rate { get; init; }
    private Vector<T> Root { get; init; }
    private Vector<T> Epsilon { get; init; }

    /// <param name="step">t.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="decay">How much of the weight is added to its gradient.</param>
    /// <param name="shrinkage">How much of the weight is taken from it directly.</param>
    public static AdamStep<T> At(
        long step,
        double beta1,
        double beta2,
        double epsilon,
        double learningRate,
        double decay,
        double shrinkage
    ) =>
        new()
        {
            Keep = T.CreateTruncating(1 - shrinkage),
            Decay = T.CreateTruncating(decay),
            KeepMean = T.CreateTruncating(beta1),
            TakeMean = T.CreateTruncating(1 - beta1),
            KeepSquare = T.CreateTruncating(beta2),
            TakeSquare = T.CreateTruncating(1 - beta2),
            // The corrections of both means are the same for all elements: they are folded into the rate and the root.
            Rate = T.CreateTruncating(learningRate / (1 - Math.Pow(beta1, step))),
            Root = new Vector<T>(T.CreateTruncating(Math.Sqrt(1 - Math.Pow(beta2, step)))),
            Epsilon = new Vector<T>(T.CreateTruncating(epsilon)),
        };

    public Vector<T> Next(Vector<T> w, Vector<T> g, ref Vector<T> m, ref Vector<T> v, ref Vector<T> c)
    {
        g += w * Decay;
        m = m * KeepMean + g * TakeMean;
        v = v * KeepSquare + g * g * TakeSquare;
        return w * Keep - m * Rate / (Vector.SquareRoot(v) / Root + Epsilon);
    }
}
