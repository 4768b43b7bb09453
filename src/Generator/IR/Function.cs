namespace NeuralGen.Generator.IR;

/// <summary>
/// The functions that expressions are made of: C#'s operators, and those of <c>Math</c>, <c>MathF</c> and
/// <c>Activation</c> that have a derivative. What each one's derivative is, the rule table in Differentiation says.
/// </summary>
internal enum Function
{
    // Operators.
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,

    // Math and MathF.
    Abs,
    Acos,
    Acosh,
    Asin,
    Asinh,
    Atan,
    Atan2,
    Atanh,
    Cbrt,
    Ceiling,
    CopySign,
    Cos,
    Cosh,
    Exp,
    Floor,
    FusedMultiplyAdd,
    Log,
    Log10,
    Log2,
    Max,
    Min,
    Pow,
    Round,
    Sign,
    Sin,
    Sinh,
    Sqrt,
    Tan,
    Tanh,
    Truncate,

    // Activation.
    Elu,
    Gelu,
    LeakyRelu,
    Relu,
    Sigmoid,
    Silu,
    Softplus,
    Step,

    // What derivatives need beyond these.
    GeluDerivative,

    /// <summary>Identity whose derivative is zero.</summary>
    Stop,
}
