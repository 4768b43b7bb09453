using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// The exchange of two arrays that ends the body of a loop: <c>(a, b) = (b, a);</c> or <c>var t = a; a = b; b = t;</c>.
/// </summary>
internal sealed record Exchange(ILocalSymbol A, ILocalSymbol B, IReadOnlyList<IOperation> Statements)
{
    /// <summary>Null where the loop ends otherwise, where it may end early, or where something else in it renames the two.</summary>
    public static Exchange? Of(IForLoopOperation loop)
    {
        if (loop.Body is not IBlockOperation { Operations: { Length: > 0 } operations } body)
        {
            return null;
        }

        List<IOperation> tail = operations
            .Skip(System.Math.Max(0, operations.Length - 2))
            .Select(o => o is IExpressionStatementOperation statement ? statement.Operation : o)
            .ToList();
        Exchange? found = OfTuple(tail[tail.Count - 1]) ?? (operations.Length > 2 ? OfThree(operations, tail) : null);
        if (found is null)
        {
            return null;
        }

        (ILocalSymbol a, ILocalSymbol b) = (found.A, found.B);
        bool isOnly = !loop.Descendants().Any(o => Renames(o, a, b) && !found.Statements.Contains(o));
        bool isWhole = !loop.Descendants()
            .Any(o =>
                o is IReturnOperation
                || (
                    o is IBranchOperation branch
                    && (
                        SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel)
                        || SymbolEqualityComparer.Default.Equals(branch.Target, loop.ContinueLabel)
                        || branch.BranchKind == BranchKind.GoTo
                    )
                )
            );
        bool isOutside =
            !body.Locals.Contains(a, SymbolEqualityComparer.Default)
            && !body.Locals.Contains(b, SymbolEqualityComparer.Default);
        return isOnly && isWhole && isOutside ? found : null;
    }

    /// <summary>The array that some loop in the block of the local's declaration exchanges it with.</summary>
    public static ILocalSymbol? PartnerOf(ILocalSymbol local, IOperation? creation)
    {
        IOperation? block = creation?.Parent;
        while (block is not (null or IBlockOperation))
        {
            block = block.Parent;
        }

        HashSet<ILocalSymbol> partners = new(SymbolEqualityComparer.Default);
        foreach (IForLoopOperation loop in block?.Descendants().OfType<IForLoopOperation>() ?? [])
        {
            if (Of(loop) is { A: var a, B: var b })
            {
                if (SymbolEqualityComparer.Default.Equals(a, local))
                {
                    partners.Add(b);
                }
                else if (SymbolEqualityComparer.Default.Equals(b, local))
                {
                    partners.Add(a);
                }
            }
        }

        return partners.Count == 1 ? partners.Single() : null;
    }

    private static bool Renames(IOperation operation, ILocalSymbol a, ILocalSymbol b) =>
        operation switch
        {
            ISimpleAssignmentOperation { Target: var target } => Is(target, a) || Is(target, b),
            IDeconstructionAssignmentOperation { Target: ITupleOperation tuple } => tuple.Elements.Any(e =>
                Is(e, a) || Is(e, b)
            ),
            IArgumentOperation { Parameter.RefKind: not RefKind.None, Value: var value } => Is(value, a)
                || Is(value, b),
            _ => false,
        };

    private static Exchange? OfTuple(IOperation operation) =>
        operation
            is IDeconstructionAssignmentOperation
            {
                Target: ITupleOperation { Elements: [ILocalReferenceOperation a, ILocalReferenceOperation b] },
                Value: var value,
            }
        && Tuple(value) is { Elements: [var first, var second] }
        && Is(first, b.Local)
        && Is(second, a.Local)
        && !SymbolEqualityComparer.Default.Equals(a.Local, b.Local)
        && AreNames(a.Local, b.Local)
            ? new Exchange(a.Local, b.Local, [operation])
            : null;

    private static Exchange? OfThree(IReadOnlyList<IOperation> operations, List<IOperation> tail) =>
        operations[operations.Count - 3]
            is IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ } declarator] }] }
        && declarator.Initializer?.Value is { } taken
        && tail
            is [
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation a, Value: ILocalReferenceOperation b },
                ISimpleAssignmentOperation second,
            ]
        && Is(taken, a.Local)
        && Is(second.Target, b.Local)
        && Is(second.Value, declarator.Symbol)
        && !SymbolEqualityComparer.Default.Equals(a.Local, b.Local)
        && AreNames(a.Local, b.Local)
            ? new Exchange(a.Local, b.Local, tail)
            : null;

    private static bool AreNames(ILocalSymbol a, ILocalSymbol b) =>
        KnownTypes.StorageOf(a.Type) is { Form: not BufferForm.Scalar } left
        && KnownTypes.StorageOf(b.Type) is { Form: not BufferForm.Scalar } right
        && left.Element == right.Element;

    private static bool Is(IOperation operation, ILocalSymbol local) =>
        operation switch
        {
            IConversionOperation conversion => Is(conversion.Operand, local),
            IParenthesizedOperation inner => Is(inner.Operand, local),
            ILocalReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Local, local),
            _ => false,
        };

    private static ITupleOperation? Tuple(IOperation operation) =>
        operation switch
        {
            ITupleOperation tuple => tuple,
            IConversionOperation conversion => Tuple(conversion.Operand),
            _ => null,
        };
}
