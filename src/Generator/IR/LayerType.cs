namespace NeuralGen.Generator.IR;

/// <summary>
/// The class that derives from the runtime's <c>Layer</c>, of which the method is the computation or, if there is none of that
/// form, the first: what stands around it is generated, except for what the class declares itself.
/// </summary>
internal sealed record LayerType(string Name)
{
    /// <summary>The tensors, layers and memory of the instance that the class declares, in order.</summary>
    public EquatableArray<LayerPart> Parts { get; init; }

    /// <summary>Which members are generated.</summary>
    public bool NeedsPasses { get; init; }

    public bool NeedsShape { get; init; }

    public bool NeedsTensors { get; init; }

    public bool NeedsChildren { get; init; }

    public bool NeedsSeparation { get; init; }

    /// <summary>Whether another class between it and <c>Layer</c> has a member that the generated one must go on with.</summary>
    public bool HasBaseTensors { get; init; }

    public bool HasBaseChildren { get; init; }

    public bool HasBaseSeparation { get; init; }

    /// <summary>A field for the residuals and one for the last call, called as nothing else in the class.</summary>
    public string Residuals { get; init; } = "";

    public string Call { get; init; } = "";
}
