using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// Reverse mode inside one expression: carries the adjoint of the value down to the elements that it was made of, multiplying
/// by one partial derivative at each function, and binding to a name what several operands share.
/// </summary>
internal sealed class ExpressionAdjoint(
    Activity activity,
    System.Func<Expr, Expr> available,
    System.Func<Condition, Condition> availableCondition,
    System.Func<ScalarType, Buffer> newLocal,
    System.Func<Callee, (Buffer Array, LoopIndex Index)> newArray
)
{
    public List<Contribution> Contributions { get; } = [];

    /// <param name="expr">The expression, as the forward pass has it.</param>
    /// <param name="adjoint">The adjoint of its value.</param>
    /// <param name="guard">Where the value was used at all; null: everywhere.</param>
    /// <param name="value">The value itself, where it need not be computed again.</param>
    /// <param name="product">What <paramref name="adjoint"/> is, in the lecture's notation.</param>
    public void Propagate(Expr expr, Expr adjoint, Product product, Condition? guard = null, Expr? value = null)
    {
        if (!activity.IsActive(expr))
        {
            return;
        }

        switch (expr)
        {
            case Load load:
                Contributions.Add(new Contribution(load.Access, adjoint, guard, product, IsShared: false));
                break;
            case Convert convert:
                Propagate(convert.Operand, adjoint.To(convert.Operand.Type), product, guard);
                break;
            case Select select:
                Condition condition = availableCondition(select.Condition);
                Branch(condition, select.WhenTrue, select.WhenFalse, adjoint, product, guard);
                break;
            case Apply { Function: Function.Max or Function.Min } extreme:
                Condition first = FirstWins(extreme);
                Branch(first, extreme.Arguments[0], extreme.Arguments[1], adjoint, product, guard);
                break;
            case Apply apply:
                PropagateFunction(apply, adjoint, product, guard, value);
                break;
            case Call call:
                PropagateCall(call, adjoint, product, guard, value);
                break;
        }
    }

    private void Branch(
        Condition condition,
        Expr whenTrue,
        Expr whenFalse,
        Expr adjoint,
        Product product,
        Condition? guard
    )
    {
        if (activity.IsActive(whenTrue) && activity.IsActive(whenFalse))
        {
            adjoint = Bind(adjoint, product, guard);
        }

        string text = ExpressionPrinter.Print(condition);
        Propagate(whenTrue, adjoint, product.Times($"[{text}]"), Both(guard, condition));
        Propagate(whenFalse, adjoint, product.Times($"[not {text}]"), Both(guard, new Not(condition)));
    }

    /// <summary>A tie goes to the operand without a derivative, else to the first.</summary>
    private Condition FirstWins(Apply extreme)
    {
        (Expr a, Expr b) = (extreme.Arguments[0], extreme.Arguments[1]);
        bool tieToFirst = !activity.IsActive(a) || activity.IsActive(b);
        Comparison comparison = (extreme.Function, tieToFirst) switch
        {
            (Function.Max, true) => Comparison.GreaterOrEqual,
            (Function.Max, false) => Comparison.Greater,
            (_, true) => Comparison.LessOrEqual,
            _ => Comparison.Less,
        };
        return new Compare(comparison, available(a), available(b));
    }

    private void PropagateFunction(Apply apply, Expr adjoint, Product product, Condition? guard, Expr? value)
    {
        List<int> operands = Enumerable
            .Range(0, apply.Arguments.Count)
            .Where(i => Rules.HasPartial(apply.Function, i) && activity.IsActive(apply.Arguments[i]))
            .ToList();
        EquatableArray<Expr> x = apply.Arguments.Map(available);
        Expr y = value ?? new Apply(apply.Function, x);
        if (operands.Count > 1)
        {
            adjoint = Bind(adjoint, product, guard);
        }

        foreach (int i in operands)
        {
            Expr partial = Rules.PartialDerivative(apply.Function, i, x, y);
            bool masked = Rules.IsSingular(apply.Function) && partial is not Constant;
            Expr factor = masked ? Bind(adjoint, product, guard) : adjoint;
            Expr scaled =
                partial is Apply { Function: Function.Divide } inverse && inverse.Arguments[0].IsOne()
                    ? factor / inverse.Arguments[1]
                    : factor * partial;
            Propagate(
                apply.Arguments[i],
                masked
                    ? Arithmetic.If(factor.Is(Comparison.Equal, factor.Number(0)), factor.Number(0), scaled)
                    : scaled,
                product.Through(apply, i),
                guard
            );
        }
    }

    /// <summary>One call of the derivative has all gradients: where they are several, it leaves them in an array.</summary>
    private void PropagateCall(Call call, Expr adjoint, Product product, Condition? guard, Expr? value)
    {
        EquatableArray<Expr> x = call.Operands.Map(available);
        Expr y = value ?? call with { Operands = x };
        EquatableArray<Expr> operands = x.Add(y).Add(Bind(adjoint, product, guard));
        System.Func<int, Expr> gradient = position => new CallAdjoint(call.Callee, IndexExpr.Zero, operands);
        if (call.Callee.Count > 1)
        {
            (Buffer array, LoopIndex index) = newArray(call.Callee);
            var position = IndexExpr.Of(index);
            var all = new CallAdjoint(call.Callee, position, operands);
            Contributions.Add(
                new Contribution(new Access(array, [position]), all, guard, product.Through(call, -1), IsShared: true)
                {
                    Loop = index,
                }
            );
            gradient = i => new Load(new Access(array, [IndexExpr.Constant(i)]));
        }

        for (int i = 0; i < x.Count; i++)
        {
            if (call.Callee.Operands[i].IsActive)
            {
                Expr own = gradient(call.Callee.Position(i)).To(x[i].Type);
                Propagate(call.Operands[i], own, product.Through(call, i), guard);
            }
        }
    }

    /// <summary>Gives a name to what is used more than once.</summary>
    private Expr Bind(Expr expr, Product product, Condition? guard)
    {
        if (expr.IsTrivial() || expr is Apply { Function: Function.Negate } negated && negated.Arguments[0].IsTrivial())
        {
            return expr;
        }

        var name = new Access(newLocal(expr.Type), []);
        Contributions.Add(new Contribution(name, expr, guard, product, IsShared: true));
        return new Load(name);
    }

    private static Condition Both(Condition? outer, Condition inner) => outer is null ? inner : new And(outer, inner);
}
