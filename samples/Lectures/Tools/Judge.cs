using System;
using System.Linq;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>How well a classifier does.</summary>
internal static class Judge
{
    /// <summary>The class with the highest score, row by row.</summary>
    public static int[] Best(Tensor scores) =>
        [
            .. Enumerable
                .Range(0, scores.Dim(0))
                .Select(n => Best(scores.AsSpan().Slice(n * scores.Dim(1), scores.Dim(1)))),
        ];

    /// <summary>The share of rows whose highest score is that of their class.</summary>
    public static double Accuracy(Tensor scores, int[] labels) => Accuracy(Best(scores), labels);

    public static double Accuracy(int[] answers, int[] labels) => Right(answers, labels) / (double)labels.Length;

    /// <summary>How many answers are right.</summary>
    public static int Right(int[] answers, int[] labels) =>
        answers.Zip(labels).Count(pair => pair.First == pair.Second);

    private static int Best(ReadOnlySpan<double> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best])
                best = i;
        return best;
    }
}
