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
                return Broken<Access>();
            default:
                return Refuse<Access>(operation, Rules.UnsupportedExpression, Text(operation), Advice.For(operation));
        }
    }

    private Access? Element(IOperation element, IOperation container, IReadOnlyList<IOperation> subscripts)
    {
        Buffer? buffer = Container(container);
        List<IndexExpr?> indices = subscripts.Select(Index).ToList();
        if (buffer is null || indices.Contains(null))
        {
            return null;
        }

        return buffer.Rank == indices.Count
            ? new Access(buffer, indices.Select(i => i!).ToEquatableArray())
            : Refuse<Access>(
                element,
                Rules.RankMismatch,
                $"'{Text(element)}' has {indices.Count} subscripts, an earlier use {buffer.Rank}",
                buffer.Name,
                "Use the same number of subscripts everywhere"
            );
    }

    /// <summary>The buffer that a parameter, field or property holds.</summary>
    private Buffer? Container(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Container(inner.Operand);
            case ILocalReferenceOperation { Local: var local }:
                // Another one has been refused where it is declared.
                return scope.Buffer(local) is { Rank: > 0 } own ? own : Broken<Buffer>();
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
                return Broken<Buffer>();
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
            ? Broken<T>()
            : Refuse<T>(operation, Rules.UnsupportedType, Text(operation), operation.Type.ToDisplayString());
}
