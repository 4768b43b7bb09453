using System.Collections.Generic;

namespace NeuralGen;

/// <summary>The units of one activation layer.</summary>
/// <param name="Layer">The layer's name and class.</param>
/// <param name="Units">How many there are: along axis 1 of the output, so that a channel of a convolution is one.</param>
/// <param name="Dead">Those whose output and slope are 0 for every example: nothing gets through them in either direction.</param>
/// <param name="Saturated">Those, not dead, whose slope is nearly 0 for nearly every example.</param>
public sealed record LayerUnits(string Layer, int Units, IReadOnlyList<int> Dead, IReadOnlyList<int> Saturated);
