namespace NeuralGen.Generator.Emission;

/// <summary>How tightly C#'s operators bind, loosest first.</summary>
internal enum Precedence
{
    Lowest,
    Conditional,
    Or,
    And,
    BitOr,
    BitAnd,
    Equality,
    Relational,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}
