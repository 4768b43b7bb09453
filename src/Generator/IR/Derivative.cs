namespace NeuralGen.Generator.IR;

/// <summary>What a parameter is to the method, found from the body.</summary>
internal enum Role
{
    Unused,
    Input,

    /// <summary>Every accessed element is proven written before it is read, on every path.</summary>
    PureOutput,
    ReadWrite,
}

internal sealed record ParameterRole(Buffer Buffer, Role Role);

/// <summary>A method and its derivative, all in the same IR.</summary>
internal sealed record Derivative(Method Method)
{
    public EquatableArray<ParameterRole> Roles { get; init; }

    /// <summary>The normalized forward pass.</summary>
    public EquatableArray<Statement> Forward { get; init; }

    /// <summary>The forward pass that also keeps <see cref="Residuals"/>.</summary>
    public EquatableArray<Statement> Augmented { get; init; }

    /// <summary>The backward pass: adds into gradients, reads residuals.</summary>
    public EquatableArray<Statement> Adjoint { get; init; }

    /// <summary>Forward and backward as one, with seed 1 and nothing coming in through the gradients of outputs.</summary>
    public EquatableArray<Statement> Joint { get; init; }

    /// <summary>Locals and saved values that the augmented pass leaves for the backward pass.</summary>
    public EquatableArray<Buffer> Residuals { get; init; }

    /// <summary>For the header: what the backward pass computes again instead of keeping, in lecture notation.</summary>
    public EquatableArray<string> Recomputed { get; init; }

    /// <summary>What must hold on entry, in order.</summary>
    public EquatableArray<EntryCheck> Checks { get; init; }
}
