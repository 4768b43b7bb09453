using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>One scalar of a struct's value.</summary>
internal abstract record Component
{
    /// <summary>Of a variable this is the load of its element, which is where an assignment goes.</summary>
    internal sealed record Number(Expr Value) : Component;

    internal sealed record Integer(IndexExpr Value) : Component;

    internal sealed record Truth(Condition Value) : Component;

    /// <summary>Where an assignment goes, whatever is there: an element of an array, say.</summary>
    internal sealed record Slot(Access Target) : Component;
}

/// <summary>A struct's or tuple's value, or variable, as its scalars: nothing later knows that it was one.</summary>
internal sealed class Aggregate(Shape shape, IReadOnlyList<Component> components)
{
    public Shape Shape { get; } = shape;

    public IReadOnlyList<Component> Components { get; } = components;

    /// <summary>The scalars of a member.</summary>
    public IReadOnlyList<Component> Part(ShapeMember member, int offset) =>
        Components.Skip(offset).Take(member.Count).ToList();

    /// <summary>The value with another member: <c>v with { X = x }</c>.</summary>
    public Aggregate With(int offset, IReadOnlyList<Component> part) =>
        new(Shape, Components.Take(offset).Concat(part).Concat(Components.Skip(offset + part.Count)).ToList());

    /// <summary><c>default(S)</c>.</summary>
    public static Aggregate Zero(Shape shape) =>
        new(
            shape,
            shape
                .Scalars()
                .Select(s =>
                    KnownTypes.ScalarOf(s.Type)!.Value switch
                    {
                        ScalarType.Bool => new Component.Truth(Truths.False),
                        var type when type.IsInteger() => new Component.Integer(IndexExpr.Zero),
                        var type => (Component)new Component.Number(new Constant(0, type)),
                    }
                )
                .ToList()
        );
}
