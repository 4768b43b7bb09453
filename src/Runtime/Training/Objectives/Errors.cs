using System;
using System.Numerics.Tensors;

namespace NeuralGen;

/// <summary>How wrong outputs are, beside their loss.</summary>
public static class Errors
{
    /// <summary>The share of rows whose highest score is not that of the label; of equal scores the first counts.</summary>
    /// <param name="scores">[batch, classes]. A row that holds a NaN is wrong.</param>
    /// <param name="labels">The class of each row.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is null.</exception>
    /// <exception cref="ArgumentException">The scores are no matrix, or there are more or fewer labels than rows.</exception>
    public static double Rate(Tensor<float> scores, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Rank != 2 || scores.Dim(0) != labels.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The scores have shape {Extents.Text(scores.Shape)}, but are [batch, classes] with {labels.Length} rows."
                ),
                nameof(scores)
            );
        int classes = scores.Dim(1);
        int wrong = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> own = scores.AsSpan().Slice(row * classes, classes);
            int best = TensorPrimitives.IndexOfMax(own);
            if (best != labels[row] || float.IsNaN(own[best]))
                wrong++;
        }
        return labels.Length == 0 ? 0 : wrong / (double)labels.Length;
    }

    /// <summary>The mean of the squared differences of all elements.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">What they should be, as many.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public static double MeanSquare(Tensor<float> outputs, Tensor<float> targets)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(targets);
        CheckLengths(outputs, targets);
        ReadOnlySpan<float> y = outputs.AsSpan();
        ReadOnlySpan<float> t = targets.AsSpan();
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double difference = (double)y[i] - t[i];
            sum += difference * difference;
        }
        return y.Length == 0 ? 0 : sum / y.Length;
    }

    /// <summary>The share of answers yes or no that are wrong: of scores above 0 that should not be, or the reverse.</summary>
    /// <param name="scores">The scores, before a sigmoid. A NaN is wrong.</param>
    /// <param name="targets">What they should be, as many: yes above ½.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public static double BinaryRate(Tensor<float> scores, Tensor<float> targets)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(targets);
        CheckLengths(scores, targets);
        ReadOnlySpan<float> y = scores.AsSpan();
        ReadOnlySpan<float> t = targets.AsSpan();
        int wrong = 0;
        for (int i = 0; i < y.Length; i++)
            if (y[i] > 0 != t[i] > 0.5f || float.IsNaN(y[i]))
                wrong++;
        return y.Length == 0 ? 0 : wrong / (double)y.Length;
    }

    private static void CheckLengths(Tensor<float> outputs, Tensor<float> targets)
    {
        if (outputs.Length != targets.Length)
            throw new ArgumentException(
                $"The targets have shape {Extents.Text(targets.Shape)}, but the outputs have {Extents.Text(outputs.Shape)}.",
                nameof(targets)
            );
    }
}
