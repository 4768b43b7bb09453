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
    System.Func<ScalarType, Buffer> newLocal
)
{
    public List<Contribution> Contributions { get; } = [];

    /// <param name="expr">The expression, as the forward pass has it.</param>
    /// <param name="adjoint">The adjoint of its value.</param>
    /// <param name="guard">Where the value was used at all; null: everywhere.</param>
    /// <param name="value">The value itself, where it need not be computed again.</param>
    public void Propagate(Expr expr, Expr adjoint, Condition? guard = null, Expr? value = null)
    {
        if (!activity.IsActive(expr))
        {
            return;
        }

        switch (expr)
        {
            case Load load:
                Contributions.Add(new Contribution(load.Access, adjoint, guard, IsShared: false));
                break;
            case Convert convert:
                Propagate(convert.Operand, adjoint.To(convert.Operand.Type), guard);
                break;
            case Select select:
                Condition condition = availableCondition(select.Condition);
                Branch(condition, select.WhenTrue, select.WhenFalse, adjoint, guard);
                break;
            case Apply { Function: Function.Max or Function.Min } extreme:
                Condition first = FirstWins(extreme);
                Branch(first, extreme.Arguments[0], extreme.Arguments[1], adjoint, guard);
                break;
            case Apply apply:
                PropagateFunction(apply, adjoint, guard, value);
                break;
        }
    }

    private void Branch(Condition condition, Expr whenTrue, Expr whenFalse, Expr adjoint, Condition? guard)
    {
        if (activity.IsActive(whenTrue) && activity.IsActive(whenFalse))
        {
            adjoint = Bind(adjoint, guard);
        }

        Propagate(whenTrue, adjoint, Both(guard, condition));
        Propagate(whenFalse, adjoint, Both(guard, new Not(condition)));
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

    private void PropagateFunction(Apply apply, Expr adjoint, Condition? guard, Expr? value)
    {
        List<int> operands = Enumerable
            .Range(0, apply.Arguments.Count)
            .Where(i => Rules.HasPartial(apply.Function, i) && activity.IsActive(apply.Arguments[i]))
            .ToList();
        EquatableArray<Expr> x = apply.Arguments.Map(available);
        Expr y = value ?? new Apply(apply.Function, x);
        if (operands.Count > 1)
        {
            adjoint = Bind(adjoint, guard);
        }

        foreach (int i in operands)
        {
            Expr partial = Rules.PartialDerivative(apply.Function, i, x, y);
            bool masked = Rules.IsSingular(apply.Function) && partial is not Constant;
            Expr factor = masked ? Bind(adjoint, guard) : adjoint;
            Expr product = factor * partial;
            Propagate(
                apply.Arguments[i],
                masked
                    ? Arithmetic.If(factor.Is(Comparison.Equal, factor.Number(0)), factor.Number(0), product)
                    : product,
                guard
            );
        }
    }

    /// <summary>Gives a name to what is used more than once.</summary>
    private Expr Bind(Expr expr, Condition? guard)
    {
        if (expr.IsTrivial() || expr is Apply { Function: Function.Negate } negated && negated.Arguments[0].IsTrivial())
        {
            return expr;
        }

        var name = new Access(newLocal(expr.Type), []);
        Contributions.Add(new Contribution(name, expr, guard, IsShared: true));
        return new Load(name);
    }

    private static Condition Both(Condition? outer, Condition inner) => outer is null ? inner : new And(outer, inner);
}
