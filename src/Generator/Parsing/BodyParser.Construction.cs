using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// What a constructor makes of its arguments: none has been written, it belongs to the type's own parameter list, or it assigns
    /// each member at most once and reads none.
    /// </summary>
    private Aggregate? Construct(IObjectCreationOperation creation, IMethodSymbol constructor, Shape shape)
    {
        if (constructor is { IsImplicitlyDeclared: true, Parameters.IsEmpty: true })
        {
            return Aggregate.Zero(shape);
        }

        if (shape.Type.IsTupleType)
        {
            // new ValueTuple<double, double>(a, b)
            List<IReadOnlyList<Component>?> elements = creation
                .Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0)
                .Select(a => Components(a.Value))
                .ToList();
            return elements.Contains(null) || elements.Sum(e => e!.Count) != shape.Count
                ? RefuseStruct(creation)
                : new Aggregate(shape, elements.SelectMany(e => e!).ToList());
        }

        if (
            constructor.DeclaringSyntaxReferences is not [var reference]
            || creation.SemanticModel?.Compilation is not { } compilation
            || constructor.Parameters.Any(p => p.RefKind is RefKind.Ref or RefKind.Out || p.IsParams)
            || _callees.Contains(constructor, SymbolEqualityComparer.Default)
            || Assignments(constructor, reference.GetSyntax(), shape, compilation) is not { } assignments
        )
        {
            return Computed(creation, constructor, shape);
        }

        _sources.Add(reference.SyntaxTree);
        if (!BindConstructor(creation, constructor))
        {
            return null;
        }

        SyntaxNode? outer = _call;
        _call ??= creation.Syntax;
        fence.Redirect(_call);
        _callees.Add(constructor);
        Aggregate? made = Made(creation, shape, assignments);
        _callees.RemoveAt(_callees.Count - 1);
        _call = outer;
        fence.Redirect(outer);
        return made;
    }

    private Aggregate? Made(
        IObjectCreationOperation creation,
        Shape shape,
        IReadOnlyList<(ISymbol Member, object Value)> assignments
    )
    {
        Aggregate made = Aggregate.Zero(shape);
        foreach ((ISymbol symbol, object value) in assignments)
        {
            (ShapeMember member, int offset) = shape.Find(symbol)!.Value;
            IReadOnlyList<Component>? part = value switch
            {
                IOperation operation => Components(operation),
                IParameterSymbol parameter => Given(parameter),
                _ => null,
            };
            if (part is null)
            {
                return null;
            }

            List<Component?> converted = part.Zip(Types(member), Converted).ToList();
            if (converted.Count != member.Count || converted.Contains(null))
            {
                return RefuseStruct(creation);
            }

            made = made.With(offset, converted.Select(c => c!).ToList());
        }

        return made;
    }

    private static IEnumerable<ITypeSymbol> Types(ShapeMember member) =>
        member.Inner?.Scalars().Select(s => s.Type) ?? [member.Type];

    /// <summary>Each parameter stands for its argument, which is taken once, before.</summary>
    private bool BindConstructor(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        var given = new List<(IParameterSymbol Parameter, IReadOnlyList<Component>? Value)>();
        foreach (IArgumentOperation argument in creation.Arguments)
        {
            IReadOnlyList<Component>? value = Components(argument.Value);
            given.Add((constructor.Parameters[argument.Parameter!.Ordinal], value));
        }

        foreach ((IParameterSymbol parameter, IReadOnlyList<Component>? value) in given)
        {
            if (value is null)
            {
                return false;
            }

            Give(parameter, value.Select(Once).ToList());
        }

        return true;
    }

    /// <summary>A number that may be written more than once without being computed more than once.</summary>
    private Component Once(Component value)
    {
        if (_isConditional || value is not Component.Number { Value: not (Load or Constant) and var number })
        {
            return value;
        }

        Access taken = Local(names.Fresh("member"), number.Type, _before);
        _before.Add(new Assign(taken, number));
        return new Component.Number(new Load(taken));
    }

    /// <summary>From here on the parameter stands for a value.</summary>
    private void Give(IParameterSymbol parameter, IReadOnlyList<Component> value)
    {
        switch (value)
        {
            case [_, _, ..] or [_] when shapes.Of(parameter.Type) is { } shape:
                scope.Define(parameter, new Aggregate(shape, value));
                break;
            case [Component.Number number]:
                scope.Express(parameter, number.Value);
                break;
            case [Component.Integer integer]:
                scope.Define(parameter, integer.Value);
                break;
            case [Component.Truth truth]:
                scope.Express(parameter, truth.Value);
                break;
        }
    }

    private IReadOnlyList<Component>? Given(IParameterSymbol parameter) =>
        scope.Struct(parameter) is { } whole ? whole.Components
        : scope.Expression(parameter) is { } number ? [new Component.Number(number)]
        : scope.Integer(parameter) is { } integer ? [new Component.Integer(integer)]
        : scope.Condition(parameter) is { } truth ? [new Component.Truth(truth)]
        : null;

    /// <summary>Which member gets which expression or parameter; null where the constructor does anything else.</summary>
    internal static List<(ISymbol Member, object Value)>? Assignments(
        IMethodSymbol constructor,
        SyntaxNode syntax,
        Shape shape,
        Compilation compilation
    )
    {
        var result = new List<(ISymbol, object)>();
        if (!Initializers(constructor, shape, compilation, result))
        {
            return null;
        }

        if (syntax is TypeDeclarationSyntax)
        {
            return result;
        }

#pragma warning disable RS1030 // the struct may be declared in another file than the analyzed method
        SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        if (
            model.GetOperation(syntax) is not IConstructorBodyOperation { Initializer: null } body
            || (body.BlockBody ?? body.ExpressionBody) is not { } block
        )
        {
            return null;
        }

        foreach (IOperation statement in block.Operations.Where(o => !IsImplicitReturn(o)))
        {
            if (statement is not IExpressionStatementOperation { Operation: var effect } || !Assigned(effect, result))
            {
                return null;
            }
        }

        bool readsItself = block
            .Descendants()
            .OfType<IInstanceReferenceOperation>()
            .Any(i => !(i.Parent is IMemberReferenceOperation member && IsTarget(member)));
        bool isPlain = result.All(a => shape.Find(a.Item1) is not null);
        bool isOnce = result.Select(a => a.Item1).Distinct(SymbolEqualityComparer.Default).Count() == result.Count;
        return readsItself || !isPlain || !isOnce ? null : result;
    }

    private static bool IsTarget(IOperation member) =>
        member.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == member,
            ITupleOperation { Parent: IDeconstructionAssignmentOperation whole } tuple => whole.Target == tuple,
            _ => false,
        };

    /// <summary><c>X = x</c>, or several at once: <c>(X, Y) = (x, y)</c>.</summary>
    private static bool Assigned(IOperation effect, List<(ISymbol, object)> result)
    {
        switch (effect)
        {
            case ISimpleAssignmentOperation
            {
                Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } target
            } one:
                result.Add((target.Member, one.Value));
                return true;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets } several
                when WithoutConversions(several.Value) is ITupleOperation values:
                for (int i = 0; i < targets.Elements.Length; i++)
                {
                    if (
                        targets.Elements[i]
                        is not IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member
                    )
                    {
                        return false;
                    }

                    result.Add((member.Member, values.Elements[i]));
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>The values that members are declared with, and the parameters of a record that are members.</summary>
    private static bool Initializers(
        IMethodSymbol constructor,
        Shape shape,
        Compilation compilation,
        List<(ISymbol, object)> result
    )
    {
        foreach (ShapeMember member in shape.Members)
        {
            if (member.Symbol.DeclaringSyntaxReferences is not [var reference])
            {
                return false;
            }

            SyntaxNode declaration = reference.GetSyntax();
            EqualsValueClauseSyntax? initializer = declaration switch
            {
                VariableDeclaratorSyntax field => field.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (declaration is ParameterSyntax)
            {
                if (constructor.Parameters.FirstOrDefault(p => p.Name == member.Name) is not { } parameter)
                {
                    return false;
                }

                result.Add((member.Symbol, parameter));
            }
            else if (initializer is not null)
            {
#pragma warning disable RS1030 // the struct may be declared in another file than the analyzed method
                SemanticModel model = compilation.GetSemanticModel(initializer.SyntaxTree);
#pragma warning restore RS1030
                if (model.GetOperation(initializer) is not ISymbolInitializerOperation { Value: var value })
                {
                    return false;
                }

                result.Add((member.Symbol, value));
            }
        }

        return true;
    }
}
