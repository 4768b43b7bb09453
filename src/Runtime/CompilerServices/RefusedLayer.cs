using System;
using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>What the members of a layer call whose <c>[Differentiable]</c> method has no derivative.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RefusedLayer
{
    /// <summary>Does not compile.</summary>
    [Obsolete(
        "The [Differentiable] method of this layer has no derivative: another message, at the method, says why.",
        error: true
    )]
    public static NotSupportedException Error() => new();
}
