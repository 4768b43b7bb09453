using System;
using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>Expressions as direct vector operations, which are fast without optimization too.</summary>
internal sealed class LanePrinter(For loop, PassNames names, LocalBlocks locals, BodyWriter body, SourceWriter writer)
{
    private readonly Dictionary<Expr, string> _hoisted = [];
    private readonly LoopIndex _index = loop.Index;
    private string _vector = "";
    private string? _numbers;

    public static string Vector(ScalarType type) => type == ScalarType.Float ? "Floats" : "Doubles";

    /// <summary>Declares, before the loop, a vector for each operand that the loop does not change.</summary>
    public void Hoist(IEnumerable<Statement> block)
    {
        foreach (Statement statement in block)
        {
            switch (statement)
            {
                case WantedBlock wanted:
                    // What only an unwanted gradient needs may not even exist, but the lanes' numbers do.
                    foreach (Condition condition in Conditions(wanted))
                    {
                        Number(condition);
                    }

                    break;
                case Assign assign:
                    Hoist(assign.Value);
                    break;
                case Accumulate sum:
                    Hoist(sum.Value);
                    break;
            }
        }
    }

    public string Print(Expr expr, Precedence context = Precedence.Lowest)
    {
        _vector = Vector(expr.Type);
        (string text, Precedence precedence) = Bare(expr);
        return precedence < context ? $"({text})" : text;
    }

    public string LoadText(Access access) => $"Lane.LoadUnsafe({Address(access)})";

    public string Store(Access target, string value) => $"Lane.StoreUnsafe({value}, {Address(target)})";

    /// <summary>What follows a local that collects a value: <c>+= x</c>.</summary>
    public string Updated(string local, Accumulate sum) =>
        (sum.Reduction, sum.Value) switch
        {
            (Reduction.Add, Apply { Function: Function.Negate } negation) => $"-= {Print(negation.Arguments[0])}",
            (Reduction.Add, _) => $"+= {Print(sum.Value)}",
            _ => $"= {Sum(local, sum)}",
        };

    /// <summary>An old value with a new one added, or the larger or smaller of the two.</summary>
    public string Sum(string old, Accumulate sum) =>
        (sum.Reduction, sum.Value) switch
        {
            (Reduction.Add, Apply { Function: Function.Negate } negation) =>
                $"{old} - {Print(negation.Arguments[0], Precedence.Multiplicative)}",
            (Reduction.Add, _) => $"{old} + {Print(sum.Value, Precedence.Multiplicative)}",
            _ => $"Lanes.{sum.Reduction}({old}, {Print(sum.Value)})",
        };

    private string Address(Access access)
    {
        Access start = access with { Subscripts = access.Subscripts.Map(s => s.Substitute(_index, IndexExpr.Zero)) };
        string reference = body.Element(start);
        return $"ref {reference}, (nuint){names.Loop(_index)}";
    }

    private void Hoist(Expr expr)
    {
        if (IsInvariant(expr))
        {
            bool isPlain = expr is Constant { Value: 0 or 1 } constant && !IsNegativeZero(constant);
            if (isPlain || _hoisted.ContainsKey(expr))
            {
                return;
            }

            string name = names.Scope.Declare(Hint(expr));
            writer.Line($"{Vector(expr.Type)} {name} = Lane.Create({body.Scalar.Print(expr)});");
            _hoisted.Add(expr, name);
            return;
        }

        switch (expr)
        {
            case Apply apply:
                apply.Arguments.ToList().ForEach(Hoist);
                break;
            case Select select:
                Hoist(select.Condition);
                Hoist(select.WhenTrue);
                Hoist(select.WhenFalse);
                break;
        }
    }

    private static IEnumerable<Condition> Conditions(WantedBlock wanted) =>
        Uses.SelfAndInner(wanted)
            .SelectMany(s =>
                s switch
                {
                    Assign assign => assign.Value.SelfAndInner(),
                    Accumulate sum => sum.Value.SelfAndInner(),
                    _ => [],
                }
            )
            .OfType<Select>()
            .Select(s => s.Condition);

    /// <summary>Declares the numbers of the lanes where a condition on the index asks for them.</summary>
    private void Number(Condition condition)
    {
        switch (condition)
        {
            case IR.CompareIndex when !IsInvariant(condition) && _numbers is null:
                _numbers = names.Scope.Declare("numbers");
                ScalarType type = Uses.SelfAndInner(loop).Select(Uses.Written).OfType<IR.Buffer>().First().Element;
                string step = $"{Literals.Number(0, type)}, {Literals.Number(1, type)}";
                writer.Line($"{Vector(type)} {_numbers} = Lane.CreateSequence({step});");
                break;
            case Not not:
                Number(not.Operand);
                break;
            case And and:
                Number(and.Left);
                Number(and.Right);
                break;
            case Or or:
                Number(or.Left);
                Number(or.Right);
                break;
        }
    }

    private void Hoist(Condition condition)
    {
        switch (condition)
        {
            case Compare compare when !IsInvariant(condition):
                Hoist(compare.Left);
                Hoist(compare.Right);
                break;
            case IR.CompareIndex:
                Number(condition);
                break;
            case Not not:
                Hoist(not.Operand);
                break;
            case And and:
                Hoist(and.Left);
                Hoist(and.Right);
                break;
            case Or or:
                Hoist(or.Left);
                Hoist(or.Right);
                break;
        }
    }

    private static string Hint(Expr expr) =>
        expr switch
        {
            Load load => PassNames.Hint(load.Access.Buffer) + "Lanes",
            Constant => "constant",
            _ => "factor",
        };

    private (string Text, Precedence Precedence) Bare(Expr expr)
    {
        if (_hoisted.TryGetValue(expr, out string? hoisted))
        {
            return (hoisted, Precedence.Primary);
        }

        if (IsInvariant(expr))
        {
            return expr is Constant { Value: 0 or 1 } constant && !IsNegativeZero(constant)
                ? ($"{_vector}.{(constant.Value == 0 ? "Zero" : "One")}", Precedence.Primary)
                : ($"Lane.Create({body.Scalar.Print(expr)})", Precedence.Primary);
        }

        switch (expr)
        {
            case Load { Access.Buffer.Rank: 0 } load:
                return (names.Name(load.Access.Buffer), Precedence.Primary);
            case Load load:
                return (LoadText(load.Access), Precedence.Primary);
            case FromIndex integer:
                return (Numbers(integer), Precedence.Primary);
            case Select select:
                return Bare(select);
            case Apply { Function: Function.Stop } stop:
                return Bare(stop.Arguments[0]);
            case Apply { Function: Function.Negate } negation:
                string operand = Print(negation.Arguments[0], Precedence.Unary);
                return (operand[0] == '-' ? $"-({operand})" : "-" + operand, Precedence.Unary);
            case Apply { Function: Function.Add or Function.Subtract or Function.Multiply or Function.Divide } apply:
                (string symbol, Precedence precedence) = Operators.Of(apply.Function);
                string left = Print(apply.Arguments[0], precedence);
                return ($"{left} {symbol} {Print(apply.Arguments[1], precedence + 1)}", precedence);
            case Apply apply:
                string arguments = string.Join(", ", apply.Arguments.Select(a => Print(a)));
                return ($"Lanes.{apply.Function}({arguments})", Precedence.Primary);
            default:
                throw new NotSupportedException(expr.ToString());
        }
    }

    private (string Text, Precedence Precedence) Bare(Select select)
    {
        if (!IsInvariant(select.Condition))
        {
            string mask = Mask(select.Condition);
            return (
                $"Lane.ConditionalSelect({mask}, {Print(select.WhenTrue)}, {Print(select.WhenFalse)})",
                Precedence.Primary
            );
        }

        string test = body.Scalar.Print(select.Condition, Precedence.Or);
        string whenTrue = Print(select.WhenTrue, Precedence.Or);
        return ($"{test} ? {whenTrue} : {Print(select.WhenFalse, Precedence.Or)}", Precedence.Conditional);
    }

    private string Mask(Condition condition, Precedence context = Precedence.Lowest)
    {
        if (IsInvariant(condition))
        {
            return $"({body.Scalar.Print(condition, Precedence.Or)} ? {_vector}.AllBitsSet : {_vector}.Zero)";
        }

        (string text, Precedence precedence) = condition switch
        {
            Compare compare => Compare(compare.Comparison, Print(compare.Left), Print(compare.Right)),
            CompareIndex compare => CompareIndex(compare),
            Not not => ("~" + Mask(not.Operand, Precedence.Unary), Precedence.Unary),
            And and => (
                $"{Mask(and.Left, Precedence.BitAnd)} & {Mask(and.Right, Precedence.BitAnd)}",
                Precedence.BitAnd
            ),
            Or or => ($"{Mask(or.Left, Precedence.BitOr)} | {Mask(or.Right, Precedence.BitOr)}", Precedence.BitOr),
            _ => throw new NotSupportedException(condition.ToString()),
        };
        return precedence < context ? $"({text})" : text;
    }

    private static (string, Precedence) Compare(Comparison comparison, string left, string right) =>
        comparison switch
        {
            Comparison.Less => ($"Lane.LessThan({left}, {right})", Precedence.Primary),
            Comparison.LessOrEqual => ($"Lane.LessThanOrEqual({left}, {right})", Precedence.Primary),
            Comparison.Greater => ($"Lane.GreaterThan({left}, {right})", Precedence.Primary),
            Comparison.GreaterOrEqual => ($"Lane.GreaterThanOrEqual({left}, {right})", Precedence.Primary),
            Comparison.Equal => ($"Lane.Equals({left}, {right})", Precedence.Primary),
            _ => ($"~Lane.Equals({left}, {right})", Precedence.Unary),
        };

    // The number of the lane against the lane where the two sides are equal; beyond the vector's ends all are alike.
    private (string, Precedence) CompareIndex(CompareIndex compare)
    {
        IndexExpr difference = compare.Left - compare.Right;
        bool rises = difference.Coefficient(_index)!.AsConstant() == 1;
        IndexExpr lane = rises ? IndexExpr.Zero - difference : difference;
        string scalar = _vector == "Floats" ? "float" : "double";
        string equal = $"Lane.Create(({scalar})global::System.Math.Clamp({names.Integer(lane)}, -1, {_vector}.Count))";
        return rises ? Compare(compare.Comparison, _numbers!, equal) : Compare(compare.Comparison, equal, _numbers!);
    }

    private string Numbers(FromIndex integer)
    {
        string step = names.Integer(integer.Value.Coefficient(_index)!);
        string first = names.Integer(integer.Value, Precedence.Primary);
        return integer.Type == ScalarType.Float
            ? $"Lane.ConvertToSingle(Lane.Create((int){first}) + Lane.CreateSequence(0, {step}))"
            : $"Lane.ConvertToDouble(Lane.Create((long){first}) + Lane.CreateSequence(0L, {step}))";
    }

    private static bool IsNegativeZero(Constant constant) =>
        constant.Value == 0 && BitConverter.DoubleToInt64Bits(constant.Value) != 0;

    private bool IsInvariant(Expr expr) =>
        expr switch
        {
            Load load => IsInvariant(load.Access),
            FromIndex integer => !integer.Value.Mentions(_index),
            IR.Convert convert => IsInvariant(convert.Operand),
            Apply apply => apply.Arguments.All(IsInvariant),
            Select select => IsInvariant(select.Condition)
                && IsInvariant(select.WhenTrue)
                && IsInvariant(select.WhenFalse),
            _ => true,
        };

    private bool IsInvariant(Condition condition) =>
        condition switch
        {
            Compare compare => IsInvariant(compare.Left) && IsInvariant(compare.Right),
            CompareIndex compare => !compare.Left.Mentions(_index) && !compare.Right.Mentions(_index),
            Flag flag => IsInvariant(flag.Access),
            Not not => IsInvariant(not.Operand),
            And and => IsInvariant(and.Left) && IsInvariant(and.Right),
            Or or => IsInvariant(or.Left) && IsInvariant(or.Right),
            _ => true,
        };

    private bool IsInvariant(Access access) =>
        access.Buffer.Rank == 0
            ? !locals.IsInside(access.Buffer, loop)
            : !access.Subscripts.Any(s => s.Mentions(_index));
}
