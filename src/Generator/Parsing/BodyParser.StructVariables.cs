using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    // The locals and parameters that the bodies read so far may change after their first value.
    private readonly HashSet<(ISymbol Variable, string? Member)> _written = [];

    /// <summary>A local struct: one local for each number, and for each integer and truth value that changes.</summary>
    private void DeclareStruct(IVariableDeclaratorOperation declarator, IOperation? initializer, List<Statement> output)
    {
        ILocalSymbol local = declarator.Symbol;
        Shape shape = shapes.Of(local.Type)!;
        if (initializer is null)
        {
            scope.Define(local, Variable(local, local.Name, Aggregate.Zero(shape), output));
        }
        else if (StructValue(initializer) is { } value)
        {
            Aggregate variable = Variable(local, local.Name, value, output);
            Store(initializer, variable.Components, Remembered(variable, value), output);
            scope.Define(local, variable);
        }
    }

    /// <summary>The scalars of a variable of its own, which are yet to be given their value.</summary>
    private Aggregate Variable(ISymbol symbol, string name, Aggregate value, List<Statement> output)
    {
        HashSet<string?> changing =
        [
            .. _written.Where(w => symbol.Equals(w.Variable, SymbolEqualityComparer.Default)).Select(w => w.Member),
        ];
        return new Aggregate(
            value.Shape,
            value
                .Shape.Scalars()
                .Zip(
                    value.Components,
                    (scalar, component) =>
                        IsFixed(component) && !changing.Contains(null) && !changing.Contains(scalar.Path.Split('.')[0])
                            ? component
                            : Variable($"{name}.{scalar.Path}", KnownTypes.ScalarOf(scalar.Type)!.Value, output)
                )
                .ToList()
        );
    }

    /// <summary>A struct of which every scalar is a local of its own.</summary>
    private Aggregate NewVariable(string name, Shape shape, List<Statement> output) =>
        new(
            shape,
            shape
                .Scalars()
                .Select(s => Variable($"{name}.{s.Path}", KnownTypes.ScalarOf(s.Type)!.Value, output))
                .ToList()
        );

    /// <summary>Gives the body its own copy of each struct parameter that it changes.</summary>
    private void CopyWrittenStructs(List<Statement> output)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (
                _written.Any(w => parameter.Equals(w.Variable, SymbolEqualityComparer.Default))
                && scope.Struct(parameter) is { } given
            )
            {
                Aggregate copy = Variable(parameter, names.Fresh(parameter.Name + "Value"), given, output);
                Store(
                    copy.Components.Zip(given.Components, (place, value) => (place, value))
                        .Where(p => Place(p.place) is not null)
                        .Select(p => (Place(p.place)!, Stored(p.value, Place(p.place)!.Buffer.Element)))
                        .ToList(),
                    output
                );
                scope.Define(parameter, copy);
            }
        }
    }

    private Component Variable(string name, ScalarType type, List<Statement> output)
    {
        Access local = Local(name, type, output);
        return type switch
        {
            ScalarType.Bool => new Component.Truth(new Flag(local)),
            _ when type.IsInteger() => new Component.Integer(IndexExpr.Atom(new ElementAtom(local))),
            _ => new Component.Number(new Load(local)),
        };
    }

    /// <summary>What is left to be stored: what is no variable stands for the value itself.</summary>
    private static IReadOnlyList<Component> Remembered(Aggregate variable, Aggregate value) =>
        variable.Components.Zip(value.Components, (place, given) => Place(place) is null ? place : given).ToList();

    /// <summary>Whether an integer or a truth value means the same wherever it is asked later.</summary>
    private static bool IsFixed(Component component) =>
        component switch
        {
            Component.Integer integer => IsFixed(integer.Value),
            Component.Truth truth => IsFixed(truth.Value),
            _ => false,
        };

    /// <summary>Where an assignment to a scalar of a variable goes; null where it has no place of its own.</summary>
    private static Access? Place(Component component) =>
        component switch
        {
            Component.Slot { Target: var target } => target,
            Component.Number { Value: Load { Access: var access } } => access,
            Component.Integer { Value: { Terms: [{ Coefficient: 1, Atoms: [ElementAtom { Access: var access }] }] } }
                when access.Buffer is { Kind: BufferKind.Local, Rank: 0 } => access,
            Component.Truth { Value: Flag { Access: var access } } when access.Buffer.Kind == BufferKind.Local =>
                access,
            _ => null,
        };

    /// <summary>The scalar as it is stored.</summary>
    private static Expr Stored(Component value, ScalarType type) =>
        value switch
        {
            Component.Number number => Converted(number.Value, type),
            Component.Integer integer => new FromIndex(integer.Value, type),
            Component.Truth truth => Truths.AsValue(truth.Value),
            _ => throw new System.NotSupportedException(value.ToString()),
        };

    /// <summary>A new local.</summary>
    private Access Local(string name, ScalarType type, List<Statement> output)
    {
        Buffer buffer = scope.Fresh(name, BufferKind.Local, new Storage(BufferForm.Scalar, type), rank: 0);
        _depths.Add(buffer, _loops.Count);
        output.Add(new Declare(buffer));
        return new Access(buffer, []);
    }

    /// <summary>The assignment of a whole struct.</summary>
    private void AssignStruct(ISimpleAssignmentOperation assignment, List<Statement> output)
    {
        Aggregate? target = StructTarget(assignment.Target);
        Aggregate? value = StructValue(assignment.Value);
        if (target is not null && value is not null)
        {
            Store(assignment, target.Components, value.Components, output);
        }
    }

    /// <summary>The assignment of an integer or a truth value that is a member.</summary>
    private void AssignMember(ISimpleAssignmentOperation assignment, List<Statement> output)
    {
        Access? target = ElementMember(assignment.Target);
        if (target is not null && Components(assignment.Value) is [var value])
        {
            output.Add(new Assign(target, Stored(value, target.Buffer.Element)));
        }
    }

    /// <summary>The struct that an assignment writes: a local, a parameter's copy, or a member of one.</summary>
    private Aggregate? StructTarget(IOperation operation)
    {
        if (Struct(operation) is not { } target)
        {
            return null;
        }

        bool isVariable = target
            .Components.OfType<Component.Number>()
            .All(n => Place(n) is { Buffer.Kind: BufferKind.Local });
        return isVariable
            ? target
            : Refuse<Aggregate>(
                operation,
                Rules.ReadOnlyTarget,
                Text(operation),
                $"of type '{operation.Type?.ToDisplayString()}'",
                "Compute the new value into a local"
            );
    }

    /// <summary>Assigns several scalars at once: every value is taken before the first target changes.</summary>
    private void Store(
        IOperation at,
        IReadOnlyList<Component> targets,
        IReadOnlyList<Component> values,
        List<Statement> output
    )
    {
        var assignments = new List<(Access Target, Expr Value)>();
        for (int i = 0; i < targets.Count; i++)
        {
            if (Place(targets[i]) is { } target)
            {
                assignments.Add((target, Stored(values[i], target.Buffer.Element)));
            }
            else if (!targets[i].Equals(values[i]))
            {
                Refuse<Statement>(at, Rules.UnsupportedStatement, Text(at), "it changes what has no place of its own.");
            }
        }

        bool moves = assignments
            .Where(
                (a, i) => a.Target.Elements().Any(e => assignments.Take(i).Any(b => b.Target.Buffer.Equals(e.Buffer)))
            )
            .Any();
        if (moves)
        {
            string advice = "a subscript on the left changes on the way. Write one assignment after the other.";
            Refuse<Statement>(at, Rules.UnsupportedStatement, Text(at), advice);
            return;
        }

        Store(assignments, output);
    }

    private void Store(List<(Access Target, Expr Value)> assignments, List<Statement> output)
    {
        for (int i = 1; i < assignments.Count; i++)
        {
            (Access target, Expr value) = assignments[i];
            if (value is not Constant && assignments.Take(i).Any(earlier => Reads.MayRead(value, earlier.Target)))
            {
                Access taken = Local(names.Fresh(target.Buffer.Name.Replace(".", "") + "Next"), value.Type, output);
                output.Add(new Assign(taken, value));
                assignments[i] = (target, new Load(taken));
            }
        }

        foreach ((Access target, Expr value) in assignments.Where(a => !new Load(a.Target).Equals(a.Value)))
        {
            output.Add(AsAccumulation(target, value) ?? (Statement)new Assign(target, value));
        }
    }
}
