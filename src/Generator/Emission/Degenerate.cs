using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Finds what C# would warn of in generated code though the user's own code gave it no reason to: elements of the same index
/// become one local, and then <c>a[i] = a[i]</c> or the derivative of <c>Math.Max(x, x)</c> compares or assigns a local to
/// itself, or a local is left that nothing reads.
/// </summary>
internal sealed class Degenerate : Rewriter
{
    private readonly SortedSet<string> _warnings = new(System.StringComparer.Ordinal);

    /// <summary>The warnings to switch off in the file; mostly none.</summary>
    public static IReadOnlyCollection<string> Warnings(Derivative derivative)
    {
        var search = new Degenerate();
        search.Pass(derivative.Forward);
        search.Pass(derivative.Augmented);
        search.Pass(derivative.Adjoint);
        search.Pass(derivative.Joint);
        return search._warnings;
    }

    private void Pass(EquatableArray<Statement> pass)
    {
        Block(pass);

        // A constant that nothing reads, which is warned of where the local's array was contracted to a scalar again.
        List<Statement> all = pass.AllStatements().ToList();
        var read = new HashSet<Buffer>(all.SelectMany(s => s.Reads()).Select(a => a.Buffer));
        if (
            all.Any(s =>
                s is Assign { Value: var value, Target.Buffer: { Rank: 0 } local }
                && !read.Contains(local)
                && IsConstant(value)
            )
        )
        {
            _warnings.Add("CS0219");
        }
    }

    private static bool IsConstant(Expr value) =>
        value switch
        {
            Constant => true,
            FromIndex number => number.Value.AsConstant() is not null,
            Convert convert => IsConstant(convert.Operand),
            // What C# computes itself.
            Apply
            {
                Function: Function.Negate
                    or Function.Stop
                    or Function.Add
                    or Function.Subtract
                    or Function.Multiply
                    or Function.Divide
            } apply => apply.Arguments.All(IsConstant),
            _ => false,
        };

    /// <summary>What is printed for a value whose gradient is stopped is the value.</summary>
    private static Expr Printed(Expr value) =>
        value is Apply { Function: Function.Stop } stop ? Printed(stop.Arguments[0]) : value;

    public override IEnumerable<Statement> Statement(Statement statement)
    {
        if (statement is Assign { Value: Load load } assign && load.Access.Equals(assign.Target))
        {
            _warnings.Add("CS1717");
        }

        return base.Statement(statement);
    }

    public override Condition Condition(Condition condition)
    {
        bool isSelf = condition switch
        {
            Compare compare => Printed(compare.Left).Equals(Printed(compare.Right)),
            CompareIndex compare => compare.Left.Equals(compare.Right),
            _ => false,
        };
        bool isConstant = condition switch
        {
            Compare compare => IsConstant(compare.Left) && IsConstant(compare.Right),
            CompareIndex compare => (compare.Left - compare.Right).AsConstant() is not null,
            _ => false,
        };
        if (isSelf)
        {
            _warnings.Add("CS1718");
        }

        if (isConstant)
        {
            _warnings.Add("CS0162");
        }

        return base.Condition(condition);
    }
}
