using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>A struct as a whole right-hand side: a call there may also write elements.</summary>
    private Aggregate? StructValue(IOperation operation) =>
        operation is IInvocationOperation call ? StructCall(call, mayWrite: true) : Struct(operation);

    /// <summary>A struct that a method returns.</summary>
    private Aggregate? StructCall(IInvocationOperation call, bool mayWrite = false)
    {
        if (SinCos(call) is { } both)
        {
            return both;
        }

        if (TryInline(call, mayWrite, Struct, out Aggregate? result))
        {
            return result;
        }

        if (!TryGeneratedArrayFunction(call, mayWrite, out IReadOnlyList<Load>? members))
        {
            RefuseCall(call);
        }

        return members is null
            ? null
            : new Aggregate(shapes.Of(call.Type)!, members.Select(m => (Component)new Component.Number(m)).ToList());
    }

    /// <summary>Whether the operation runs an operator or a property with code of a struct or object that is followed.</summary>
    private bool IsStructCode(IOperation operation) =>
        IsObjectCode(operation)
        || CallSite.Of(operation) is { Callee: var callee } site
            && Shapes.IsStruct(callee.ContainingType)
            && (
                operation is not IPropertyReferenceOperation { Property: var property }
                || (
                    !IsAutoProperty(property)
                    && shapes.Of(property.ContainingType) is not null
                    && (site.Instance is not IInstanceReferenceOperation || _this is not null)
                )
            )
            && CalleeBody.Of(callee, operation.SemanticModel) is not null;

    /// <summary>What an operator or a property with code computes.</summary>
    private T? StructCode<T>(IOperation operation, Func<IOperation, T?> read)
        where T : class =>
        TryInline(CallSite.Of(operation)!, mayWrite: false, read, out T? result)
            ? result
            : Refuse<T>(
                operation,
                Rules.UnknownFunction,
                Text(operation),
                "Write its expression here, or let it be a method with numbers and structs of them as its parameters"
            );

    /// <summary><c>v += w</c> with an operator of the struct's own.</summary>
    private void CompoundStruct(ICompoundAssignmentOperation assignment, List<Statement> output)
    {
        if (StructTarget(assignment.Target) is { } target && StructCode(assignment, Struct) is { } value)
        {
            Store(assignment, target.Components, value.Components, output);
        }
    }

    /// <summary>
    /// The struct whose method is called: null where the call has no such struct; not known where it has been refused.
    /// </summary>
    private (bool IsKnown, Aggregate? Receiver)? Receiver(CallSite call)
    {
        bool isOwn = call.Instance is IInstanceReferenceOperation && _this is null;
        if (call.Callee.IsStatic || isOwn || shapes.Of(call.Instance?.Type) is null)
        {
            return (true, null);
        }

        Aggregate? receiver = Struct(call.Instance!);
        return (receiver is not null, receiver);
    }

    /// <summary>A variable itself, where the method may change it; else a copy, as C# makes one.</summary>
    private Aggregate Bound(CallSite call, Aggregate receiver, List<Statement> output)
    {
        if (call.Callee.IsReadOnly || (call.Results.Count == 0 && IsVariable(call.Instance!)))
        {
            return Taken(receiver);
        }

        Aggregate copy = NewVariable("this", receiver.Shape, output);
        Store(call.Operation, copy.Components, receiver.Components, output);
        return copy;
    }

    /// <summary>Whether a method that changes its struct changes this one, and not a copy of it.</summary>
    private bool IsVariable(IOperation operation) =>
        operation switch
        {
            IParenthesizedOperation inner => IsVariable(inner.Operand),
            ILocalReferenceOperation { Local.RefKind: not RefKind.RefReadOnly } => true,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.Ref or RefKind.Out } => true,
            IFieldReferenceOperation { Field.IsReadOnly: false, Instance: { } instance } => IsVariable(instance),
            IInstanceReferenceOperation => _callees.Count == 0 || !_callees[_callees.Count - 1].IsReadOnly,
            _ => false,
        };

    /// <summary>The same value, with nothing in it that would be computed twice.</summary>
    private Aggregate Taken(Aggregate value) => new(value.Shape, value.Components.Select(Once).ToList());

    /// <summary>A copy for a parameter, which the callee may change.</summary>
    private Aggregate Copy(IParameterSymbol parameter, Aggregate value, List<Statement> output)
    {
        Aggregate copy = Variable(parameter, parameter.Name, value, output);
        var stores = new List<(Access, Expr)>();
        foreach ((Component place, Component given) in copy.Components.Zip(value.Components, (p, g) => (p, g)))
        {
            if (!place.Equals(given) && Place(place) is { } target)
            {
                stores.Add((target, Stored(given, target.Buffer.Element)));
            }
        }

        Store(stores, output);
        return copy;
    }

    /// <summary><c>Math.SinCos(x)</c>.</summary>
    private Aggregate? SinCos(IInvocationOperation call)
    {
        if (
            !Functions.IsMath(call.TargetMethod.ContainingType)
            || call.TargetMethod is not { Name: "SinCos", Parameters: [{ Type: var type }] }
            || !KnownTypes.IsFloating(type)
            || shapes.Of(call.Type) is not { } shape
            || Expression(call.Arguments[0].Value) is not { } angle
        )
        {
            return null;
        }

        Expr taken = ((Component.Number)Once(new Component.Number(angle))).Value;
        return new Aggregate(
            shape,
            [new Component.Number(new Apply(Function.Sin, taken)), new Component.Number(new Apply(Function.Cos, taken))]
        );
    }
}
