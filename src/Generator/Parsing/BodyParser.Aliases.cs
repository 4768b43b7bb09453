using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Locals that are another name of elements, and what happens when such a name is given to other elements.</summary>
internal sealed partial class BodyParser
{
    /// <summary><c>var row = x;</c>, <c>Span&lt;double&gt; s = x.AsSpan(1);</c></summary>
    private bool TryDeclareAlias(ILocalSymbol local, IOperation? initializer)
    {
        if (KnownTypes.StorageOf(local.Type) is not { Form: not BufferForm.Scalar })
        {
            return false;
        }

        // Without a value it stands for nothing until it is assigned.
        if (initializer is not null && Elements(initializer) is { } view)
        {
            scope.Alias(local, view);
        }

        return true;
    }

    /// <summary>An assignment to a name of elements. False where the target is none.</summary>
    private bool TryRebind(IOperation operation, List<Statement> output)
    {
        switch (operation)
        {
            case IDeconstructionAssignmentOperation { Target: ITupleOperation left, Value: var right }
                when TupleOf(right) is { } values
                    && left.Elements.All(IsName)
                    && values.Elements.Length == left.Elements.Length:
                if (!_exchanges.Contains(operation))
                {
                    // All values are taken before the first name changes.
                    List<View?> views = values
                        .Elements.Select((v, i) => MayRebind(operation, left.Elements[i]) ? Elements(v) : null)
                        .ToList();
                    for (int i = 0; i < views.Count; i++)
                    {
                        Rebind(left.Elements[i], views[i]);
                    }
                }

                return true;
            case ISimpleAssignmentOperation { IsRef: false, Target: ILocalReferenceOperation target } assignment
                when IsName(target):
                if (_exchanges.Contains(operation))
                {
                    return true;
                }

                if (MayRebind(operation, target) && !TryDeclareArray(target.Local, assignment.Value, output))
                {
                    Rebind(target, Elements(assignment.Value));
                }

                return true;
            default:
                return false;
        }
    }

    private static ITupleOperation? TupleOf(IOperation operation) =>
        operation switch
        {
            ITupleOperation tuple => tuple,
            IConversionOperation conversion => TupleOf(conversion.Operand),
            _ => null,
        };

    private static bool IsName(IOperation operation) =>
        operation is ILocalReferenceOperation { Local: { IsRef: false } local }
        && KnownTypes.StorageOf(local.Type) is { Form: not BufferForm.Scalar };

    private void Rebind(IOperation target, View? view)
    {
        if (view is not null)
        {
            scope.Alias(((ILocalReferenceOperation)target).Local, view);
        }
    }

    private bool MayRebind(IOperation operation, IOperation target)
    {
        ILocalSymbol local = ((ILocalReferenceOperation)target).Local;
        return IsStraightLine(operation.Syntax, local)
            || Refuse<Statement>(
                operation,
                Rules.UnsupportedLocal,
                local.Name,
                "given other elements in a loop or branch",
                "exchange two arrays of one size, made by 'new' next to each other, as the last statement of a 'for' loop that stands in no other loop or branch and has no 'break', 'continue' or 'return', '(a, b) = (b, a);', or copy the elements"
            )
                is not null;
    }

    /// <summary>Whether the statement runs exactly once each time the local is declared: only blocks are between the two.</summary>
    private static bool IsStraightLine(SyntaxNode statement, ILocalSymbol local)
    {
        SyntaxNode? block = local
            .DeclaringSyntaxReferences.FirstOrDefault()
            ?.GetSyntax()
            .FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()
            ?.Parent;
        // Not a part of a loop's header.
        SyntaxNode? outer =
            statement is StatementSyntax ? statement.Parent
            : statement.Parent is ExpressionStatementSyntax own ? own.Parent
            : null;
        while (outer is BlockSyntax && outer != block)
        {
            outer = outer.Parent;
        }

        return outer is BlockSyntax && outer == block;
    }
}
