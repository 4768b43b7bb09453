using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// Brings each feature to mean 0 and standard deviation 1, by the numbers of the training set: other sets, and what the model
/// sees later, are changed by the same ones.
/// </summary>
/// <remarks>
/// y = (x − mean) / deviation, where the deviation is √(Σ(x − mean)² / count). A feature that is the same in all examples tells
/// nothing; its deviation is 0, and it becomes x − mean.
/// </remarks>
/// <example>
/// <code>
/// Normalization&lt;float&gt; normalization = Normalization&lt;float&gt;.Of(training);
/// training = normalization.Apply(training);
/// test = normalization.Apply(test);
/// </code>
/// </example>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Normalization<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string MeanName = "mean";
    private const string DeviationName = "deviation";

    /// <summary>Takes means and deviations that are known.</summary>
    /// <param name="mean">The mean of each feature, in the shape of one example.</param>
    /// <param name="deviation">The standard deviation of each, of the same shape; 0 of a constant one.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The shapes differ, a number is not finite, or a deviation is negative.</exception>
    public Normalization(Tensor<T> mean, Tensor<T> deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        if (!mean.Shape.SequenceEqual(deviation.Shape))
            throw new ArgumentException(
                $"The means have the shape {Extents.Text(mean.Shape)}, the deviations {Extents.Text(deviation.Shape)}.",
                nameof(deviation)
            );
        for (int i = 0; i < mean.Length; i++)
            if (
                !T.IsFinite(mean.AsSpan()[i]) || !(deviation.AsSpan()[i] >= T.Zero && T.IsFinite(deviation.AsSpan()[i]))
            )
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Feature {i} has the mean {mean.AsSpan()[i]} and the deviation {deviation.AsSpan()[i]}."
                    ),
                    nameof(mean)
                );
        Mean = mean;
        Deviation = deviation;
    }

    /// <summary>The mean of each feature, in the shape of one example.</summary>
    public Tensor<T> Mean { get; }

    /// <summary>The standard deviation of each feature; 0 of a constant one.</summary>
    public Tensor<T> Deviation { get; }

    /// <summary>Finds means and deviations.</summary>
    /// <param name="training">The examples to train with, and no others: nothing may be learned from those to judge with.</param>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no examples, or one has a number that is not finite.</exception>
    public static Normalization<T> Of(Dataset<T> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Of(training.Inputs);
    }

    /// <summary>Finds means and deviations.</summary>
    /// <param name="training">The examples to train with along axis 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="training"/> is null.</exception>
    /// <exception cref="ArgumentException">There are no examples, or one has a number that is not finite.</exception>
    public static Normalization<T> Of(Tensor<T> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.Rank == 0 || training.Dim(0) == 0)
            throw new ArgumentException("There are no examples.", nameof(training));
        int[] shape = training.Shape[1..].ToArray();
        var mean = new Tensor<T>(shape);
        var deviation = new Tensor<T>(shape);
        for (int feature = 0; feature < mean.Length; feature++)
            (mean.AsSpan()[feature], deviation.AsSpan()[feature]) = OfFeature(training, feature, mean.Length);
        return new Normalization<T>(mean, deviation);
    }

    /// <summary>A normalized copy; the labels are shared.</summary>
    /// <param name="data">Examples of the same features.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentException">An example has another shape.</exception>
    public Dataset<T> Apply(Dataset<T> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var inputs = new Tensor<T>(data.Inputs.Shape.ToArray());
        Apply(data.Inputs, inputs);
        return data.Targets is null ? new Dataset<T>(inputs, data.Labels) : new Dataset<T>(inputs, data.Targets);
    }

    /// <summary>Writes the normalized examples into another tensor, or over themselves.</summary>
    /// <param name="source">The examples along axis 0.</param>
    /// <param name="target">A tensor of the same shape; it may be <paramref name="source"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Apply(Tensor<T> source, Tensor<T> target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Rank == 0 || !source.Shape[1..].SequenceEqual(Mean.Shape))
            throw new ArgumentException(
                $"The examples have the shape {Extents.Text(source.Shape)}; of one, {Extents.Text(Mean.Shape)} are known.",
                nameof(source)
            );
        if (!target.Shape.SequenceEqual(source.Shape))
            throw new ArgumentException(
                $"The target has the shape {Extents.Text(target.Shape)}, the source {Extents.Text(source.Shape)}.",
                nameof(target)
            );
        for (int row = 0; row < source.Dim(0); row++)
        {
            ReadOnlySpan<T> from = source.Rows(row, 1).AsSpan();
            Span<T> to = target.Rows(row, 1).AsSpan();
            ReadOnlySpan<T> mean = Mean.AsSpan();
            ReadOnlySpan<T> deviation = Deviation.AsSpan();
            for (int i = 0; i < to.Length; i++)
                to[i] = deviation[i] == T.Zero ? from[i] - mean[i] : (from[i] - mean[i]) / deviation[i];
        }
    }

    /// <summary>The means and deviations by name, to be saved with a model.</summary>
    public IReadOnlyDictionary<string, Tensor<T>> NamedTensors =>
        new Dictionary<string, Tensor<T>> { [MeanName] = Mean, [DeviationName] = Deviation };

    /// <summary>Writes a safetensors file, or replaces it, in one step.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it is.</exception>
    public void Save(string path) => Weights.Save(path, NamedTensors);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is malformed, or holds something else.</exception>
    public static Normalization<T> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using SafetensorsReader file = SafetensorsReader.Open(path);
        string name = Path.GetFileName(path);
        if (file.Entries.Count != 2 || file.Find(MeanName) is null || file.Find(DeviationName) is null)
            throw new InvalidDataException(
                $"{name} is no normalization: it does not hold '{MeanName}' and '{DeviationName}'."
            );
        try
        {
            return new Normalization<T>(file.Read<T>(MeanName), file.Read<T>(DeviationName));
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{name} is no normalization: {error.Message}", error);
        }
    }

    // In double, and in two passes: the difference of two large sums would lose the deviation of large numbers.
    private static (T Mean, T Deviation) OfFeature(Tensor<T> data, int feature, int length)
    {
        ReadOnlySpan<T> values = data.AsSpan();
        T first = values[feature];
        bool constant = true;
        double sum = 0;
        for (int i = feature; i < values.Length; i += length)
        {
            if (!T.IsFinite(values[i]))
                throw new ArgumentException(
                    FormattableString.Invariant($"Example {i / length} has {values[i]} as feature {feature}.")
                );
            constant &= values[i] == first;
            sum += double.CreateChecked(values[i]);
        }
        if (constant)
            return (first, T.Zero);
        double mean = sum / data.Dim(0);
        double squares = 0;
        for (int i = feature; i < values.Length; i += length)
        {
            double difference = double.CreateChecked(values[i]) - mean;
            squares += difference * difference;
        }
        return (T.CreateChecked(mean), T.CreateChecked(Math.Sqrt(squares / data.Dim(0))));
    }
}
