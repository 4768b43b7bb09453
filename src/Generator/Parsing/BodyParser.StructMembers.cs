using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>Whether an operation names a member of a struct that is followed: <c>v.X</c>, <c>(a + b).X</c>, <c>this.X</c> in its own methods.</summary>
    private bool IsStructMember(IOperation operation) =>
        operation is IMemberReferenceOperation { Instance: { } instance }
        && (instance is not IInstanceReferenceOperation || _this is not null)
        && shapes.Of(instance.Type) is { } shape
        && shape.Find(((IMemberReferenceOperation)operation).Member) is not null;

    /// <summary>The scalars of a struct's member; null where something was refused.</summary>
    private (ShapeMember Member, IReadOnlyList<Component> Part, Aggregate Whole)? StructMember(IOperation operation)
    {
        var reference = (IMemberReferenceOperation)operation;
        Shape shape = shapes.Of(reference.Instance!.Type)!;
        (ShapeMember member, int offset) = shape.Find(reference.Member)!.Value;
        return Struct(reference.Instance) is { } whole ? (member, whole.Part(member, offset), whole) : null;
    }

    /// <summary>A member that is a struct itself.</summary>
    private bool IsInnerStruct(IOperation operation, out Aggregate? part)
    {
        part = null;
        if (!IsStructMember(operation))
        {
            return false;
        }

        if (StructMember(operation) is var (member, components, _) && member.Inner is { } inner)
        {
            part = new Aggregate(inner, components);
        }

        return true;
    }

    /// <summary>A member that is a scalar.</summary>
    private Component? ScalarMember(IOperation operation) =>
        StructMember(operation) is var (_, part, _)
            ? part.Count == 1
                ? part[0]
                : RefuseType<Component>(operation)
            : null;

    /// <summary>A number as a member of a struct.</summary>
    private Expr? NumberMember(IOperation operation) =>
        ScalarMember(operation) switch
        {
            null => null,
            Component.Number number => number.Value,
            _ => RefuseType<Expr>(operation),
        };

    private IndexExpr? IntegerMember(IOperation operation) =>
        ScalarMember(operation) switch
        {
            null => null,
            Component.Integer integer => integer.Value,
            _ => RefuseType<IndexExpr>(operation),
        };

    private Condition? TruthMember(IOperation operation) =>
        ScalarMember(operation) switch
        {
            null => null,
            Component.Truth truth => truth.Value,
            _ => RefuseType<Condition>(operation),
        };

    /// <summary>The element that holds a member, to be read or assigned.</summary>
    private Access? ElementMember(IOperation operation) =>
        ScalarMember(operation) switch
        {
            null => null,
            { } member when Place(member) is { } access => access,
            _ => Refuse<Access>(
                operation,
                Rules.UnsupportedExpression,
                Text(operation),
                "only a member of a local or parameter can be written."
            ),
        };

    /// <summary><c>new S(a, b) { X = x }</c>.</summary>
    private Aggregate? Create(IObjectCreationOperation creation, Shape shape)
    {
        Aggregate? made = creation.Constructor is { } constructor
            ? Construct(creation, constructor, shape)
            : Broken<Aggregate>(creation);
        return made is null || creation.Initializer is not { } initializer ? made : Initialize(made, initializer);
    }

    /// <summary>Sets members one after the other; what they are set to does not see the new value.</summary>
    private Aggregate? Initialize(Aggregate value, IObjectOrCollectionInitializerOperation initializer)
    {
        foreach (IOperation one in initializer.Initializers)
        {
            if (
                one
                    is not ISimpleAssignmentOperation
                    {
                        Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } target
                    } assignment
                || value.Shape.Find(target.Member) is not var (member, offset)
            )
            {
                return Refuse<Aggregate>(
                    one,
                    Rules.UnsupportedExpression,
                    Text(one),
                    "only fields and plain auto-properties are set here. Assign others in statements of their own."
                );
            }

            if (Components(assignment.Value) is not { } part)
            {
                return null;
            }

            if (part.Count != member.Count)
            {
                return RefuseStruct(assignment.Value);
            }

            value = value.With(offset, part);
        }

        return value;
    }
}
