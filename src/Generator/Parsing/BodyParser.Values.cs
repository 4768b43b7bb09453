using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// What integers that change hold at the place that is read, where one assignment alone leads there: of
/// <c>int o = 0; o += n * m; o += m;</c> it is n·m + m, which no later assignment changes.
/// </summary>
internal sealed partial class BodyParser
{
    // A value of more terms or factors says nothing that a name does not say better.
    private const int LargestValue = 32;

    // Of statements that are still being read: behind which others they stand, and in which loop.
    private readonly Dictionary<List<Statement>, Standing> _standings = [];

    // The head of a loop is read once and evaluated often.
    private bool _isHead;

    /// <summary>Statements that run right after the first ones of an outer block, or at each iteration of a loop there.</summary>
    private sealed record Standing(List<Statement> Outer, int Count, ILoopOperation? Loop);

    private sealed class ValuesOnTheWay : Dictionary<(Buffer, List<Statement>, int), IndexExpr?>;

    private void Stand(List<Statement> inside, List<Statement> outer, ILoopOperation? loop = null) =>
        _standings[inside] = new Standing(outer, outer.Count, loop);

    /// <summary>The expression with what its integers hold now, where all of that is known; else the expression itself.</summary>
    private IndexExpr Now(IndexExpr value)
    {
        try
        {
            return value.IsVolatile && !_isHead ? At(value, _before, _before.Count, []) ?? value : value;
        }
        catch (System.OverflowException)
        {
            return value;
        }
    }

    /// <summary>What the expression is after so many statements of a block; null where that is not known.</summary>
    private IndexExpr? At(IndexExpr value, List<Statement> block, int end, ValuesOnTheWay known)
    {
        bool isKnown = true;
        IndexExpr result = value.Substitute(atom =>
        {
            if (!isKnown || atom is not ElementAtom { Access: { Buffer.Kind: BufferKind.Local } variable })
            {
                return null;
            }

            IndexExpr? held = variable.Buffer.Rank == 0 ? Held(variable, block, end, known) : null;
            isKnown &= held is not null;
            return held;
        });
        bool isSmall = result.Terms.Count <= LargestValue && result.Terms.All(t => t.Atoms.Count <= LargestValue);
        return isKnown && isSmall && !result.IsVolatile ? result : null;
    }

    /// <summary>What a variable holds after so many statements of a block.</summary>
    private IndexExpr? Held(Access variable, List<Statement> block, int end, ValuesOnTheWay known)
    {
        int last = end - 1;
        while (last >= 0 && !Writes(block[last], variable.Buffer))
        {
            last--;
        }

        if (last < 0)
        {
            return
                _standings.TryGetValue(block, out Standing at)
                && at.Count == at.Outer.Count
                && (at.Loop is null || !Changed(WrittenNames.OfSelf(at.Loop)).Contains(variable.Buffer))
                ? Held(variable, at.Outer, at.Count, known)
                : null;
        }

        if (!known.TryGetValue((variable.Buffer, block, last), out IndexExpr? value))
        {
            value = block[last] switch
            {
                Assign { Value: var given } => Given(given, block, last, known),
                Accumulate { Reduction: Reduction.Add, Value: var change }
                    when Given(change, block, last, known) is { } difference => Held(variable, block, last, known)
                    is { } before
                    ? before + difference
                    : null,
                _ => null,
            };
            bool isWhole =
                variable.Buffer.Element == ScalarType.Long
                || (value?.AsConstant() is null or (>= int.MinValue and <= int.MaxValue));
            known[(variable.Buffer, block, last)] = value =
                value is not null && isWhole && !MayOverflow(value, LargestStride) ? value : null;
        }

        return value;
    }

    private IndexExpr? Given(Expr value, List<Statement> block, int end, ValuesOnTheWay known) =>
        value switch
        {
            Constant constant => IndexExpr.Constant((long)constant.Value),
            FromIndex integer => At(integer.Value, block, end, known),
            _ => null,
        };

    private static bool Writes(Statement statement, Buffer variable) =>
        statement
            .SelfAndInner()
            .Any(s => variable.Equals((s as Declare)?.Buffer) || variable.Equals(s.Write()?.Buffer));
}
