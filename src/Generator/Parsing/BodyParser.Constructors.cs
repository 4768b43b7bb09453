using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Bodies of structs that C# runs without a call in the text: constructors that compute, and <c>Deconstruct</c>. They take the place of
/// the <c>new</c> or of the assignment.
/// </summary>
internal sealed partial class BodyParser
{
    /// <summary>What the body of a constructor leaves in a new struct.</summary>
    private Aggregate? Computed(IObjectCreationOperation creation, IMethodSymbol constructor, Shape shape)
    {
        var initial = new List<(ISymbol Member, object Value)>();
        Aggregate? made = null;
        var site = new CallSite(
            creation,
            constructor,
            null,
            creation.Arguments.Select(a => (a.Parameter!.Ordinal, a.Value)).ToList()
        )
        {
            Begin = inside =>
            {
                List<Statement> before = _before;
                _before = inside;
                made = NewVariable(names.Fresh("made"), shape, inside);
                Aggregate value = Made(creation, shape, initial) ?? Aggregate.Zero(shape);
                Store(creation, made.Components, value.Components, inside);
                _before = before;
                return made;
            },
        };
        bool isKnown =
            constructor.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax() is ConstructorDeclarationSyntax
            && creation.SemanticModel?.Compilation is { } compilation
            && Initializers(constructor, shape, compilation, initial);
        return isKnown && TryInline(site, mayWrite: false, Expression, out _)
            ? made
            : Refuse<Aggregate>(
                creation,
                Rules.UnknownFunction,
                Text(creation),
                "Its constructor cannot be followed. Let it compute and assign members alone, or set the members here"
            );
    }

    /// <summary>The user's own method that takes the value apart; null where there is none.</summary>
    private IMethodSymbol? DeconstructOf(
        IDeconstructionAssignmentOperation assignment,
        IOperation target,
        IOperation value
    )
    {
        bool isWhole = assignment.Target == target || assignment.Target == target.Parent;
        return
            isWhole
            && shapes.Of(value.Type) is { Type.IsTupleType: false }
            && assignment.Syntax is AssignmentExpressionSyntax syntax
            && assignment.SemanticModel?.GetDeconstructionInfo(syntax).Method
                is { IsImplicitlyDeclared: false, IsStatic: false } method
            ? method
            : null;
    }

    /// <summary>What a method <c>Deconstruct</c> gives for each target.</summary>
    private bool TakeApart(
        IDeconstructionAssignmentOperation assignment,
        IMethodSymbol deconstruct,
        ITupleOperation targets,
        IOperation value,
        List<(IOperation, IReadOnlyList<Component>)> pairs
    )
    {
        List<Alias> parts = deconstruct.Parameters.Select(p => NewVariable(null, p.Type)).ToList();
        var site = new CallSite(assignment, deconstruct, value, [])
        {
            Results = parts.Select((p, i) => (i, (object)p)).ToList(),
        };
        if (!TryInline(site, mayWrite: true, Expression, out _))
        {
            Refuse<Statement>(
                assignment,
                Rules.UnknownFunction,
                Text(assignment),
                "Its method 'Deconstruct' cannot be followed. Assign member by member"
            );
            return false;
        }

        bool isAll = true;
        for (int i = 0; i < parts.Count; i++)
        {
            IReadOnlyList<Component> part = parts[i].Whole?.Components ?? [Stored(parts[i].Element!)];
            IOperation target = targets.Elements[i] is IDeclarationExpressionOperation { Expression: ITupleOperation t }
                ? t
                : targets.Elements[i];
            isAll &= target is ITupleOperation inner
                ? parts[i].Whole is { } whole && Spread(assignment, inner, whole, pairs)
                : Convert(target, part, pairs);
        }

        return isAll;
    }
}
