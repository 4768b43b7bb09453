using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// <c>(a, b) = (b, a)</c>, <c>var (x, y) = v</c>: all values are taken before the first target changes, as C# does it.
    /// </summary>
    private void Deconstruct(IDeconstructionAssignmentOperation assignment, List<Statement> output)
    {
        var pairs = new List<(IOperation Target, IReadOnlyList<Component> Value)>();
        if (!Pair(assignment, assignment.Target, WithoutTupleConversion(assignment.Value), pairs, output))
        {
            return;
        }

        var targets = new List<Component>();
        var values = new List<Component>();
        foreach ((IOperation target, IReadOnlyList<Component> value) in pairs)
        {
            if (Places(target, value, output) is { } places)
            {
                targets.AddRange(places);
                values.AddRange(
                    value.Zip(places, (given, place) => Place(place) is null && IsDeclared(target) ? place : given)
                );
            }
        }

        Store(assignment, targets, values, output);
    }

    private static IOperation WithoutTupleConversion(IOperation value) =>
        value is IConversionOperation { Operand: ITupleOperation tuple } ? tuple : value;

    /// <summary>
    /// Which target gets what; false where something was refused. A new tensor or array that a local is declared as is made on the
    /// way: no value can see it yet.
    /// </summary>
    private bool Pair(
        IDeconstructionAssignmentOperation assignment,
        IOperation target,
        IOperation value,
        List<(IOperation, IReadOnlyList<Component>)> pairs,
        List<Statement> output
    )
    {
        if (target is IDeclarationExpressionOperation { Expression: ITupleOperation declared })
        {
            target = declared;
        }

        if (target is ITupleOperation targets && value is ITupleOperation values)
        {
            bool isAll = true;
            for (int i = 0; i < targets.Elements.Length; i++)
            {
                IOperation element = WithoutTupleConversion(values.Elements[i]);
                isAll &= Pair(assignment, targets.Elements[i], element, pairs, output);
            }

            return isAll;
        }

        if (target is ITupleOperation parts && DeconstructOf(assignment, target, value) is { } deconstruct)
        {
            return TakeApart(assignment, deconstruct, parts, value, pairs);
        }

        if (Declared(target) is { } local && TryDeclareArray(local, value, output))
        {
            return true;
        }

        if (Components(value) is not { } components)
        {
            return false;
        }

        return target is ITupleOperation inner
            ? shapes.Of(value.Type) is { } shape && Spread(assignment, inner, new Aggregate(shape, components), pairs)
            : Convert(target, components, pairs);
    }

    /// <summary>The members of one struct into several targets.</summary>
    private bool Spread(
        IDeconstructionAssignmentOperation assignment,
        ITupleOperation targets,
        Aggregate value,
        List<(IOperation, IReadOnlyList<Component>)> pairs
    )
    {
        if (Parts(assignment, targets, value.Shape) is not { } parts || parts.Count != targets.Elements.Length)
        {
            Refuse<Statement>(
                assignment,
                Rules.UnsupportedStatement,
                Text(assignment),
                "only tuples and positional records are taken apart like this. Assign member by member."
            );
            return false;
        }

        bool isAll = true;
        for (int i = 0; i < parts.Count; i++)
        {
            (ShapeMember member, int offset) = value.Shape.Find(parts[i])!.Value;
            IReadOnlyList<Component> part = value.Part(member, offset);
            IOperation target = targets.Elements[i] is IDeclarationExpressionOperation { Expression: ITupleOperation t }
                ? t
                : targets.Elements[i];
            isAll &= target is ITupleOperation inner
                ? member.Inner is { } shape && Spread(assignment, inner, new Aggregate(shape, part), pairs)
                : Convert(target, part, pairs);
        }

        return isAll;
    }

    /// <summary>The members that a struct is taken apart into: of a tuple all, of a positional record those of its list.</summary>
    private static List<ISymbol>? Parts(
        IDeconstructionAssignmentOperation assignment,
        ITupleOperation targets,
        Shape shape
    )
    {
        if (shape.Type.IsTupleType)
        {
            return shape.Members.Select(m => m.Symbol).ToList();
        }

        bool isWhole = assignment.Target == targets || assignment.Target == targets.Parent;
        if (
            !isWhole
            || assignment.Syntax is not AssignmentExpressionSyntax syntax
            || assignment.SemanticModel?.GetDeconstructionInfo(syntax).Method
                is not { IsImplicitlyDeclared: true } method
        )
        {
            return null;
        }

        List<ISymbol?> members = method
            .Parameters.Select(p => shape.Members.FirstOrDefault(m => m.Name == p.Name)?.Symbol)
            .ToList();
        return members.Contains(null) ? null : members.Select(m => m!).ToList();
    }

    private bool Convert(
        IOperation target,
        IReadOnlyList<Component> value,
        List<(IOperation, IReadOnlyList<Component>)> pairs
    )
    {
        if (target is IDiscardOperation)
        {
            return true;
        }

        IEnumerable<ITypeSymbol>? types =
            shapes.Of(target.Type)?.Scalars().Select(s => s.Type)
            ?? (KnownTypes.ScalarOf(target.Type) is null ? null : (ITypeSymbol[])[target.Type!]);
        List<Component?>? converted = types is null ? null : value.Zip(types, Converted).ToList();
        if (converted is null || converted.Count != value.Count || converted.Contains(null))
        {
            return RefuseType<Statement>(target) is not null;
        }

        pairs.Add((target, converted.Select(c => c!).ToList()));
        return true;
    }

    /// <summary>Where the value goes; null where a local stands for it from here on, or something was refused.</summary>
    private IReadOnlyList<Component>? Places(IOperation target, IReadOnlyList<Component> value, List<Statement> output)
    {
        ILocalSymbol? declared = Declared(target);
        if (shapes.Of(target.Type) is { } shape)
        {
            if (declared is null)
            {
                return StructTarget(target)?.Components;
            }

            Aggregate variable = Variable(declared, declared.Name, new Aggregate(shape, value), output);
            scope.Define(declared, variable);
            return variable.Components;
        }

        if (declared is null)
        {
            return Target(target) is { } access ? [new Component.Slot(access)] : null;
        }

        if (value[0] is Component.Integer { Value: { IsVolatile: false } fixedValue } && !IsChanged(declared))
        {
            scope.Define(declared, fixedValue);
            return null;
        }

        Storage storage = KnownTypes.StorageOf(declared.Type)!.Value;
        Buffer buffer = scope.Declare(declared, declared.Name, BufferKind.Local, storage, rank: 0);
        _depths.Add(buffer, _loops.Count);
        output.Add(new Declare(buffer));
        return [Stored(new Access(buffer, []))];
    }

    /// <summary>A scalar's place as a component.</summary>
    private static Component Stored(Access scalar) =>
        scalar.Buffer.Element switch
        {
            ScalarType.Bool => new Component.Truth(new Flag(scalar)),
            ScalarType.Int or ScalarType.Long => new Component.Integer(Integer(scalar)),
            _ => new Component.Number(new Load(scalar)),
        };

    private static bool IsDeclared(IOperation target) => Declared(target) is not null;

    private static ILocalSymbol? Declared(IOperation target) =>
        target switch
        {
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var local } } => local,
            ILocalReferenceOperation { IsDeclaration: true, Local: var local } => local,
            _ => null,
        };
}
