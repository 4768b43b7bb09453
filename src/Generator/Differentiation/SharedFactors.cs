using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// A factor that several contributions share needs no name of its own where it is the whole adjoint of a local: that adjoint is
/// its name. <c>u.grad[b,i]</c> then serves the bias as well.
/// </summary>
internal static class SharedFactors
{
    /// <param name="contributions">What one statement adds, in order.</param>
    /// <param name="adjoint">The adjoint of an operand, where this contribution is all that each element of it ever gets; else null.</param>
    public static List<Contribution> Merge(List<Contribution> contributions, System.Func<Access, Access?> adjoint)
    {
        List<Contribution> result = contributions;
        foreach (Contribution shared in contributions.Where(c => c.IsShared))
        {
            Contribution? whole = result.Find(c =>
                !c.IsShared
                && c.Guard is null
                && shared.Guard is null
                && c.Value is Load load
                && load.Access.Equals(shared.Target)
                && adjoint(c.Target) is not null
            );
            if (whole is null)
            {
                continue;
            }

            Access name = adjoint(whole.Target)!;
            var rename = new LoadSubstitution(l => l.Access.Equals(shared.Target) ? new Load(name) : null);
            result = result
                .Where(c => !ReferenceEquals(c, whole))
                .Select(c =>
                    c.Equals(shared) ? whole with { Value = shared.Value } : c with { Value = rename.Expr(c.Value) }
                )
                .ToList();
        }

        return result;
    }
}
