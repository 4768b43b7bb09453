using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Strings say which computation is meant. They are constants, and parameters and fields that the method does not change: what is
/// asked of them is asked once, on entry.
/// </summary>
internal sealed partial class BodyParser
{
    private static readonly string[] StringComparisons =
    [
        "CurrentCulture",
        "CurrentCultureIgnoreCase",
        "InvariantCulture",
        "InvariantCultureIgnoreCase",
        "Ordinal",
        "OrdinalIgnoreCase",
    ];

    // Locals, and parameters of callees, that are names of strings.
    private readonly Dictionary<ISymbol, Said> _texts = new(SymbolEqualityComparer.Default);

    // What is asked on entry.
    private readonly Dictionary<EntryTest, Flag> _tests = [];

    /// <summary>A string that is known: a constant, or what is read on entry.</summary>
    private sealed record Said(string? Text)
    {
        public Holder? Source { get; init; }

        public string Literal => Text is null ? "null" : CSharpText.Literal(Text);

        /// <summary>A word for it in the name of what is asked: <c>kind</c>, <c>Call</c>.</summary>
        public string Word =>
            Source is { } source ? source.Names.Last().TrimStart('@', '_')
            : Text is null ? "Null"
            : Text.Length == 0 ? "Empty"
            : Words(Text) is { Length: > 0 } words ? words
            : "Text";

        private static string Words(string text) =>
            string.Concat(text.Where(c => c < 128 && char.IsLetterOrDigit(c)).Take(20).Select(Capital));

        private static char Capital(char letter, int position) =>
            position == 0 ? char.ToUpperInvariant(letter) : letter;
    }

    private static bool IsString(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    /// <summary>Null where it is not known on entry what the string is.</summary>
    private Said? KnownString(IOperation operation)
    {
        if (
            operation.ConstantValue is { HasValue: true, Value: var text }
            && (text is null ? operation.Type is null || IsString(operation.Type) : text is string)
        )
        {
            return new Said((string?)text);
        }

        switch (operation)
        {
            case IParenthesizedOperation inner:
                return KnownString(inner.Operand);
            case IConversionOperation { OperatorMethod: null, Conversion.IsIdentity: true } same:
                return KnownString(same.Operand);
            case ILocalReferenceOperation { Local: var local }:
                return _texts.TryGetValue(local, out Said? named) ? named : null;
            case IParameterReferenceOperation { Parameter: var parameter }:
                bool isOwn =
                    parameter.RefKind == RefKind.None
                    && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method);
                return IsChanged(parameter) ? null
                    : _texts.TryGetValue(parameter, out Said? given) ? given
                    : isOwn ? new Said(null) { Source = new Holder(parameter.Name, null) { IsParameter = true } }
                    : null;
            case IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: var type } }
                when type == SpecialType.System_String:
                return new Said("");
            case IFieldReferenceOperation
            or IPropertyReferenceOperation { Property.IsIndexer: false }
                when IsString(operation.Type) && Refusal((IMemberReferenceOperation)operation) is null:
                ISymbol member = ((IMemberReferenceOperation)operation).Member;
                Instance? outer = member.IsStatic ? null : InstanceOf(((IMemberReferenceOperation)operation).Instance);
                return new Said(null)
                {
                    Source = new Holder(member.Name, outer?.Holder)
                    {
                        Owner = member.IsStatic ? CSharpText.Type(member.ContainingType) : null,
                        IsForeign = member.IsStatic && !IsInScope(member),
                    },
                };
            default:
                return null;
        }
    }

    private Said? String(IOperation operation) =>
        KnownString(operation)
        ?? (
            operation.Type is { TypeKind: TypeKind.Error } ? Broken<Said>(operation)
            : operation is IMemberReferenceOperation && IsMemberRefused(operation) ? null
            : Refuse<Said>(
                operation,
                Rules.UnsupportedCondition,
                Text(operation),
                "only strings that are known on entry are compared: constants, and parameters and fields that do not change."
            )
        );

    private Condition? Equal(IBinaryOperation comparison)
    {
        Said? left = String(comparison.LeftOperand);
        Said? right = String(comparison.RightOperand);
        return left is null || right is null ? null
            : comparison.OperatorKind == BinaryOperatorKind.Equals ? Equal(left, right)
            : new Not(Equal(left, right));
    }

    private Condition Equal(Said left, Said right)
    {
        bool isSame = left.Source is not null && left.Source.Equals(right.Source);
        if (isSame || (left.Source is null && right.Source is null))
        {
            return isSame || left.Text == right.Text ? Truths.True : Truths.False;
        }

        (Said one, Said other) = left.Source is null ? (right, left) : (left, right);
        return Ask(one.Word + "Is" + other.Word, "", [one, other], " == ", "");
    }

    /// <summary>What a method of strings says of strings; null where it is none that is followed, or something was refused.</summary>
    private Condition? StringTest(IInvocationOperation call)
    {
        IMethodSymbol test = call.TargetMethod;
        List<IOperation> given = [.. call.Arguments.OrderBy(a => a.Parameter!.Ordinal).Select(a => a.Value)];
        if (test.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace")
        {
            return String(given[0]) is { } asked
                ? Ask(asked.Word + test.Name, $"string.{test.Name}(", [asked], "", ")")
                : null;
        }

        if (test.Name != "Equals" || !IsString(test.Parameters[0].Type))
        {
            return RefuseStringTest(call);
        }

        if (call.Instance is { } receiver)
        {
            given.Insert(0, receiver);
        }

        string after = ")";
        if (given.Count == 3)
        {
            if (given[2].ConstantValue is not { HasValue: true, Value: int and >= 0 and < 6 and var kind })
            {
                return RefuseStringTest(call);
            }

            after = $", global::System.StringComparison.{StringComparisons[kind]})";
        }

        if (String(given[0]) is not { } left || String(given[1]) is not { } right)
        {
            return null;
        }

        if (call.Instance is not null && !ThrowWhereNull(call, left))
        {
            return null;
        }

        return given.Count == 3
            ? Ask(left.Word + "Equals" + right.Word, "string.Equals(", [left, right], ", ", after)
            : Equal(left, right);
    }

    /// <summary>A method of a string that is null throws; false where it is not known when.</summary>
    private bool ThrowWhereNull(IInvocationOperation call, Said receiver)
    {
        var thrown = new Throw(["new global::System.NullReferenceException()"], []);
        return receiver is { Source: null, Text: not null }
            || ThrowWhen(Equal(receiver, new Said(null)), call, block => block.Add(thrown));
    }

    private Condition? RefuseStringTest(IInvocationOperation call) =>
        Refuse<Condition>(
            call,
            Rules.UnsupportedCondition,
            Text(call),
            "of strings '==', 'string.Equals', 'string.IsNullOrEmpty' and 'string.IsNullOrWhiteSpace' are followed."
        );

    /// <summary>A truth value that is found on entry; what is asked twice is one.</summary>
    private Flag Ask(string name, string before, IReadOnlyList<Said> strings, string between, string after)
    {
        var pieces = new List<string>();
        string piece = before;
        for (int i = 0; i < strings.Count; i++)
        {
            piece += i == 0 ? "" : between;
            if (strings[i].Source is null)
            {
                piece += strings[i].Literal;
                continue;
            }

            pieces.Add(piece);
            piece = "";
        }

        pieces.Add(piece + after);
        var test = new EntryTest(
            pieces.ToEquatableArray(),
            strings.Select(s => s.Source).OfType<Holder>().ToEquatableArray()
        );
        if (!_tests.TryGetValue(test, out Flag? flag))
        {
            name = char.IsDigit(name[0]) ? "text" + name : char.ToLowerInvariant(name[0]) + name.Substring(1);
            var storage = new Storage(BufferForm.Scalar, ScalarType.Bool);
            Buffer buffer = scope.Fresh(name, BufferKind.Parameter, storage, rank: 0);
            _fields.Add(new Field(name, buffer) { Test = test });
            flag = new Flag(new Access(buffer, []));
            _tests.Add(test, flag);
        }

        return flag;
    }
}
