using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NeuralGen.Generator.IR;

/// <summary>
/// Statements as a lecture writes them, one line each with the loops around it in front:
/// <c>for b,i,j  U[b,i] += X[b,j] * A[j,i]</c>.
/// </summary>
internal static class LecturePrinter
{
    /// <param name="withRanges">Whether each loop says where it begins and ends: <c>for i=1&lt;n</c>.</param>
    public static IEnumerable<string> Lines(IEnumerable<Statement> block, bool withRanges = false) =>
        Lines(block, [], withRanges);

    /// <summary>One line; that of a loop or branch is its first statement's.</summary>
    public static string Line(Statement statement) => Lines([statement]).FirstOrDefault() ?? "";

    private static IEnumerable<string> Lines(IEnumerable<Statement> block, List<string> around, bool withRanges) =>
        block.SelectMany(statement =>
            statement switch
            {
                Declare => [],
                For { IsRecomputed: true } body => Lines(body.Body, around, withRanges),
                For loop => Lines(loop.Body, [.. around, Loop(loop, withRanges)], withRanges),
                If branch => Lines(
                    branch.Then,
                    [.. around, $"{ExpressionPrinter.Print(branch.Condition)} ?"],
                    withRanges
                ),
                Contraction sum => [Prefix([.. around, .. sum.Axes.Select(a => Axis(a, withRanges))]) + Simple(sum)],
                _ => [Prefix(around) + Simple(statement)],
            }
        );

    private static string Prefix(IReadOnlyList<string> around)
    {
        string text = "";
        for (int i = 0; i < around.Count; i++)
        {
            bool isLoop = !around[i].EndsWith("?", System.StringComparison.Ordinal);
            bool followsLoop = i > 0 && !around[i - 1].EndsWith("?", System.StringComparison.Ordinal);
            text +=
                !isLoop ? (followsLoop ? "  " : "") + around[i] + " "
                : followsLoop ? "," + around[i]
                : "for " + around[i];
        }

        return text.Length == 0 ? "" : text.TrimEnd() + "  ";
    }

    private static string Loop(For loop, bool withRanges)
    {
        string name = loop.Index.Name + (loop.Descending ? "↓" : "");
        if (!withRanges)
        {
            return name;
        }

        string lower = loop.Lower.AsConstant() == 0 ? "" : $"={loop.Lower}";
        string step = loop.Step == 1 ? "" : string.Format(CultureInfo.InvariantCulture, " by {0}", loop.Step);
        return $"{name}{lower}<{loop.Upper}{step}";
    }

    private static string Axis(Axis axis, bool withRanges) =>
        withRanges ? $"{axis.Index}<{axis.Extent}" : axis.Index.Name;

    private static string Simple(Statement statement) =>
        statement switch
        {
            Assign assign => $"{assign.Target} = {ExpressionPrinter.Print(assign.Value)}",
            Accumulate { Reduction: Reduction.Add, Value: Apply { Function: Function.Negate } negated } sum =>
                $"{sum.Target} -= {ExpressionPrinter.Print(negated.Arguments[0])}",
            Accumulate { Reduction: Reduction.Add, Value: Constant { Value: < 0 } constant } sum =>
                $"{sum.Target} -= {ExpressionPrinter.Print(constant with { Value = -constant.Value })}",
            Accumulate { Reduction: Reduction.Add } sum => $"{sum.Target} += {ExpressionPrinter.Print(sum.Value)}",
            Accumulate extreme =>
                $"{extreme.Target} = {(extreme.Reduction == Reduction.Max ? "max" : "min")}({extreme.Target}, {ExpressionPrinter.Print(extreme.Value)})",
            Fill fill => $"{fill.Buffer}[…] = {ExpressionPrinter.Number(fill.Value, fill.Buffer.Element)}",
            Push push => $"push {ExpressionPrinter.Print(push.Value)}",
            Pop pop => $"pop {pop.Target}",
            Rewind => "rewind",
            Copy copy => $"{copy.Target}[…] = {copy.Source}[…]",
            Throw thrown => Text(thrown),
            ArrayCall call => $"{call.Results} = {call.Callee.Name}({call.Arguments})",
            ArrayCallAdjoint call => $"{call.Target} += {call.Callee.Name}'({call.Arguments}) * {call.Seeds}",
            SliceCheck slice => $"{slice.Buffer}[{slice.Start}..{slice.Start + slice.Length}]",
            IntCheck check => $"int {check.Value}",
            Contraction sum => $"{sum.Target} += {ExpressionPrinter.Product(sum.Scale, sum.Left, sum.Right)}",
            _ => statement.GetType().Name,
        };

    private static string Text(Throw thrown) =>
        (thrown.IsCall ? "" : "throw ")
        + string.Concat(
            thrown.Text.Select((t, i) => t + (i < thrown.Values.Count ? ExpressionPrinter.Print(thrown.Values[i]) : ""))
        );
}
