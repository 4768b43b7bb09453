using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>One loop of a contraction.</summary>
/// <param name="Extent">How many iterations it has.</param>
/// <param name="C">By how many elements an iteration moves in C.</param>
/// <param name="A">By how many elements it moves in A.</param>
/// <param name="B">By how many elements it moves in B.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Axis(nint Extent, nint C, nint A, nint B);
