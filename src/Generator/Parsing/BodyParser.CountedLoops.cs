using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// A loop that counts evenly to a bound that its body does not change. Counting up stays as written;
    /// <c>for (i = U; i >= L; i--)</c> becomes a loop that counts k = 0, 1, … with i = U − k: the same iterations in the same
    /// order. What is joined to the bound by <c>&amp;&amp;</c> is the loop's own condition.
    /// </summary>
    private bool TryCountedLoop(IForLoopOperation loop, List<Statement> output)
    {
        if (
            CountedHeader.Of(loop) is not { } header
            || WrittenNames.Of(loop.Body).Concat(_writtenInside).Any(w => header.Symbols.Contains(w.Variable))
        )
        {
            return false;
        }

        LoopIndex index = scope.FreshLoop(header.Variable.Name);
        int before = output.Count;
        if (Index(header.First) is not { } first)
        {
            return true;
        }

        first = Captured(KeptBound(Now(first), header.First, output), header.Variable.Name + "First", output);
        scope.Define(header.Variable, IndexExpr.Of(index));
        if (
            Bound(header, index, first, Changed(WrittenNames.Of(loop.Body)), output) is not { } end
            || (header.Also is not null && Past(header, first, end) is not null)
        )
        {
            // Reported, or no linear bound: then as any other loop.
            output.RemoveRange(before, output.Count - before);
            return fence.IsTouched;
        }

        IndexExpr? past = Past(header, first, end);
        long step = header.Step;
        if (step < 0)
        {
            index = scope.FreshLoop(names.Fresh(header.Variable.Name + "Down"));
            scope.Define(header.Variable, first - IndexExpr.Of(index));
            end = first - end;
            first = IndexExpr.Zero;
            step = -step;
        }

        output.AddRange(
            Region(
                loop.ExitLabel,
                region =>
                {
                    Counted(loop, header, new For(index, first, end, step, []), region);
                    if (past is not null)
                    {
                        region.Add(new IntCheck(past));
                    }
                },
                output
            )
        );
        return true;
    }

    private void Counted(IForLoopOperation loop, CountedHeader header, For shape, List<Statement> output)
    {
        _loops.Add(shape);
        var needed = new List<Statement>();
        _before = needed;
        Condition? condition = header.Also is null ? null : Condition(header.Also);
        System.Action<IndexExpr>? exchange = MayLeave(loop, shape)
            ? null
            : BeginExchange(loop, Quotient(IndexExpr.Of(shape.Index) - shape.Lower, IndexExpr.Constant(shape.Step)));
        List<Statement> body = Region(loop.ContinueLabel, inside => Statement(loop.Body, inside), output, loop);
        exchange?.Invoke(Trips(shape.Upper - shape.Lower, shape.Step));
        _loops.RemoveAt(_loops.Count - 1);
        if (needed.Count > 0 && condition is not null)
        {
            body = [.. needed, new If(new Not(condition), [new Jump(_labels[loop.ExitLabel])]), .. body];
            condition = null;
        }

        if (condition is not null)
        {
            var count = new Access(FreshLocal(shape.Index.Name + "Count", ScalarType.Long), []);
            output.Add(new Declare(count.Buffer));
            shape = shape with { While = condition, Count = count };
        }

        if (body.Count > 0)
        {
            output.Add(shape with { Body = body.ToEquatableArray() });
        }
    }

    /// <summary>Whether the number of iterations is not what the bounds say, or an iteration may end before its last statement.</summary>
    private static bool MayLeave(IForLoopOperation loop, For shape) =>
        shape.Lower.IsVolatile
        || shape.Upper.IsVolatile
        || CountedHeader.Of(loop)!.Also is not null
        || loop.Body.Descendants().Any(o => o is IBranchOperation or IReturnOperation);

    /// <summary>How many iterations there are: none where the length is negative.</summary>
    private static IndexExpr Trips(IndexExpr length, long stride)
    {
        IndexExpr trips =
            stride == 1
                ? length
                : IndexExpr.Atom(
                    new OperationAtom(IntegerOperation.CeilingQuotient, length, IndexExpr.Constant(stride))
                );
        bool isNatural = trips.Terms.All(t => t.Coefficient > 0 && t.Atoms.All(a => a is ExtentAtom));
        return isNatural ? trips
            : trips.AsConstant() is { } known ? IndexExpr.Constant(System.Math.Max(0, known))
            : IndexExpr.Atom(new OperationAtom(IntegerOperation.Maximum, trips, IndexExpr.Zero));
    }

    /// <summary>The first value past the end: of <c>i &lt; end</c> counting up, of <c>i > end</c> counting down.</summary>
    private IndexExpr? Bound(
        CountedHeader header,
        LoopIndex index,
        IndexExpr first,
        HashSet<Buffer> changed,
        List<Statement> output
    )
    {
        int before = output.Count;
        bool isHead = _isHead;
        _isHead = true;
        IndexExpr? left = Bound(header.Test.LeftOperand, (index, first), output);
        IndexExpr? right = Bound(header.Test.RightOperand, (index, first), output);
        _isHead = isHead;
        // What is called may give something else at each iteration.
        if (left is null || right is null || output.Skip(before).Any(s => s is not Check))
        {
            return null;
        }

        // All four comparisons as "difference < 0" or "difference <= 0".
        IndexExpr difference = header.IsLess ? left - right : right - left;
        bool isUp = header.Step > 0;
        IndexExpr own = IndexExpr.Of(index);
        bool isElement =
            difference.IsVolatile
            && (
                difference.Elements().Any(e => e.Buffer.Rank > 0 || changed.Contains(e.Buffer))
                || header.Test.Descendants().Any(o => o is IInvocationOperation)
            );
        if (difference.Coefficient(index)?.AsConstant() != (isUp ? 1 : -1) || isElement)
        {
            return null;
        }

        // i - end < 0 counting up, end - i < 0 counting down.
        IndexExpr end = isUp ? own - difference : difference + own;
        end =
            header.IsStrict ? end
            : isUp ? end + IndexExpr.One
            : end - IndexExpr.One;
        if (KnownTypes.ScalarOf(header.Variable.Type) == ScalarType.Long && !MayBeCounted(header, first, end))
        {
            return null;
        }

        IndexExpr now = Now(end);
        return now.Equals(end) ? Captured(end, index.Name + "End", output)
            : AsCut(now) is { } whole && Fits(whole) ? whole
            : KeptBound(now, header.Test.LeftOperand, output);
    }

    /// <summary>Whether a long has room for the number of iterations, and for what the last one steps to.</summary>
    private bool MayBeCounted(CountedHeader header, IndexExpr first, IndexExpr end)
    {
        IntegerRange to = IntegerRange.Of(end, Known);
        IntegerRange distance = to.To(IntegerRange.Of(first, Known));
        IntegerRange length = header.Step > 0 ? distance : new(-distance.Most, -distance.Least);
        BigInteger step = header.Step is 1 or -1 ? 0 : header.Step;
        var past = new IntegerRange(to.Least + BigInteger.Min(step, 0), to.Most + BigInteger.Max(step, 0));
        return length.IsIn(IntegerRange.Long) && past.IsIn(IntegerRange.Long);
    }

    /// <summary>
    /// What a loop that is not left early counts to, where an int may have no room for it: <c>i += 3</c> may step beyond the bound, and
    /// with <c>i + 3 &lt; n</c> the index is not what is compared.
    /// </summary>
    private IndexExpr? Past(CountedHeader header, IndexExpr first, IndexExpr end)
    {
        if (
            KnownTypes.ScalarOf(header.Variable.Type) != ScalarType.Int
            || (header.Step is 1 or -1 && header.ComparesVariable)
        )
        {
            return null;
        }

        IndexExpr length = header.Step > 0 ? end - first : first - end;
        IndexExpr past = first + (header.Step * Trips(length, System.Math.Abs(header.Step)));
        return Fits(past) ? null : past;
    }

    private IndexExpr? Bound(IOperation bound, (LoopIndex, IndexExpr) first, List<Statement> output) =>
        Index(bound) is { } value ? KeptBound(value, bound, output, first) : null;

    /// <summary>What changes under a name of its own.</summary>
    private IndexExpr Captured(IndexExpr value, string name, List<Statement> output)
    {
        if (!value.IsVolatile)
        {
            return value;
        }

        var local = new Access(FreshLocal(name, ScalarType.Long), []);
        _captured.Add(local.Buffer, IntegerRange.Of(value, Known));
        output.Add(new Declare(local.Buffer));
        output.Add(new Assign(local, new FromIndex(value, ScalarType.Long)));
        return IndexExpr.Atom(new ElementAtom(local));
    }
}
