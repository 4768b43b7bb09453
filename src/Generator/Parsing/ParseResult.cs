using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>The method, unless something in it is refused, and all that is to be said about it.</summary>
internal sealed record ParseResult(Method? Method, EquatableArray<Finding> Findings)
{
    /// <summary>Where the method stands, if it is refused and its layer lacks members without it.</summary>
    public Declaration? Refused { get; init; }
}
