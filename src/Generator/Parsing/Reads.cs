using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What an expression reads, as far as derivatives and accumulations go.</summary>
internal static class Reads
{
    /// <summary>What the expression depends on by more than a jump.</summary>
    public static IEnumerable<Access> Differentiably(Expr expr) =>
        expr switch
        {
            Load load => [load.Access],
            Convert convert => convert.Type.IsFloating() ? Differentiably(convert.Operand) : [],
            Apply { Function: Function.Stop } => [],
            Apply apply when Functions.CutsGradient(apply.Function) => [],
            Apply apply => apply.Arguments.SelectMany(Differentiably),
            Call call => call.Operands.Where((_, i) => call.Callee.Operands[i].IsActive).SelectMany(Differentiably),
            Select select => Differentiably(select.WhenTrue).Concat(Differentiably(select.WhenFalse)),
            _ => [],
        };

    /// <summary>What decides the condition, unless the user has said that it is no matter of gradients.</summary>
    public static IEnumerable<Access> Differentiably(Condition condition) =>
        condition switch
        {
            Compare compare => Differentiably(compare.Left).Concat(Differentiably(compare.Right)),
            Not not => Differentiably(not.Operand),
            And and => Differentiably(and.Left).Concat(Differentiably(and.Right)),
            Or or => Differentiably(or.Left).Concat(Differentiably(or.Right)),
            _ => [],
        };

    /// <summary>Whether the expression may read the element; only a constant distance along an axis rules it out.</summary>
    public static bool MayRead(Expr expr, Access target) => expr.Loads().Any(read => MayBeSame(read, target));

    private static bool MayBeSame(Access left, Access right) =>
        left.Buffer.Equals(right.Buffer)
        && left.Subscripts.Zip(right.Subscripts, (l, r) => (l - r).AsConstant()).All(distance => distance is null or 0);
}
