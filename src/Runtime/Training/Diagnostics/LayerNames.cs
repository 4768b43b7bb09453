using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>What messages call the layers of a model.</summary>
internal static class LayerNames
{
    /// <summary>The layers of a model, itself included, by the path of names that leads there: "" and "0.2" for instance.</summary>
    public static IEnumerable<(string Name, Layer Layer)> Under(Layer model)
    {
        var seen = new HashSet<Layer>(ReferenceEqualityComparer.Instance);
        return Walk("", model, seen);
    }

    /// <summary>The path of a layer; null where it is none of the model's.</summary>
    public static string? Path(Layer model, Layer layer)
    {
        foreach ((string name, Layer found) in Under(model))
            if (ReferenceEquals(found, layer))
                return name;
        return null;
    }

    /// <summary>The name and the class: <c>'0.2' (Dense)</c>.</summary>
    public static string Text(Layer model, Layer layer)
    {
        string? path = Path(model, layer);
        return string.IsNullOrEmpty(path) ? layer.GetType().Name : $"'{path}' ({layer.GetType().Name})";
    }

    private static IEnumerable<(string Name, Layer Layer)> Walk(string name, Layer layer, HashSet<Layer> seen)
    {
        if (!seen.Add(layer))
            yield break;
        yield return (name, layer);
        foreach ((string key, Layer child) in layer.Children)
        foreach ((string, Layer) below in Walk(name.Length == 0 ? key : $"{name}.{key}", child, seen))
            yield return below;
    }
}
