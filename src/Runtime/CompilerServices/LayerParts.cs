using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;

namespace NeuralGen.CompilerServices.V1;

/// <summary>Arrays and lists of tensors and layers that a generated layer consists of.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerParts
{
    /// <summary>Tensors, by the name of the member and their number from 0.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="tensors">The tensors; null for none.</param>
    public static IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors(
        string name,
        IReadOnlyList<Tensor<float>?>? tensors
    )
    {
        for (int i = 0; i < (tensors?.Count ?? 0); i++)
            yield return new(Numbered(name, i), tensors![i]);
    }

    /// <summary>Layers, by the name of the member and their number from 0; what is null is left out.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="layers">The layers; null for none.</param>
    public static IEnumerable<KeyValuePair<string, Layer>> Layers(string name, IReadOnlyList<Layer?>? layers)
    {
        for (int i = 0; i < (layers?.Count ?? 0); i++)
            if (layers![i] is { } layer)
                yield return new(Numbered(name, i), layer);
    }

    /// <summary>A layer that may be missing.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="layer">The layer; null for none.</param>
    public static IEnumerable<KeyValuePair<string, Layer>> Layer(string name, Layer? layer) =>
        layer is null ? [] : [new(name, layer)];

    /// <summary>The layers, each by its first name alone: it may be held by two members.</summary>
    /// <param name="layers">The layers by name.</param>
    public static IEnumerable<KeyValuePair<string, Layer>> Once(IEnumerable<KeyValuePair<string, Layer>> layers) =>
        layers.DistinctBy(entry => entry.Value, ReferenceEqualityComparer.Instance);

    /// <summary>The copies of tensors or layers.</summary>
    /// <typeparam name="T">Tensors of float, or layers.</typeparam>
    /// <param name="sharing">Copies each once.</param>
    /// <param name="parts">What is copied.</param>
    [return: NotNullIfNotNull(nameof(parts))]
    public static T[]? Copies<T>(Sharing sharing, T[]? parts)
    {
        ArgumentNullException.ThrowIfNull(sharing);
        return parts is null ? null : Array.ConvertAll(parts, part => Copy(sharing, part));
    }

    /// <inheritdoc cref="Copies{T}(Sharing, T[])"/>
    [return: NotNullIfNotNull(nameof(parts))]
    public static List<T>? Copies<T>(Sharing sharing, List<T>? parts)
    {
        ArgumentNullException.ThrowIfNull(sharing);
        return parts?.ConvertAll(part => Copy(sharing, part));
    }

    /// <inheritdoc cref="Copies{T}(Sharing, T[])"/>
    [return: NotNullIfNotNull(nameof(parts))]
    public static IReadOnlyList<T>? Copies<T>(Sharing sharing, IReadOnlyList<T>? parts)
    {
        ArgumentNullException.ThrowIfNull(sharing);
        return parts is null ? null : Copies<T>(sharing, (T[])[.. parts]);
    }

    private static T Copy<T>(Sharing sharing, T part) =>
        part switch
        {
            Tensor<float> tensor => (T)(object)sharing.Of(tensor),
            Layer layer => (T)(object)sharing.Of(layer),
            _ => part,
        };

    private static string Numbered(string name, int i) => string.Create(CultureInfo.InvariantCulture, $"{name}.{i}");
}
