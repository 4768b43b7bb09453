using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Arrays and tensors that may be left out: <c>if (bias != null) …</c>. Whether one is null is found once, on entry; where it is not
/// known to be there, what looks at it throws as the method does.
/// </summary>
internal sealed partial class BodyParser
{
    // Of the parameters that the method asks for: where it does first, and the answer.
    private readonly Dictionary<Buffer, (SyntaxNode Syntax, Flag IsNull)> _optional = [];

    // What was looked at before, as nothing that may be null is.
    private readonly HashSet<Buffer> _looked = [];

    // What is known to be there at the place that is read.
    private HashSet<Buffer> _present = [];

    // What is known to be there behind the branch that was read last.
    private List<Buffer> _behind = [];

    /// <summary><c>x == null</c>, <c>x != null</c>, <c>x is null</c>, <c>x is not null</c>, <c>x is { }</c> of elements; else false.</summary>
    private bool TryNullTest(IOperation operation, out Condition? condition)
    {
        condition = null;
        switch (operation)
        {
            case IBinaryOperation
            {
                OperatorMethod: null,
                OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals,
            } comparison when Nullable(comparison) is { } asked:
                condition = IsNull(comparison, asked);
                condition =
                    condition is not null && comparison.OperatorKind == BinaryOperatorKind.NotEquals
                        ? new Not(condition)
                        : condition;
                return true;
            case IIsPatternOperation test when HasElements(test.Value) && IsNullPattern(test.Pattern) is { } isNull:
                condition = IsNull(test, test.Value);
                condition = condition is not null && !isNull ? new Not(condition) : condition;
                return true;
            default:
                return false;
        }
    }

    /// <summary>What is compared with null.</summary>
    private static IOperation? Nullable(IBinaryOperation comparison) =>
        IsNullLiteral(comparison.RightOperand) && HasElements(comparison.LeftOperand) ? comparison.LeftOperand
        : IsNullLiteral(comparison.LeftOperand) && HasElements(comparison.RightOperand) ? comparison.RightOperand
        : null;

    private static bool IsNullLiteral(IOperation operation) =>
        WithoutConversions(operation).ConstantValue is { HasValue: true, Value: null };

    private static bool HasElements(IOperation operation) =>
        KnownTypes.StorageOf(WithoutConversions(operation).Type) is { Form: BufferForm.Array or BufferForm.Tensor };

    /// <summary>Whether the pattern takes null alone, or all but null; null where it is another one.</summary>
    private static bool? IsNullPattern(IPatternOperation pattern) =>
        pattern switch
        {
            IConstantPatternOperation constant when IsNullLiteral(constant.Value) => true,
            INegatedPatternOperation not => !IsNullPattern(not.Pattern),
            IRecursivePatternOperation
            {
                DeclaredSymbol: null,
                DeconstructSymbol: null,
                DeconstructionSubpatterns.IsEmpty: true,
                PropertySubpatterns.IsEmpty: true,
            } any when SymbolEqualityComparer.Default.Equals(any.MatchedType, any.InputType) => false,
            _ => null,
        };

    private Condition? IsNull(IOperation test, IOperation asked)
    {
        IOperation operation = Unwrapped(WithoutConversions(asked));
        View? view = operation is ILocalReferenceOperation or IParameterReferenceOperation
            ? scope.View(Ranks.SymbolOf(operation)!)
            : null;
        if (view is { Buffer.Kind: BufferKind.Local })
        {
            return Truths.False;
        }

        if (view is null || !IsOwnParameter(view.Buffer) || !view.Buffer.Element.IsFloating())
        {
            return Refuse<Condition>(
                test,
                Rules.UnsupportedCondition,
                Text(test),
                "only of arrays and tensors of numbers that are parameters is it asked whether they are null."
            );
        }

        Buffer buffer = view.Buffer;
        if (_looked.Contains(buffer) && _callees.Count > 0)
        {
            // A helper that is given what the method needs.
            _notNull.Add((_call ?? test.Syntax, buffer));
            return Truths.False;
        }

        if (_looked.Contains(buffer))
        {
            return Refuse<Condition>(
                test,
                Rules.UnsupportedCondition,
                Text(test),
                "it is looked at before it is asked whether it is null. Ask first."
            );
        }

        if (!_optional.TryGetValue(buffer, out (SyntaxNode Syntax, Flag IsNull) known))
        {
            var question = new EntryTest(["", " is null"], [new Holder(buffer.Name, null) { IsParameter = true }])
            {
                IsNull = true,
            };
            string name = buffer.Name + "IsNull";
            Buffer flag = scope.Fresh(
                name,
                BufferKind.Parameter,
                new Storage(BufferForm.Scalar, ScalarType.Bool),
                rank: 0
            );
            _fields.Add(new Field(name, flag) { Test = question });
            known = (_call ?? test.Syntax, new Flag(new Access(flag, [])));
            _optional.Add(buffer, known);
        }

        return known.IsNull;
    }

    private bool IsOwnParameter(Buffer buffer) =>
        buffer is { Kind: BufferKind.Parameter, Form: BufferForm.Array or BufferForm.Tensor }
        && method.Parameters.Any(p => buffer.Equals(scope.Buffer(p)));

    /// <summary>Elements of an array or tensor, or its size, are looked at: it must not be null.</summary>
    private void LookAt(IOperation container, View view)
    {
        // A span of an array that is null is empty.
        if (!HasElements(container) || !IsOwnParameter(view.Buffer) || _present.Contains(view.Buffer))
        {
            return;
        }

        if (_optional.TryGetValue(view.Buffer, out (SyntaxNode, Flag IsNull) known))
        {
            var thrown = new Throw(["new global::System.NullReferenceException()"], []);
            ThrowWhen(known.IsNull, container, block => block.Add(thrown));
        }
        else
        {
            _looked.Add(view.Buffer);
        }
    }

    /// <summary>Reads what is evaluated only where a condition holds, or does not.</summary>
    private T Knowing<T>(Condition? condition, bool holds, System.Func<T> read)
    {
        HashSet<Buffer> present = _present;
        _present = [.. present, .. Known(condition, holds)];
        T result = read();
        _present = present;
        return result;
    }

    /// <summary>What is there where the condition holds, or does not.</summary>
    private IEnumerable<Buffer> Known(Condition? condition, bool holds) =>
        condition switch
        {
            Flag flag when !holds => _optional.Where(o => o.Value.IsNull.Equals(flag)).Select(o => o.Key),
            Not not => Known(not.Operand, !holds),
            And both when holds => Known(both.Left, true).Concat(Known(both.Right, true)),
            Or either when !holds => Known(either.Left, false).Concat(Known(either.Right, false)),
            _ => [],
        };

    /// <summary>Whether nothing behind the statement runs after it, as far as blocks go.</summary>
    private static bool Ends(IOperation operation) =>
        operation switch
        {
            IThrowOperation => true,
            IExpressionStatementOperation { Operation: IThrowOperation } => true,
            IBlockOperation block => block.Operations.Any(Ends),
            _ => Leaves(operation),
        };

    /// <summary>What may be null is only read: of what is written the caller needs the gradient.</summary>
    private void RequireReads(IEnumerable<Statement> body)
    {
        HashSet<Buffer> written = [.. body.AllStatements().Select(s => s.Write()?.Buffer).OfType<Buffer>()];
        foreach ((SyntaxNode syntax, _) in _optional.Where(o => written.Contains(o.Key)).Select(o => o.Value))
        {
            fence.Report(
                Rules.UnsupportedCondition,
                syntax.Span,
                Text(syntax),
                "an array that the method writes may not be null. Let the caller pass one of the size that is needed."
            );
        }
    }
}
