using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// Lets bodies that run a second time, scheduled as they were the first time, run on their copies, and leaves out what was done once
/// and for all.
/// </summary>
internal sealed class Reruns : Rewriter
{
    public static EquatableArray<Statement> Settle(EquatableArray<Statement> block) => new Reruns().Block(block);

    public static Derivative Settle(Derivative derivative) =>
        derivative with
        {
            Augmented = Settle(derivative.Augmented),
            Adjoint = Settle(derivative.Adjoint),
            Joint = Settle(derivative.Joint),
        };

    public override IEnumerable<Statement> Statement(Statement statement) =>
        statement switch
        {
            For { Rerun: { } rerun } body => new Second(rerun).Block([body with { Rerun = null }]),
            For loop => [loop with { Body = Block(loop.Body) }],
            If branch => [branch with { Then = Block(branch.Then), Else = Block(branch.Else) }],
            _ => [statement],
        };

    /// <summary>The second run.</summary>
    private sealed class Second : Rewriter
    {
        private readonly Dictionary<Buffer, Buffer> _copies;
        private readonly HashSet<Buffer> _inPlace;

        public Second(Rerun rerun)
        {
            _copies = rerun.Copies.ToDictionary(c => c.Buffer, c => c.Copy);
            _inPlace = [.. rerun.InPlace];
        }

        public override Access Access(Access access) =>
            _copies.TryGetValue(access.Buffer, out Buffer copy)
                ? base.Access(access) with
                {
                    Buffer = copy,
                }
                : base.Access(access);

        public override IEnumerable<Statement> Statement(Statement statement)
        {
            if (
                statement is Throw or Check
                || (statement is not For && statement.Write() is { } write && _inPlace.Contains(write.Buffer))
            )
            {
                return [];
            }

            return statement is Contraction sum
                ?
                [
                    sum with
                    {
                        Target = Access(sum.Target),
                        Scale = Expr(sum.Scale),
                        Left = Access(sum.Left),
                        Right = Access(sum.Right),
                    },
                ]
                : base.Statement(statement).Where(s => !IsEmpty(s));
        }

        private static bool IsEmpty(Statement statement) =>
            statement switch
            {
                For { While: null, Count: null } loop => loop.Body.IsEmpty,
                If branch => branch.Then.IsEmpty && branch.Else.IsEmpty,
                _ => false,
            };
    }
}
