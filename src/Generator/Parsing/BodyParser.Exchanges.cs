using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Two local arrays that change places at the end of each iteration of a loop. They are the two rows of one buffer; which row a
/// name stands for is the number of exchanges so far, modulo 2: a subscript like any other.
/// </summary>
internal sealed partial class BodyParser
{
    // Buffers of two rows, and those whose second row is not declared yet, by its name.
    private readonly HashSet<Buffer> _pairs = [];
    private readonly Dictionary<ISymbol, Buffer> _pending = new(SymbolEqualityComparer.Default);

    // Statements that are part of an exchange at the end of a loop.
    private readonly HashSet<IOperation> _exchanges = [];

    /// <summary>From here on the names that the loop exchanges are those of one of its iterations.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="iteration">How many iterations there were before.</param>
    /// <returns>To be called with the number of iterations; null where the loop exchanges no rows.</returns>
    private System.Action<IndexExpr>? BeginExchange(IForLoopOperation loop, IndexExpr iteration)
    {
        if (
            Exchange.Of(loop) is not { A: var a, B: var b } exchange
            || RowOf(a) is not { } left
            || RowOf(b) is not { } right
            || !left.Buffer.Equals(right.Buffer)
            || !(left.Prefix[0] + right.Prefix[0]).Equals(IndexExpr.One)
            || !IsStraightLine(loop.Syntax, a)
            || !IsStraightLine(loop.Syntax, b)
        )
        {
            return null;
        }

        // The row of one of the two has the plain form.
        if (right.Prefix[0].AsConstant() == 0 || right.Prefix[0].AsOperation(IntegerOperation.Remainder) is not null)
        {
            (a, left, b) = (b, right, a);
        }

        _exchanges.UnionWith(exchange.Statements);
        SetRows(a, b, left.Buffer, left.Prefix[0] + iteration);
        return trips => SetRows(a, b, left.Buffer, left.Prefix[0] + trips);
    }

    private View? RowOf(ILocalSymbol local) =>
        scope.View(local) is { Start: null, Prefix.Count: 1 } view && _pairs.Contains(view.Buffer) ? view : null;

    private void SetRows(ILocalSymbol first, ILocalSymbol second, Buffer pair, IndexExpr exchanges)
    {
        IndexExpr row = exchanges.AsConstant() is { } known
            ? IndexExpr.Constant(known % 2)
            : IndexExpr.Atom(new OperationAtom(IntegerOperation.Remainder, exchanges, IndexExpr.Constant(2)));
        scope.Alias(first, new View(pair) { Prefix = [row] });
        scope.Alias(second, new View(pair) { Prefix = [IndexExpr.One - row] });
    }

    /// <summary>
    /// Declares an array that a later loop exchanges with another one: the first of the two makes the buffer of both. Null
    /// where no loop does.
    /// </summary>
    private View? Row(
        ILocalSymbol local,
        IOperation? creation,
        ScalarType element,
        EquatableArray<IndexExpr> extents,
        List<Statement> output
    )
    {
        if (Exchange.PartnerOf(local, creation) is not { } partner)
        {
            return null;
        }

        if (_pending.TryGetValue(local, out Buffer? pair))
        {
            _pending.Remove(local);
            return pair.Element == element && pair.Extents.Skip(1).SequenceEqual(extents)
                ? new View(pair) { Prefix = [IndexExpr.One] }
                : null;
        }

        string name = names.Fresh(
            local.Name + "Or" + char.ToUpperInvariant(partner.Name[0]) + partner.Name.Substring(1)
        );
        pair = scope.Array(name, element, extents.Prepend(IndexExpr.Constant(2)).ToEquatableArray());
        _pairs.Add(pair);
        _pending[partner] = pair;
        _depths.Add(pair, _loops.Count);
        output.Add(new Declare(pair));
        return new View(pair) { Prefix = [IndexExpr.Zero] };
    }
}
