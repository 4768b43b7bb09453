using System;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Expressions and conditions as scalar C#.</summary>
internal sealed class ScalarPrinter(IndexPrinter integers, Func<Access, string> element)
{
    public string Print(Expr expr, Precedence context = Precedence.Lowest)
    {
        (string text, Precedence precedence) = Bare(expr);
        return precedence < context ? $"({text})" : text;
    }

    public string Print(Condition condition, Precedence context = Precedence.Lowest)
    {
        (string text, Precedence precedence) = Bare(condition);
        return precedence < context ? $"({text})" : text;
    }

    private (string Text, Precedence Precedence) Bare(Expr expr)
    {
        switch (expr)
        {
            case Constant constant:
                string number = Literals.Number(constant.Value, constant.Type);
                return (number, number[0] == '-' ? Precedence.Unary : Precedence.Primary);
            case Load load:
                return (element(load.Access), Precedence.Primary);
            case FromIndex integer:
                return (
                    $"({integer.Type.Keyword()}){integers.Print(integer.Value, Precedence.Primary)}",
                    Precedence.Unary
                );
            case IR.Convert convert when ConstantCasts.Nearest(convert) is { } nearest:
                return (nearest, Precedence.Primary);
            case IR.Convert convert:
                return ($"({convert.Type.Keyword()}){Print(convert.Operand, Precedence.Primary)}", Precedence.Unary);
            case Select { Type: ScalarType.Bool } select when IsTruth(select):
                return Bare(select.Condition);
            case Select select:
                string test = Print(select.Condition, Precedence.Or);
                string then = Print(select.WhenTrue, Precedence.Or);
                return ($"{test} ? {then} : {Print(select.WhenFalse, Precedence.Or)}", Precedence.Conditional);
            case FirstPosition search:
                string count = integers.Print(search.Count, Precedence.Lowest);
                string nowhere = Print(search.Nowhere);
                return (
                    $"Lanes.FirstPosition(ref {element(search.Start)}, {count}, {Print(search.Value)}, {nowhere})",
                    Precedence.Primary
                );
            case Apply apply:
                return Bare(apply);
            case Call call:
                return ($"{call.Callee.Text}({List(call)})", Precedence.Primary);
            case CallAdjoint call:
                string position = call.Callee.Count > 1 ? $", {integers.Print(call.Position)}" : "";
                return ($"{CallHelpers.Type}.{call.Callee.Name}({List(call)}{position})", Precedence.Primary);
            default:
                throw new NotSupportedException(expr.ToString());
        }
    }

    public string List(Composite composite) => string.Join(", ", composite.Operands.Select(o => Print(o)));

    private static bool IsTruth(Select select) =>
        select is { WhenTrue: Constant { Value: 1 }, WhenFalse: Constant { Value: 0 } };

    private (string Text, Precedence Precedence) Bare(Apply apply)
    {
        Expr first = apply.Arguments[0];
        switch (apply.Function)
        {
            case Function.Stop:
                return Bare(first);
            case Function.Negate:
                string operand = Print(first, Precedence.Unary);
                return (operand[0] == '-' ? $"-({operand})" : "-" + operand, Precedence.Unary);
            case Function.Add or Function.Subtract or Function.Multiply or Function.Divide:
                (string symbol, Precedence precedence) = Operators.Of(apply.Function);
                // Rounding depends on the order: the right operand is never merged into the chain.
                string right = Print(apply.Arguments[1], precedence + 1);
                return ($"{Print(first, precedence)} {symbol} {right}", precedence);
            default:
                string arguments = string.Join(", ", apply.Arguments.Select(a => Print(a)));
                return ($"Lanes.{apply.Function}({arguments})", Precedence.Primary);
        }
    }

    private (string Text, Precedence Precedence) Bare(Condition condition)
    {
        switch (condition)
        {
            case Compare compare:
                (string symbol, Precedence precedence) = Operators.Of(compare.Comparison);
                string left = Print(compare.Left, precedence + 1);
                return ($"{left} {symbol} {Print(compare.Right, precedence + 1)}", precedence);
            case CompareIndex when condition.Equals(Truths.True) || condition.Equals(Truths.False):
                return (condition.Equals(Truths.True) ? "true" : "false", Precedence.Primary);
            case CompareIndex compare:
                (symbol, precedence) = Operators.Of(compare.Comparison);
                left = integers.Print(compare.Left, precedence + 1);
                return ($"{left} {symbol} {integers.Print(compare.Right, precedence + 1)}", precedence);
            case Flag flag:
                return (element(flag.Access), Precedence.Primary);
            case Not not:
                return ($"!{Print(not.Operand, Precedence.Unary)}", Precedence.Unary);
            case And and:
                return ($"{Print(and.Left, Precedence.And)} && {Print(and.Right, Precedence.And)}", Precedence.And);
            case Or or:
                return ($"{Print(or.Left, Precedence.Or)} || {Print(or.Right, Precedence.Or)}", Precedence.Or);
            default:
                throw new NotSupportedException(condition.ToString());
        }
    }
}
