using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>The element that an assignment writes, if it may.</summary>
    private Access? Target(IOperation operation)
    {
        switch (operation)
        {
            case IDiscardOperation:
                return Refuse<Access>(
                    operation,
                    Rules.UnsupportedStatement,
                    Text(operation),
                    "what is thrown away has no derivative. Remove the statement."
                );
            case IParenthesizedOperation inner:
                return Target(inner.Operand);
            case IParameterReferenceOperation { Parameter: var parameter }
                when scope.Reference(parameter) is { } element:
                return element;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return
                    scope.Buffer(parameter) is { Form: BufferForm.Scalar } own
                    && (own.Kind is BufferKind.Local or BufferKind.Result || parameter.RefKind == RefKind.Ref)
                    ? new Access(own, [])
                    : Refuse<Access>(
                        operation,
                        Rules.ReadOnlyTarget,
                        Text(operation),
                        $"a parameter of type '{parameter.Type.ToDisplayString()}'",
                        "Compute the new value into a local"
                    );
            case IFieldReferenceOperation or IPropertyReferenceOperation when IsStructMember(operation):
                return ElementMember(operation) is not { } member ? null
                    : member.Buffer.Kind == BufferKind.Local ? member
                    : Refuse<Access>(
                        operation,
                        Rules.ReadOnlyTarget,
                        Text(operation),
                        "a member of a parameter",
                        "Compute the new value into a local"
                    );
            case IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }:
                return Refuse<Access>(
                    operation,
                    Rules.ReadOnlyTarget,
                    Text(operation),
                    "a field or property",
                    "Write into a local, or into an element of a parameter"
                );
        }

        if (Element(operation) is not { } access)
        {
            return null;
        }

        return access.Buffer switch
        {
            { Kind: not BufferKind.Local, Element: ScalarType.Int or ScalarType.Long } => Refuse<Access>(
                operation,
                Rules.ReadOnlyTarget,
                Text(operation),
                "an element of an index array",
                "Fill index arrays in the caller"
            ),
            { Form: BufferForm.ReadOnlySpan } => Broken<Access>(operation),
            var buffer when IsMember(buffer) => Refuse<Access>(
                operation,
                Rules.ReadOnlyTarget,
                Text(operation),
                "an element of a field or property",
                "Pass what the method writes as a parameter"
            ),
            _ => access,
        };
    }
}
