using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace NeuralGen;

/// <summary>Compares the tensors of a file with those that are to be overwritten, and overwrites them.</summary>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
/// <param name="file">The file.</param>
/// <param name="name">What messages call it.</param>
internal readonly struct TensorFile<T>(SafetensorsReader file, string name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Reads the values of all tensors, and changes none.</summary>
    /// <param name="expected">The tensors by name.</param>
    /// <param name="isIgnored">What else may be in the file.</param>
    /// <param name="widen">Whether numbers of fewer bits are taken, too.</param>
    /// <returns>The values, in the order of <paramref name="expected"/>.</returns>
    /// <exception cref="InvalidDataException">
    /// The file lacks one, has others, or has one of another shape or type.
    /// </exception>
    public Tensor<T>[] Read(IReadOnlyDictionary<string, Tensor<T>> expected, Func<string, bool> isIgnored, bool widen)
    {
        foreach ((string key, Tensor<T> tensor) in expected)
        {
            SafetensorsEntry entry =
                file.Find(key) ?? throw Error($"there is no '{key}', which the model has as", tensor);
            if (!entry.Shape.SequenceEqual(tensor.Shape))
                throw Error($"'{key}' has the shape {Extents.Text(entry.Shape)}, but the model has it as", tensor);
            if (
                entry.Type != StoredTypes.Of<T>()
                && !(widen && entry.Type >= StoredType.Float16 && entry.Type.FitsExactly<T>())
            )
                throw Error($"'{key}' is of type {SafetensorsTypes.Name(entry.Type)}, but the model has it as", tensor);
        }
        foreach (SafetensorsEntry entry in file.Entries)
            if (!expected.ContainsKey(entry.Name) && !isIgnored(entry.Name))
                throw new InvalidDataException(
                    $"{name}: there is '{entry.Name}' of shape {Extents.Text(entry.Shape)}, which the model does not have."
                );
        var values = new Tensor<T>[expected.Count];
        int next = 0;
        foreach (string key in expected.Keys)
            values[next++] = file.Read<T>(key);
        return values;
    }

    /// <summary>Overwrites the tensors with the values that were read.</summary>
    public static void Copy(Tensor<T>[] values, IReadOnlyDictionary<string, Tensor<T>> target)
    {
        int next = 0;
        foreach (Tensor<T> tensor in target.Values)
            tensor.CopyFrom(values[next++]);
    }

    /// <summary>The tensors by name, in their order.</summary>
    /// <exception cref="ArgumentException">A name is there twice, or a tensor is null.</exception>
    public static OrderedDictionary<string, Tensor<T>> Collect(
        IEnumerable<KeyValuePair<string, Tensor<T>>> tensors,
        string parameter
    )
    {
        ArgumentNullException.ThrowIfNull(tensors, parameter);
        var all = new OrderedDictionary<string, Tensor<T>>(StringComparer.Ordinal);
        foreach ((string key, Tensor<T> tensor) in tensors)
            if (tensor is null)
                throw new ArgumentException($"The tensor '{key}' is null.", parameter);
            else if (!all.TryAdd(key, tensor))
                throw new ArgumentException($"There are two tensors '{key}'.", parameter);
        return all;
    }

    private InvalidDataException Error(string found, Tensor<T> tensor) =>
        new($"{name}: {found} {SafetensorsTypes.Name(StoredTypes.Of<T>()!.Value)} {Extents.Text(tensor.Shape)}.");
}
