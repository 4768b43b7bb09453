using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Scheduling;

/// <summary>
/// Recognizes <c>C[…] += scale * A[…] * B[…]</c> over a rectangular domain with affine subscripts, summed over at least one loop
/// and not over all: a matrix product in any layout, batched or not, a convolution.
/// </summary>
internal static class ContractionMatch
{
    public static Contraction? Match(Nest nest, IReadOnlyList<For> outer)
    {
        if (
            nest.Body.Count != 1
            || nest.Body[0] is not Accumulate { Reduction: Reduction.Add } sum
            || Factors(sum.Value) is not { } product
            || product.Left.Buffer.Element != sum.Target.Buffer.Element
            || product.Right.Buffer.Element != sum.Target.Buffer.Element
            || product.Left.Buffer.Equals(sum.Target.Buffer)
            || product.Right.Buffer.Equals(sum.Target.Buffer)
        )
        {
            return null;
        }

        List<LoopIndex> indices = nest.Loops.Select(l => l.Index).ToList();
        Access[] operands = [sum.Target, product.Left, product.Right];
        bool isRectangular = nest.Loops.All(l => !indices.Any(l.Upper.Mentions));
        if (!isRectangular || operands.Any(a => a.IsChecked || !IsAffine(a, indices)))
        {
            return null;
        }

        List<LoopIndex> own = indices.Where(i => IsMoved(sum.Target, i)).ToList();
        bool sums = indices.Any(i => !own.Contains(i) && IsMoved(product.Left, i) && IsMoved(product.Right, i));
        if (!sums || own.Count == 0 || !Independence.IsInjective(nest, outer, sum.Target, own))
        {
            return null;
        }

        return new Contraction(
            nest.Loops.Select(l => new Axis(l.Index, l.Upper)).ToEquatableArray(),
            sum.Target,
            new Constant(product.Scale, sum.Value.Type),
            product.Left,
            product.Right
        )
        {
            Note = sum.Note ?? LecturePrinter.Line(sum),
            Origin = sum.Origin,
            WantedFor = sum.WantedFor,
        };
    }

    /// <summary>A constant times two elements.</summary>
    private static (double Scale, Access Left, Access Right)? Factors(Expr value)
    {
        double scale = 1;
        var loads = new List<Access>();
        return Collect(value) && loads.Count == 2 ? (scale, loads[0], loads[1]) : null;

        bool Collect(Expr e)
        {
            switch (e)
            {
                case Constant c:
                    scale *= c.Value;
                    return true;
                case Load load:
                    loads.Add(load.Access);
                    return true;
                case Apply { Function: Function.Negate } negate:
                    scale = -scale;
                    return Collect(negate.Arguments[0]);
                case Apply { Function: Function.Multiply } product:
                    return product.Arguments.All(Collect);
                default:
                    return false;
            }
        }
    }

    private static bool IsAffine(Access access, List<LoopIndex> indices)
    {
        IndexExpr offset = Layout.Offset(access);
        return indices.All(i => offset.Coefficient(i) is not null);
    }

    private static bool IsMoved(Access access, LoopIndex index) =>
        !Layout.Offset(access).Coefficient(index)!.Equals(IndexExpr.Zero);
}
