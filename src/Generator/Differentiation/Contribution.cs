using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// What one statement adds to the adjoint of one of its operands, where the guard holds; or, shared, the name given to a factor
/// of several.
/// </summary>
/// <param name="Target">The element whose adjoint this adds to, or the name.</param>
/// <param name="Value">What is added.</param>
/// <param name="Guard">Where; null: everywhere.</param>
/// <param name="Product">The derivation in the lecture's notation, up to the target.</param>
/// <param name="IsShared">Whether the target is a name.</param>
internal sealed record Contribution(Access Target, Expr Value, Condition? Guard, Product Product, bool IsShared)
{
    /// <summary>Over which the target is filled, one gradient of a called function each; null: one value.</summary>
    public LoopIndex? Loop { get; init; }

    /// <summary>The one statement that fills the array of a called function's gradients.</summary>
    public Statement OfAllGradients()
    {
        Statement fill = new Assign(Target, Value) { Note = $"{Target.Buffer}[…] = {Product.Text}" };
        Statement loop = new For(Loop!, IndexExpr.Zero, Target.Buffer.Extents[0], 1, [fill]);
        return Guard is null ? loop : new If(Guard, [loop]);
    }
}

/// <summary>A product of partial derivatives as the lecture writes it: <c>Y.grad[b,i] * σ'(U[b,i] + B[i])</c>.</summary>
internal sealed record Product(string Text, bool IsNegative)
{
    public Product Times(string factor) => this with { Text = $"{Text} * {factor}" };

    public Product Over(string divisor) => this with { Text = $"{Text} / {divisor}" };

    public Product Negated() => this with { IsNegative = !IsNegative };

    /// <summary>Passes through one operand of a function.</summary>
    public Product Through(Apply apply, int operand)
    {
        string Other(int i) => ExpressionPrinter.FactorOf(apply.Arguments[i]);
        return (apply.Function, operand) switch
        {
            (Function.Add, _) or (Function.Subtract, 0) or (Function.FusedMultiplyAdd, 2) => this,
            (Function.Subtract, 1) or (Function.Negate, _) => Negated(),
            (Function.Multiply, _) or (Function.FusedMultiplyAdd, _) => Times(Other(1 - operand)),
            (Function.Divide, 0) => Over(Other(1)),
            (Function.Divide, 1) => Times(Other(0)).Over($"{Other(1)}²").Negated(),
            _ => Times(Derived(apply, operand)),
        };
    }

    /// <summary>Passes through one operand of a function that is called.</summary>
    public Product Through(Call call, int operand) =>
        Times(
            $"{call.Callee.Name}'{(call.Callee.Count > 1 && operand >= 0 ? $"[{call.Callee.Operands[operand].Name}]" : "")}"
                + $"({string.Join(", ", call.Operands.Map(ExpressionPrinter.Print))})"
        );

    private static string Derived(Apply apply, int operand)
    {
        string index =
            apply.Arguments.Count > 1
                ? operand == 0
                    ? "₁"
                    : "₂"
                : "";
        return $"{ExpressionPrinter.Name(apply.Function)}'{index}({string.Join(", ", apply.Arguments.Map(ExpressionPrinter.Print))})";
    }
}
