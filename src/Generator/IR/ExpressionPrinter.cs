using System.Globalization;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>Expressions in the lecture's notation, with no more parentheses than needed: <c>σ(u + B[i])</c>.</summary>
internal static class ExpressionPrinter
{
    // How tightly an expression binds; an operand that binds less tightly than its place asks for is parenthesized.
    private const int Loose = 0;
    private const int Sum = 1;
    private const int Factor = 2;
    private const int Unary = 3;
    private const int Tight = 4;

    public static string Print(Expr expr) => Print(expr, Loose);

    /// <summary>The expression as a factor of a product.</summary>
    public static string FactorOf(Expr expr) => Print(expr, Unary);

    public static string Product(Expr scale, Access left, Access right) =>
        scale is Constant { Value: 1 } ? $"{left} * {right}" : $"{Print(scale, Factor)} * {left} * {right}";

    public static string Print(Condition condition) =>
        condition switch
        {
            Compare compare => $"{Print(compare.Left)} {Sign(compare.Comparison)} {Print(compare.Right)}",
            CompareIndex compare => $"{compare.Left} {Sign(compare.Comparison)} {compare.Right}",
            Flag flag => flag.Access.ToString(),
            Not not => $"!({Print(not.Operand)})",
            And and => $"{Inside(and.Left)} && {Inside(and.Right)}",
            Or or => $"{Print(or.Left)} || {Print(or.Right)}",
            _ => condition.ToString(),
        };

    public static string Number(double value, ScalarType type) =>
        value switch
        {
            double.PositiveInfinity => "∞",
            double.NegativeInfinity => "-∞",
            _ when type == ScalarType.Float => ((float)value).ToString("R", CultureInfo.InvariantCulture),
            _ => value.ToString("R", CultureInfo.InvariantCulture),
        };

    private static string Print(Expr expr, int place)
    {
        (string text, int tightness) = expr switch
        {
            Constant constant => (Number(constant.Value, constant.Type), constant.Value < 0 ? Unary : Tight),
            Load load => (load.Access.ToString(), Tight),
            FromIndex { Value: var value } => (value.ToString(), Tightness(value)),
            Convert convert => ($"({convert.Type.Keyword()}){Print(convert.Operand, Unary)}", Unary),
            Select select => (
                $"{Print(select.Condition)} ? {Print(select.WhenTrue, Sum)} : {Print(select.WhenFalse, Sum)}",
                Loose
            ),
            Apply { Function: Function.Negate } apply => ("-" + Print(apply.Arguments[0], Unary), Unary),
            Apply { Function: Function.Add } apply => (Binary(apply, "+", Sum, Sum), Sum),
            Apply { Function: Function.Subtract } apply => (Binary(apply, "-", Sum, Factor), Sum),
            Apply { Function: Function.Multiply } apply => (Binary(apply, "*", Factor, Unary), Factor),
            Apply { Function: Function.Divide } apply => (Binary(apply, "/", Factor, Unary), Factor),
            FirstPosition search => ($"first({search.Start}… == {Print(search.Value)})", Tight),
            Apply apply => (
                $"{Name(apply.Function)}({string.Join(", ", apply.Arguments.Select(a => Print(a)))})",
                Tight
            ),
            Call call => ($"{call.Callee.Name}({Operands(call)})", Tight),
            CallAdjoint call => ($"{call.Callee.Name}'({Operands(call)})", Tight),
            _ => (expr.ToString(), Tight),
        };
        return tightness < place ? $"({text})" : text;
    }

    private static string Operands(Composite composite) => string.Join(", ", composite.Operands.Select(o => Print(o)));

    private static int Tightness(IndexExpr value) =>
        value.Terms.Count > 1 ? Loose
        : value.AsConstant() >= 0 || (value.Terms[0] is { Coefficient: 1, Atoms: [not OperationAtom] }) ? Tight
        : Factor;

    private static string Binary(Apply apply, string sign, int left, int right) =>
        $"{Print(apply.Arguments[0], left)} {sign} {Print(apply.Arguments[1], right)}";

    private static string Inside(Condition condition) => condition is Or ? $"({Print(condition)})" : Print(condition);

    public static string Name(Function function) =>
        function switch
        {
            Function.Sigmoid => "σ",
            Function.LeakyRelu => "leakyRelu",
            Function.FusedMultiplyAdd => "fma",
            Function.CopySign => "copySign",
            Function.GeluDerivative => "gelu'",
            _ => function.ToString().ToLowerInvariant(),
        };

    private static string Sign(Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            Comparison.GreaterOrEqual => ">=",
            Comparison.Equal => "==",
            _ => "!=",
        };
}
