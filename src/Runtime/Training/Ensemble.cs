using System;
using System.Collections.Generic;
using System.Numerics.Tensors;

namespace NeuralGen;

/// <summary>Several models that answer together: the mean of what they say is mostly better than what one says.</summary>
public sealed class Ensemble
{
    private readonly Layer[] _members;
    private Tensor<float> _mean = new(0);
    private float[] _row = [];

    /// <summary>Joins models of one task: trained from several seeds, for instance.</summary>
    /// <param name="members">The models, at least one.</param>
    /// <exception cref="ArgumentNullException">The members, or one of them, are null.</exception>
    /// <exception cref="ArgumentException">There are none.</exception>
    public Ensemble(params IEnumerable<Layer> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = [.. members];
        if (_members.Length == 0)
            throw new ArgumentException("There are no members.", nameof(members));
        foreach (Layer member in _members)
            ArgumentNullException.ThrowIfNull(member, nameof(members));
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<Layer> Members => _members;

    /// <summary>
    /// Whether outputs are scores of classes, of which the softmax is averaged: probabilities. False, the default, averages the
    /// outputs themselves.
    /// </summary>
    public bool AveragesProbabilities { get; init; }

    /// <summary>The mean of what the models say, in use and not in training.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>Its contents are valid until the next call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="inputs"/> is null.</exception>
    /// <exception cref="ArgumentException">The inputs do not fit a model, or the shapes of the outputs differ.</exception>
    public Tensor<float> Predict(Tensor<float> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (int i = 0; i < _members.Length; i++)
        {
            Layer member = _members[i];
            bool wasTraining = member.IsTraining;
            member.Evaluate();
            try
            {
                Add(member.Forward(inputs), isFirst: i == 0);
            }
            finally
            {
                member.Train(wasTraining);
            }
        }
        TensorPrimitives.Divide(_mean.AsSpan(), _members.Length, _mean.AsSpan());
        return _mean;
    }

    private void Add(Tensor<float> outputs, bool isFirst)
    {
        bool isSame = outputs.Shape.SequenceEqual(_mean.Shape);
        if (isFirst && !isSame)
            _mean = new Tensor<float>(outputs.Shape.ToArray());
        else if (isFirst)
            _mean.Fill(0);
        else if (!isSame)
            throw new ArgumentException(
                $"One model's outputs have shape {Extents.Text(outputs.Shape)}, another's {Extents.Text(_mean.Shape)}."
            );
        if (!AveragesProbabilities)
        {
            TensorPrimitives.Add(_mean.AsSpan(), outputs.AsSpan(), _mean.AsSpan());
            return;
        }
        int classes = outputs.Rank == 0 ? 0 : outputs.Dim(outputs.Rank - 1);
        if (_row.Length != classes)
            _row = new float[classes];
        for (int at = 0; at < outputs.Length; at += classes)
        {
            Probabilities(outputs.AsSpan().Slice(at, classes), _row);
            Span<float> sum = _mean.AsSpan().Slice(at, classes);
            TensorPrimitives.Add(sum, _row, sum);
        }
    }

    // The largest score is subtracted first: TensorPrimitives' own softmax overflows.
    private static void Probabilities(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<float>(probabilities), probabilities);
    }
}
