using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// The locals and parameters that a body may change after they have their first value, and of structs which member: null where
/// it is the whole. A struct's own code changes "this", for which its type stands.
/// </summary>
internal static class WrittenNames
{
    public static IEnumerable<(ISymbol Variable, string? Member)> Of(IOperation body) =>
        body.Descendants().SelectMany(Written).SelectMany(target => Roots(target, null));

    public static IEnumerable<(ISymbol Variable, string? Member)> OfSelf(IOperation statement) =>
        Of(statement).Concat(Written(statement).SelectMany(target => Roots(target, null)));

    private static IEnumerable<IOperation?> Written(IOperation operation) =>
        operation switch
        {
            // What a span's members change is elements, not the span.
            IPropertyReferenceOperation { Instance.Type: var span } when KnownTypes.StorageOf(span) is not null => [],
            IInvocationOperation { Instance.Type: var span } when KnownTypes.StorageOf(span) is not null => [],
            IAssignmentOperation assignment => [assignment.Target],
            IIncrementOrDecrementOperation step => [step.Target],
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => [argument.Value],
            IVariableDeclaratorOperation { Symbol.IsRef: true } alias => [alias.GetVariableInitializer()?.Value],
            // A struct's own method may change it.
            IInvocationOperation { TargetMethod.IsReadOnly: false, Instance: { Type.IsValueType: true } instance } =>
            [
                instance,
            ],
            IPropertyReferenceOperation
            {
                Property.GetMethod.IsReadOnly: false,
                Instance: { Type.IsValueType: true } instance
            } => [instance],
            _ => [],
        };

    private static IEnumerable<(ISymbol, string?)> Roots(IOperation? target, string? member) =>
        target switch
        {
            ILocalReferenceOperation { IsDeclaration: false } local => [(local.Local, member)],
            IParameterReferenceOperation parameter => [(parameter.Parameter, member)],
            // A tuple's element has two names.
            IFieldReferenceOperation { Instance: { } instance, Field.ContainingType: var type } field => Roots(
                instance,
                type.IsTupleType ? null : field.Field.Name
            ),
            // An element of a tensor or span is not the variable that holds it.
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance.Type: var type }
                when KnownTypes.StorageOf(type) is not null => [],
            IPropertyReferenceOperation { Instance: { } instance } property => Roots(instance, property.Property.Name),
            IParenthesizedOperation inner => Roots(inner.Operand, member),
            IInstanceReferenceOperation { Type: { IsValueType: true } own } => [(own, member)],
            ITupleOperation tuple => tuple.Elements.SelectMany(e => Roots(e, null)),
            _ => [],
        };
}
