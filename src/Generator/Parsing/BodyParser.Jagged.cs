using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Arrays of arrays: <c>w[i][j]</c> is an element of row i, and <c>w[i]</c> another name of the row.</summary>
internal sealed partial class BodyParser
{
    private const string Rows =
        "Create every row by 'new' in a loop 'for (int i = 0; i < n; i++) w[i] = new double[m];' directly behind the array, and copy elements instead of exchanging rows.";

    // The statements that create the rows of an array of arrays.
    private readonly HashSet<IOperation> _creations = [];

    /// <summary>The rows that an expression stands for.</summary>
    private Jagged? RowsOf(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return RowsOf(inner.Operand);
            case ILocalReferenceOperation { Local: var local }:
                // Another one has been refused where it is declared.
                return scope.Jagged(local) ?? Broken<Jagged>(operation);
            case IParameterReferenceOperation { Parameter: var parameter } when scope.Jagged(parameter) is { } given:
                return given;
            default:
                return RefuseType<Jagged>(operation);
        }
    }

    /// <summary>The row that <c>w[i]</c> names, under a name of its own where it stays the same although i changes.</summary>
    private View? Row(IArrayElementReferenceOperation element, bool isName)
    {
        if (RowsOf(element.ArrayReference) is not { } rows)
        {
            return null;
        }

        if (Position(element.Indices[0], rows.Count) is not { } row)
        {
            return null;
        }

        if (isName && !_isConditional)
        {
            row = Captured(Now(row), "row", _before);
            CheckRow(rows, row);
        }

        return rows.At(row);
    }

    /// <summary>There is such a row: its length alone would not tell.</summary>
    private void CheckRow(Jagged rows, IndexExpr row) =>
        _before.Add(new SliceCheck(rows.Buffer, row, IndexExpr.One, rows.Count));

    private static bool IsRow(IOperation operation) =>
        operation is IArrayElementReferenceOperation { ArrayReference.Type: var type }
        && KnownTypes.JaggedOf(type) is not null;

    private void DeclareJagged(IVariableDeclaratorOperation declarator, IOperation? initializer, List<Statement> output)
    {
        ILocalSymbol local = declarator.Symbol;
        ScalarType element = KnownTypes.JaggedOf(local.Type)!.Value;
        Jagged? rows = initializer switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation => RowsOf(initializer),
            _ when element.IsInteger() => RefuseRows(declarator.Syntax, local),
            IArrayCreationOperation { Initializer: null } creation => Created(local, element, creation, output),
            IArrayCreationOperation { Initializer.ElementValues: var values } => Listed(local, element, values, output),
            IConversionOperation { Operand: IArrayCreationOperation { Initializer.ElementValues: var values } } =>
                Listed(local, element, values, output),
            _ => RefuseRows(declarator.Syntax, local),
        };
        if (rows is not null)
        {
            scope.Alias(local, rows);
        }
    }

    private Jagged? RefuseRows(SyntaxNode at, ILocalSymbol local)
    {
        fence.Report(
            Rules.UnsupportedLocal,
            at.Span,
            local.Name,
            "an array of arrays whose rows are not known",
            Rows.Substring(0, Rows.Length - 1)
        );
        return null;
    }

    /// <summary><c>new double[n][]</c>, the rows of which a loop behind it creates.</summary>
    private Jagged? Created(
        ILocalSymbol local,
        ScalarType element,
        IArrayCreationOperation creation,
        List<Statement> output
    )
    {
        if (
            RowCreation.Of(local, creation) is not { } loop
            || Index(creation.DimensionSizes[0]) is not { } count
            || !IsKnownOnEntry(count)
        )
        {
            return RefuseRows(creation.Syntax, local);
        }

        LoopIndex row = scope.FreshLoop(loop.Header.Variable.Name);
        scope.Define(loop.Header.Variable, IndexExpr.Of(row));
        IndexExpr? length = Index(loop.Size);
        IndexExpr? longest = length is null ? null : Longest(length, row, count);
        if (longest is null)
        {
            return RefuseRows(loop.Size.Syntax, local);
        }

        Buffer buffer = scope.Declare(local, local.Name, element, [count, longest]);
        var rows = new Jagged(buffer) { Row = row, RowLength = length };
        scope.Alias(local, rows);
        _creations.Add(loop.Assignment);
        if (
            Index(loop.Header.First)?.AsConstant() != 0
            || Index(loop.Header.Test.RightOperand) is not { } end
            || !end.Equals(count)
        )
        {
            return RefuseRows(creation.Syntax, local);
        }

        _depths.Add(buffer, _loops.Count);
        output.Add(new Declare(buffer));
        return rows;
    }

    /// <summary>The length of the longest row; null where it does not follow from sizes and integer parameters.</summary>
    private static IndexExpr? Longest(IndexExpr length, LoopIndex row, IndexExpr count)
    {
        if (length.Coefficient(row)?.AsConstant() is not { } slope)
        {
            return null;
        }

        IndexExpr longest = length.Substitute(row, slope > 0 ? count - IndexExpr.One : IndexExpr.Zero);
        return IsKnownOnEntry(longest) ? longest : null;
    }

    private static bool IsKnownOnEntry(IndexExpr size) =>
        !size.AllAtoms().Any(a => a is LoopAtom or ElementAtom) && !size.IsVolatile;

    /// <summary><c>{ new[] { a, b }, new double[2] }</c>: rows of one length.</summary>
    private Jagged? Listed(
        ILocalSymbol local,
        ScalarType element,
        IReadOnlyList<IOperation> values,
        List<Statement> output
    )
    {
        List<IndexExpr?> lengths = values
            .Select(v =>
                v is IArrayCreationOperation && Sizes(v) is [var size] && Index(size) is { } length ? length : null
            )
            .ToList();
        if (lengths.Count == 0 || lengths[0] is not { } first || !lengths.All(first.Equals) || !IsKnownOnEntry(first))
        {
            return RefuseRows(
                values.Count > 0 ? values[0].Syntax : local.DeclaringSyntaxReferences[0].GetSyntax(),
                local
            );
        }

        Buffer buffer = scope.Declare(local, local.Name, element, [IndexExpr.Constant(values.Count), first]);
        var rows = new Jagged(buffer);
        _depths.Add(buffer, _loops.Count);
        output.Add(new Declare(buffer));
        output.Add(ForEach(new View(buffer), e => new Assign(e, element.Zero())));
        for (int i = 0; i < values.Count; i++)
        {
            AddElements(rows.At(IndexExpr.Constant(i)), values[i], output);
        }

        return rows;
    }

    /// <summary>An assignment to a row: its creation, or none that is followed. False where the target is no row.</summary>
    private bool TryAssignRow(IOperation operation, List<Statement> output)
    {
        if (
            operation is not ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation target }
            || !IsRow(target)
        )
        {
            return false;
        }

        if (!_creations.Contains(operation))
        {
            // Another one has been refused where it is declared.
            _ = RowsOf(target.ArrayReference) is null
                ? null
                : Refuse<Statement>(
                    target,
                    Rules.ReadOnlyTarget,
                    Text(target),
                    "a row of an array of arrays",
                    Rows.Substring(0, Rows.Length - 1)
                );
        }
        else if (Row(target, isName: false) is { } row)
        {
            output.Add(ForEach(row, e => new Assign(e, row.Buffer.Element.Zero())));
        }

        return true;
    }
}
