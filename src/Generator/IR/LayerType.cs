namespace NeuralGen.Generator.IR;

/// <summary>
/// The class that derives from the runtime's <c>Layer</c>, of which the method is the computation: what stands around it is
/// generated, except for what the class declares itself.
/// </summary>
internal sealed record LayerType(string Name)
{
    /// <summary>The tensors of the instance that the class declares, in order.</summary>
    public EquatableArray<LayerTensor> Tensors { get; init; }

    /// <summary>Whether there is another class between it and <c>Layer</c>, which may have tensors of its own.</summary>
    public bool HasBase { get; init; }

    /// <summary>Which members are generated.</summary>
    public bool NeedsPasses { get; init; }

    public bool NeedsShape { get; init; }

    public bool NeedsTensors { get; init; }

    public bool NeedsSeparation { get; init; }

    /// <summary>A field for the residuals and one for the last call, called as nothing else in the class.</summary>
    public string Residuals { get; init; } = "";

    public string Call { get; init; } = "";
}

/// <summary>A field or auto-property of a layer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field that holds it: an auto-property's is not spelled in C#.</param>
/// <param name="Accessor">What gives the field to be assigned, called as nothing else in the class.</param>
/// <param name="IsWritable">Whether it can be assigned outside constructors.</param>
/// <param name="IsNullable">Whether it is declared as one that may be null.</param>
internal sealed record LayerTensor(string Name, string Field, string Accessor, bool IsWritable, bool IsNullable);
