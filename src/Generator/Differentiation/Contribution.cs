using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// What one statement adds to the adjoint of one of its operands, where the guard holds. A contribution with no leaf gives a
/// shared factor its name.
/// </summary>
internal sealed record Contribution(Access Target, Expr Value, Condition? Guard, bool IsShared);
