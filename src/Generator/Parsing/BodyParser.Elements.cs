using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>A scalar local, parameter or field, or an element of a tensor, array or span.</summary>
    private Access? Element(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Element(inner.Operand);
            case ILocalReferenceOperation { Local: var local } when scope.Reference(local) is { } element:
                return element;
            case IParameterReferenceOperation { Parameter: var parameter }
                when scope.Reference(parameter) is { } element:
                return element;
            case ILocalReferenceOperation { Local: var local }:
                return scope.Buffer(local) is { Rank: 0 } own
                    ? new Access(own, [])
                    : RefuseType<Access>(operation, isReported: KnownTypes.ScalarOf(local.Type) is not null);
            case IFieldReferenceOperation or IPropertyReferenceOperation when IsStructMember(operation):
                return ElementMember(operation);
            case IArrayElementReferenceOperation element:
                return Element(element, element.ArrayReference, element.Indices);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } element
                when KnownTypes.StorageOf(instance.Type) is not null:
                return Element(element, instance, Ranks.Subscripts(element));
            case IImplicitIndexerReferenceOperation
            {
                Instance: var instance,
                Argument: not IRangeOperation and var end
            } when IsSpan(instance.Type):
                return Element(operation, instance, [end]);
            case IParameterReferenceOperation
            or IFieldReferenceOperation
            or IPropertyReferenceOperation { Property.IsIndexer: false }:
                return Container(operation) switch
                {
                    null => null,
                    { Form: BufferForm.Scalar } scalar => new Access(scalar, []),
                    _ => RefuseType<Access>(operation),
                };
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IParameterReferenceOperation other }:
                return RefuseType<Access>(other);
            case IInvalidOperation:
                return Broken<Access>(operation);
            default:
                return Refuse<Access>(operation, Rules.UnsupportedExpression, Text(operation), Advice.For(operation));
        }
    }

    private Access? Element(IOperation element, IOperation container, IReadOnlyList<IOperation> subscripts)
    {
        View? view =
            container is IArrayElementReferenceOperation row && IsRow(row)
                ? Row(row, isName: false)
                : Elements(container);
        if (view is not null)
        {
            LookAt(container, view);
        }

        List<IndexExpr?> indices = subscripts
            .Select((s, axis) => axis < view?.Rank ? Position(s, view.Extent(axis)) : Index(s))
            .ToList();
        if (view is null || indices.Contains(null))
        {
            return null;
        }

        return view.Rank == indices.Count
            ? view.At(indices.Select(i => i!).ToEquatableArray())
            : Refuse<Access>(
                element,
                Rules.RankMismatch,
                $"'{Text(element)}' has {indices.Count} subscripts, an earlier use {view.Rank}",
                view.Buffer.Name,
                "Use the same number of subscripts everywhere"
            );
    }

    /// <summary>The number that a parameter, field or property holds, or the buffer.</summary>
    private Buffer? Container(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Container(inner.Operand);
            case IParameterReferenceOperation { Parameter: var parameter }
                when !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
                    && !_callees.Contains(parameter.ContainingSymbol, SymbolEqualityComparer.Default):
                return Refuse<Buffer>(
                    operation,
                    Rules.UnsupportedMember,
                    Text(operation),
                    "is a parameter of the constructor",
                    "Copy it into a readonly field"
                );
            case IParameterReferenceOperation { Parameter: var parameter }:
                return scope.Buffer(parameter) ?? RefuseType<Buffer>(operation);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }:
                return Member(operation);
            case IInvalidOperation:
                return Broken<Buffer>(operation);
            case IInvocationOperation call:
                RefuseCall(call);
                return null;
            default:
                return Refuse<Buffer>(operation, Rules.UnsupportedExpression, Text(operation), Advice.For(operation));
        }
    }

    /// <param name="isReported">Whether what made the name unknown has been reported where it is declared.</param>
    private T? RefuseType<T>(IOperation operation, bool isReported = false)
        where T : class =>
        isReported || operation.Type is null or { TypeKind: TypeKind.Error }
            ? Broken<T>(operation)
            : Refuse<T>(operation, Rules.UnsupportedType, Text(operation), operation.Type.ToDisplayString());
}
