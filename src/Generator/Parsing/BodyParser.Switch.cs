using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    // Locals of a switch that are declared before its sections.
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);

    /// <summary>A <c>switch</c> statement: a chain of branches on the value, which is read once; <c>break</c> leads to its end.</summary>
    private void Switch(ISwitchOperation choice, List<Statement> output)
    {
        BeginWhole(choice.Value);
        if (Held(Read(choice.Value), output) is not { } value)
        {
            return;
        }

        DeclareShared(choice, output);
        output.AddRange(
            Region(
                choice.ExitLabel,
                region =>
                {
                    // The default applies where no other section does, wherever it stands.
                    EquatableArray<Statement> chain = Section(choice.Cases.FirstOrDefault(IsDefault), region);
                    foreach (ISwitchCaseOperation section in choice.Cases.Where(c => !IsDefault(c)).Reverse())
                    {
                        // What the guards need comes before the chain; the sections have left their own statements here.
                        _before = region;
                        Condition? condition = section
                            .Clauses.Select(c => Matches(c, value))
                            .Aggregate((l, r) => l is null || r is null ? null : new Or(l, r));
                        EquatableArray<Statement> then = Section(section, region);
                        if (condition is not null)
                        {
                            chain = [new If(condition, then) { Else = chain }];
                        }
                    }

                    region.AddRange(chain);
                },
                output
            )
        );
    }

    /// <summary>A scalar that one section declares and another one uses is declared before both.</summary>
    private void DeclareShared(ISwitchOperation choice, List<Statement> output)
    {
        foreach (ILocalSymbol local in choice.Locals.Where(l => l is { IsConst: false, IsRef: false }))
        {
            if (
                KnownTypes.ScalarOf(local.Type) is { } type
                && choice.Cases.Count(section => section.Descendants().Any(o => Names(o, local))) > 1
            )
            {
                DeclareScalar(local, new Storage(BufferForm.Scalar, type), output);
                _shared.Add(local);
            }
        }
    }

    private static bool Names(IOperation operation, ILocalSymbol local) =>
        operation switch
        {
            ILocalReferenceOperation { Local: var used } => SymbolEqualityComparer.Default.Equals(used, local),
            IVariableDeclaratorOperation { Symbol: var declared } => SymbolEqualityComparer.Default.Equals(
                declared,
                local
            ),
            _ => false,
        };

    private static bool IsDefault(ISwitchCaseOperation section) =>
        section.Clauses.Any(c => c.CaseKind == CaseKind.Default);

    private EquatableArray<Statement> Section(ISwitchCaseOperation? section, List<Statement> outer)
    {
        var inside = new List<Statement>();
        Stand(inside, outer);
        if (section is not null)
        {
            Statements(section.Body, inside);
        }

        return inside.ToEquatableArray();
    }

    private Condition? Matches(ICaseClauseOperation clause, object value)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation { Value: { } constant }:
                return Equal(value, constant);
            case IPatternCaseClauseOperation { Pattern: { } pattern } guarded:
                Condition? matches = Matches(pattern, value);
                if (guarded.Guard is null)
                {
                    return matches;
                }

                Condition? guard = Where(null, () => Condition(guarded.Guard));
                return matches is null || guard is null ? null : new And(matches, guard);
            default:
                return RefusePattern(clause);
        }
    }

    /// <summary>
    /// A <c>switch</c> expression: nested selections, or branches where functions with loops are called; its last arm takes what is
    /// left.
    /// </summary>
    private Expr? Switch(ISwitchExpressionOperation choice, System.Func<IOperation, Expr?> arm)
    {
        if (Read(choice.Value) is not { } value)
        {
            return null;
        }

        bool takesAll =
            choice.Arms.Length > 0
            && choice.Arms[choice.Arms.Length - 1] is { Guard: null, Pattern: var last }
            && (choice.IsExhaustive || last is IDiscardPatternOperation);
        if (!takesAll)
        {
            return Refuse<Expr>(
                choice,
                Rules.UnsupportedExpression,
                Text(choice),
                "its arms do not take everything. Write '_ => …' at the end."
            );
        }

        // The arms in order: each is taken where none before it is. One that throws does so before a value is chosen.
        Access? chosen = IsBranch(choice, choice.Arms.Select(a => a.Value)) ? Chosen(choice) : null;
        var values = new List<(Condition Condition, Expr Value)>();
        var sides = new List<(Condition Condition, List<Statement> Side)>();
        bool isRead = true;
        Condition? reached = null;
        for (int i = 0; i < choice.Arms.Length; i++)
        {
            ISwitchExpressionArmOperation candidate = choice.Arms[i];
            Condition? condition =
                i == choice.Arms.Length - 1 ? Truths.True : Where(null, () => Taken(candidate, value));
            Condition? here = condition is null || reached is null ? condition : new And(reached, condition);
            if (Thrown(candidate.Value) is { } thrown)
            {
                isRead &= condition is not null && ThrowWhen(here!.Equals(Truths.True) ? null : here, thrown);
            }
            else if (chosen is not null && Side(candidate.Value, chosen) is { } side && condition is not null)
            {
                sides.Add((condition, side));
                if (i < choice.Arms.Length - 1)
                {
                    _conditions.Add((_call ?? candidate.Pattern.Syntax, condition));
                }
            }
            else if (chosen is null && Where(here, () => arm(candidate.Value)) is { } read && condition is not null)
            {
                values.Add((condition, read));
                if (i < choice.Arms.Length - 1)
                {
                    _conditions.Add((_call ?? candidate.Pattern.Syntax, condition));
                }
            }
            else
            {
                isRead = false;
            }

            if (condition is not null)
            {
                reached = reached is null ? new Not(condition) : new And(reached, new Not(condition));
            }
        }

        return !isRead || values.Count + sides.Count == 0 ? RefuseThrowing(choice, isRead)
            : chosen is not null ? Branch(sides, chosen)
            : values
                .Take(values.Count - 1)
                .Reverse()
                .Aggregate(values[values.Count - 1].Value, (rest, v) => new Select(v.Condition, v.Value, rest));
    }

    /// <summary>The last side is taken where none before it is.</summary>
    private Load Branch(List<(Condition Condition, List<Statement> Side)> sides, Access chosen)
    {
        EquatableArray<Statement> chain = sides[sides.Count - 1].Side.ToEquatableArray();
        for (int i = sides.Count - 2; i >= 0; i--)
        {
            chain = [new If(sides[i].Condition, sides[i].Side.ToEquatableArray()) { Else = chain }];
        }

        _before.AddRange(chain);
        return new Load(chosen);
    }

    /// <summary>A choice of which nothing but exceptions comes.</summary>
    private Expr? RefuseThrowing(IOperation choice, bool isRead) =>
        isRead
            ? Refuse<Expr>(choice, Rules.UnsupportedExpression, Text(choice), "every arm throws. Throw in a statement.")
            : null;

    private Condition? Taken(ISwitchExpressionArmOperation candidate, object value)
    {
        Condition? matches = Matches(candidate.Pattern, value);
        return candidate.Guard is not { } guard ? matches
            : Condition(guard) is { } also && matches is not null ? new And(matches, also)
            : null;
    }

    private Condition? Matches(IIsPatternOperation test) =>
        Read(test.Value) is { } value ? Matches(test.Pattern, value) : null;

    private Condition? Matches(IPatternOperation pattern, object value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return Equal(value, constant.Value);
            case IRelationalPatternOperation relation when Compared(relation.OperatorKind) is { } comparison:
                return Compared(comparison, value, relation.Value);
            case INegatedPatternOperation not:
                return Matches(not.Pattern, value) is { } negated ? new Not(negated) : null;
            case IBinaryPatternOperation both:
                Condition? left = Matches(both.LeftPattern, value);
                Condition? right = Matches(both.RightPattern, value);
                return left is null || right is null ? null
                    : both.OperatorKind == BinaryOperatorKind.And ? new And(left, right)
                    : new Or(left, right);
            case IDiscardPatternOperation:
                return Truths.True;
            case IRecursivePatternOperation
            {
                DeconstructSymbol: null,
                DeclaredSymbol: null,
                PropertySubpatterns.IsEmpty: true,
                DeconstructionSubpatterns: var parts,
            } when value is IReadOnlyList<object> values && values.Count == parts.Length:
                return parts
                    .Zip(values, Matches)
                    .Aggregate((one, other) => one is null || other is null ? null : new And(one, other));
            default:
                return RefusePattern(pattern);
        }
    }

    private Condition? Equal(object value, IOperation constant) => Compared(Comparison.Equal, value, constant);

    private Condition? Compared(Comparison comparison, object value, IOperation constant)
    {
        switch (value)
        {
            case Expr when constant.ConstantValue is { Value: double.NaN or float.NaN }:
                return RefusePattern(constant);
            case Said text when KnownString(constant) is { Source: null } known:
                return Equal(text, known);
            case IndexExpr integer:
                return Index(constant) is { } bound ? new CompareIndex(comparison, integer, bound) : null;
            case Expr number:
                return Expression(constant) is { } other ? new Compare(comparison, number, other) : null;
            case Condition truth when constant.ConstantValue is { HasValue: true, Value: bool wanted }:
                return wanted ? truth : new Not(truth);
            default:
                return RefusePattern(constant);
        }
    }

    /// <summary>What is switched on: an integer, a number, a truth value or a string, or a list of such.</summary>
    private object? Read(IOperation value) =>
        TupleOf(value) is { } tuple ? ReadAll(tuple.Elements.Select(Read))
        : KnownTypes.IsInteger(value.Type) ? (Index(value) is { } integer ? Kept(integer, value) : null)
        : KnownTypes.IsFloating(value.Type) ? Expression(value)
        : KnownTypes.IsBoolean(value.Type) ? Condition(value)
        : IsString(value.Type) ? String(value)
        : RefusePattern(value);

    private static IReadOnlyList<object>? ReadAll(IEnumerable<object?> values)
    {
        List<object?> all = [.. values];
        return all.Contains(null) ? null : all.ConvertAll(v => v!);
    }

    /// <summary>The same in a form that the sections cannot change.</summary>
    private object? Held(object? read, List<Statement> output)
    {
        switch (read)
        {
            case IReadOnlyList<object> values:
                return ReadAll(values.Select(v => Held(v, output)));
            case IndexExpr integer:
                return Captured(integer, "choice", output);
            case Condition truth:
                var flag = new Access(FreshLocal("choice", ScalarType.Bool), []);
                output.Add(new Declare(flag.Buffer));
                output.Add(new Assign(flag, Truths.AsValue(truth)));
                return new Flag(flag);
            case Said text:
                return text;
            case Expr number:
                var local = new Access(FreshLocal("choice", number.Type), []);
                output.Add(new Declare(local.Buffer));
                output.Add(new Assign(local, number));
                return new Load(local);
            default:
                return null;
        }
    }

    private Condition? RefusePattern(IOperation operation) =>
        operation.Type is { TypeKind: TypeKind.Error }
            ? Broken<Condition>(operation)
            : Refuse<Condition>(
                operation,
                Rules.UnsupportedCondition,
                Text(operation),
                "choose by constants and comparisons of numbers, truth values and strings."
            );
}
