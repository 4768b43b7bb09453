using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// Saves what a model has learned, and loads it again: a safetensors file, which other tools read and write as well.
/// </summary>
/// <remarks>To go on with a training that was interrupted takes more: see <see cref="Checkpoint{T}"/>.</remarks>
public static class Weights
{
    /// <summary>Writes tensors, or replaces the file, in one step: see <see cref="AtomicFile"/>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="metadata">Strings that are written beside them.</param>
    /// <exception cref="ArgumentNullException">The path or the tensors are null.</exception>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it is.</exception>
    public static void Save<T>(
        string path,
        IEnumerable<KeyValuePair<string, Tensor<T>>> tensors,
        IEnumerable<KeyValuePair<string, string>>? metadata = null
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = new SafetensorsWriter();
        foreach ((string key, Tensor<T> tensor) in TensorFile<T>.Collect(tensors, nameof(tensors)))
            file.Add(key, tensor);
        foreach ((string key, string value) in metadata ?? [])
            file.Metadata.Add(key, value);
        file.Save(path);
    }

    /// <summary>
    /// Overwrites tensors by those in a file: the same names and shapes, and numbers that <typeparamref name="T"/> holds exactly,
    /// for <c>float</c> F32, F16 and BF16. A checkpoint is such a file too; what it holds of the optimizer and of the training is
    /// left out.
    /// </summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors by name; gradients stay as they are.</param>
    /// <returns>The strings beside the tensors.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is malformed or of another model; the message names the tensor and both shapes. No tensor is changed.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Load<T>(
        string path,
        IEnumerable<KeyValuePair<string, Tensor<T>>> tensors
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        OrderedDictionary<string, Tensor<T>> target = TensorFile<T>.Collect(tensors, nameof(tensors));
        using SafetensorsReader file = SafetensorsReader.Open(path);
        bool isCheckpoint = file.Metadata.ContainsKey(CheckpointNames.Version);
        Tensor<T>[] values = new TensorFile<T>(file, Path.GetFileName(path)).Read(
            target,
            isIgnored: name =>
                isCheckpoint
                && (
                    name.StartsWith(CheckpointNames.Optimizer, StringComparison.Ordinal)
                    || name.StartsWith(CheckpointNames.Trainer, StringComparison.Ordinal)
                ),
            widen: true
        );
        TensorFile<T>.Copy(values, target);
        return file.Metadata;
    }
}
