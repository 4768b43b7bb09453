using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Loops that count with a variable from outside: <c>int i = 0; while (i &lt; n) { …; i++; }</c>, <c>for (i = 0; i &lt; n; i++)</c>.</summary>
internal sealed partial class BodyParser
{
    /// <summary>
    /// The loop as one that counts, and after it the value that the variable has then: where nothing else changes the variable, nothing
    /// jumps over its change or out of the loop, and its value before the loop is known.
    /// </summary>
    private bool TryCountingLoop(
        ILoopOperation loop,
        IOperation? test,
        IReadOnlyList<IOperation> body,
        IOperation change,
        List<Statement> output
    )
    {
        if (
            CountedHeader.Of(test, change) is not { } header
            || scope.Buffer(header.Variable) is not { Kind: BufferKind.Local } buffer
            || scope.Integer(header.Variable) is not null
            || Last(new Access(buffer, []), output) is not { } last
            || body.SelectMany(WrittenNames.OfSelf).Concat(_writtenInside).Any(w => header.Symbols.Contains(w.Variable))
            || scope.IsReferred(buffer)
            || body.SelectMany(o => o.DescendantsAndSelf()).Any(o => o is IBranchOperation b && !StaysIn(b, loop))
        )
        {
            return false;
        }

        int before = output.Count;
        IndexExpr first = KeptBound(last, change, output);
        LoopIndex index = scope.FreshLoop(header.Variable.Name);
        scope.Hold(header.Variable, IndexExpr.Of(index));
        _before = output;
        if (Bound(header, index, first, Changed(body.SelectMany(WrittenNames.OfSelf)), output) is not { } end)
        {
            scope.Release(header.Variable);
            output.RemoveRange(before, output.Count - before);
            return fence.IsTouched;
        }

        bool isUp = header.Step > 0;
        long step = System.Math.Abs(header.Step);
        IndexExpr length = isUp ? end - first : first - end;
        For shape = isUp
            ? new For(index, first, end, step, [])
            : new For(scope.FreshLoop(names.Fresh(header.Variable.Name + "Down")), IndexExpr.Zero, length, step, []);
        if (!isUp)
        {
            scope.Hold(header.Variable, first - IndexExpr.Of(shape.Index));
        }

        _loops.Add(shape);
        List<Statement> inside = Region(
            (loop as IForLoopOperation)?.ContinueLabel,
            statements => Statements(body, statements),
            output,
            loop
        );
        _loops.RemoveAt(_loops.Count - 1);
        scope.Release(header.Variable);
        output.Add(shape with { Body = inside.ToEquatableArray() });
        IndexExpr after = first + (header.Step * Trips(length, step));
        if (Past(header, first, end) is { } past)
        {
            output.Add(new IntCheck(past));
        }

        output.Add(new Assign(new Access(buffer, []), new FromIndex(after, buffer.Element)));
        return true;
    }

    /// <summary>Whether a jump leads to a place inside the loop's body, or to the change of a <c>for</c> loop's variable.</summary>
    private static bool StaysIn(IBranchOperation jump, ILoopOperation loop) =>
        (loop is IForLoopOperation && Is(jump.Target, loop.ContinueLabel))
        || loop.Body.Descendants()
            .Any(o =>
                o is ILoopOperation inner && (Is(jump.Target, inner.ExitLabel) || Is(jump.Target, inner.ContinueLabel))
                || o is ISwitchOperation choice && Is(jump.Target, choice.ExitLabel)
            );

    private static bool Is(ILabelSymbol target, ILabelSymbol label) =>
        SymbolEqualityComparer.Default.Equals(target, label);

    /// <summary>The value that was assigned last, where no other statement may have changed it since, and it still means the same.</summary>
    private static IndexExpr? Last(Access variable, List<Statement> output)
    {
        for (int i = output.Count - 1; i >= 0; i--)
        {
            if (output[i] is Assign assign && assign.Target.Equals(variable))
            {
                return assign.Value switch
                {
                    Constant constant => IndexExpr.Constant((long)constant.Value),
                    FromIndex { Value: { IsVolatile: false } value } => value,
                    _ => null,
                };
            }

            if (
                output[i].Buffers().Contains(variable.Buffer)
                && output[i].SelfAndInner().Any(s => variable.Equals(s.Write()))
            )
            {
                return null;
            }
        }

        return null;
    }
}
