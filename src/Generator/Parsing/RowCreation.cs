using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// The loop that creates all rows of an array of arrays, one an iteration: <c>for (int i = 0; i &lt; n; i++) { w[i] = new double[m]; … }</c>.
/// It stands in the block of the declaration, nothing between the two looks at the rows, and inside it only rows are used that are
/// there already.
/// </summary>
internal sealed record RowCreation(CountedHeader Header, IOperation Assignment, IOperation Size)
{
    /// <summary>Null where there is no such loop, or another statement assigns a row.</summary>
    public static RowCreation? Of(ILocalSymbol local, IOperation creation)
    {
        IOperation? declaration = creation;
        while (declaration is not (null or IVariableDeclarationGroupOperation))
        {
            declaration = declaration.Parent;
        }

        if (declaration?.Parent is not IBlockOperation block)
        {
            return null;
        }

        ISimpleAssignmentOperation[] assignments =
        [
            .. block.Descendants().OfType<ISimpleAssignmentOperation>().Where(a => RowOf(a.Target, local) is not null),
        ];
        if (
            assignments
                is not [
                    {
                        Parent: IExpressionStatementOperation statement,
                        Value: IArrayCreationOperation { Initializer: null, DimensionSizes: [var size] }
                    } only,
                ]
            || LoopOf(statement) is not { } loop
            || !ReferenceEquals(loop.Parent, block)
            || loop.Syntax.SpanStart < creation.Syntax.SpanStart
            || CountedHeader.Of(loop) is not { Also: null, Step: 1, IsLess: true, IsStrict: true } header
            || !Is(header.Test.LeftOperand, header.Variable)
            || !Is(RowOf(only.Target, local)!, header.Variable)
            || loop.Body.Descendants().Any(o => o is IBranchOperation or IReturnOperation)
            || WrittenNames.Of(loop.Body).Any(w => header.Symbols.Contains(w.Variable))
        )
        {
            return null;
        }

        bool isEarly(IOperation o) => o.Syntax.SpanStart < statement.Syntax.SpanStart && !IsLength(o);
        IOperation[] uses = [.. block.Descendants().Where(o => Is(o, local))];
        bool isInOrder =
            uses.All(u => !isEarly(u))
            && uses.Where(u => loop.Syntax.Span.Contains(u.Syntax.Span) && !IsLength(u))
                .All(u => u.Parent is IArrayElementReferenceOperation { Indices: [var row] } && IsThere(row, header));
        bool isKnown = size.DescendantsAndSelf()
            .OfType<ILocalReferenceOperation>()
            .All(l =>
                Is(l, header.Variable)
                || l.Local.DeclaringSyntaxReferences is [{ Span: var declared }]
                    && declared.Start < declaration.Syntax.SpanStart
            );
        return isInOrder && isKnown ? new RowCreation(header, only, size) : null;
    }

    /// <summary>The subscript, where the operation is a row of the array.</summary>
    private static IOperation? RowOf(IOperation operation, ILocalSymbol local) =>
        operation is IArrayElementReferenceOperation { Indices: [var row] } element && Is(element.ArrayReference, local)
            ? row
            : null;

    private static IForLoopOperation? LoopOf(IExpressionStatementOperation statement) =>
        statement.Parent switch
        {
            IForLoopOperation loop when ReferenceEquals(loop.Body, statement) => loop,
            IBlockOperation { Parent: IForLoopOperation loop } body when ReferenceEquals(loop.Body, body) => loop,
            _ => null,
        };

    /// <summary>The row of this iteration, or of one before it.</summary>
    private static bool IsThere(IOperation row, CountedHeader header) =>
        Is(row, header.Variable)
        || row is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } before
            && Is(before.LeftOperand, header.Variable)
            && before.RightOperand.ConstantValue is { HasValue: true, Value: int and >= 0 };

    private static bool IsLength(IOperation use) =>
        use.Parent is IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Length" } };

    private static bool Is(IOperation operation, ILocalSymbol local) =>
        operation is ILocalReferenceOperation { Local: var used } && SymbolEqualityComparer.Default.Equals(used, local);
}
