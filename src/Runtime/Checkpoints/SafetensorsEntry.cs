using System;

namespace NeuralGen;

/// <summary>What the header of a safetensors file says about one tensor.</summary>
public sealed class SafetensorsEntry
{
    private readonly int[] _shape;

    internal SafetensorsEntry(string name, StoredType type, int[] shape, long begin, long end)
    {
        (Name, Type, _shape) = (name, type, shape);
        (Begin, End) = (begin, end);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The type of the elements.</summary>
    public StoredType Type { get; }

    /// <summary>The extents, outermost first; none for a single number.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Where the data begins, in bytes from the end of the header.</summary>
    internal long Begin { get; }

    /// <summary>Where it ends.</summary>
    internal long End { get; }

    /// <summary>The name, the type and the shape.</summary>
    public override string ToString() => $"{Name}: {Type} {Extents.Text(_shape)}";
}
