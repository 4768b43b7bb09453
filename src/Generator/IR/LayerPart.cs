namespace NeuralGen.Generator.IR;

/// <summary>What a field or auto-property of a layer holds.</summary>
internal enum LayerPartKind
{
    /// <summary>A tensor: learned where it has a gradient, else kept.</summary>
    Tensor,

    /// <summary>Another layer.</summary>
    Layer,

    /// <summary>An array or list of tensors.</summary>
    Tensors,

    /// <summary>An array or list of layers.</summary>
    Layers,

    /// <summary>What changes during a call, residuals for instance: a copy has its own.</summary>
    Memory,
}

/// <summary>A field or auto-property of a layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Type">Its type, as C#.</param>
internal sealed record LayerPart(string Name, LayerPartKind Kind, string Type)
{
    /// <summary>The field that holds it: an auto-property's is not spelled in C#.</summary>
    public string Field { get; init; } = "";

    /// <summary>What gives the field to be assigned, called as nothing else in the class.</summary>
    public string Accessor { get; init; } = "";

    /// <summary>Whether it can be assigned outside constructors.</summary>
    public bool IsWritable { get; init; }

    /// <summary>Whether it may be null: it is declared so, or nothing is said of it.</summary>
    public bool IsNullable { get; init; }
}
