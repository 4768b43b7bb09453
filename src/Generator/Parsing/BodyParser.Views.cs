using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>The elements that an expression stands for: a parameter's, a field's, a local's, or a slice of these.</summary>
    private View? Elements(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Elements(inner.Operand);
            // An array taken as a span.
            case IConversionOperation { Operand: var operand } conversion
                when KnownTypes.StorageOf(operand.Type) is { Form: var form }:
                View? whole = Elements(operand);
                if (whole is not null && form == BufferForm.Tensor && conversion.OperatorMethod is not null)
                {
                    LookAt(operand, whole);
                }

                return whole;
            case ICoalesceOperation { Value: var value, WhenNull: var thrown } when Thrown(thrown) is not null:
                // The checks on entry come first: it is not null.
                MustBeLookedAt(value);
                return Elements(value);
            case IArrayElementReferenceOperation element when IsRow(element):
                return Row(element, isName: true);
            case ILocalReferenceOperation { Local: var local }:
                // Another one has been refused where it is declared.
                return scope.View(local) ?? Broken<View>(operation);
            case IParameterReferenceOperation { Parameter: var parameter } when scope.View(parameter) is { } given:
                return given;
            case IInvocationOperation call when SliceArguments(call) is var (instance, arguments):
                return Slice(call, instance, arguments);
            case IObjectCreationOperation { Arguments: [{ Value: var array }, ..] } span when IsSpanOfArray(span):
                return Slice(span, array, span.Arguments.Skip(1).Select(a => a.Value).ToList());
            case IImplicitIndexerReferenceOperation { Instance: var instance, Argument: IRangeOperation range }
                when IsSpan(instance.Type):
                return Range(operation, instance, range);
            default:
                return Container(operation) is not { } buffer ? null
                    : buffer.Form == BufferForm.Scalar ? RefuseType<View>(operation)
                    : new View(buffer);
        }
    }

    /// <summary><c>x.AsSpan(…)</c> and <c>s.Slice(…)</c>: what is sliced, the start and the length.</summary>
    private static (IOperation Instance, IReadOnlyList<IOperation> Arguments)? SliceArguments(IInvocationOperation call)
    {
        IMethodSymbol target = call.TargetMethod;
        List<IOperation> arguments = call
            .Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0)
            .Select(a => a.Value)
            .ToList();
        (IOperation Instance, IReadOnlyList<IOperation> Arguments)? found = target switch
        {
            { Name: "AsSpan", ContainingType: var type }
                when type.IsSystem("MemoryExtensions") && arguments.Count > 0 => (
                arguments[0],
                arguments.Skip(1).ToList()
            ),
            { Name: "AsSpan", Parameters.Length: 0 } when call.Instance is { } tensor => (tensor, arguments),
            { Name: "Slice" } when call.Instance is { } span => (span, arguments),
            _ => null,
        };
        return
            found is var (instance, given)
            && KnownTypes.StorageOf(instance.Type) is { Form: not BufferForm.Scalar }
            && given.All(a => KnownTypes.IsInteger(a.Type) || a is IRangeOperation)
            ? found
            : null;
    }

    private static bool IsSpanOfArray(IObjectCreationOperation creation) =>
        IsSpan(creation.Type)
        && creation.Arguments[0].Parameter?.Type is IArrayTypeSymbol
        && creation.Arguments.All(a => a.Parameter is not null);

    private static bool IsSpan(ITypeSymbol? type) =>
        KnownTypes.StorageOf(type) is { Form: BufferForm.Span or BufferForm.ReadOnlySpan };

    private View? Slice(IOperation operation, IOperation instance, IReadOnlyList<IOperation> arguments)
    {
        if (arguments is [IRangeOperation range])
        {
            return Range(operation, instance, range);
        }

        if (Elements(instance) is not { } view || !HasOneAxis(view, operation))
        {
            return null;
        }

        if (KnownTypes.StorageOf(instance.Type) is { Form: BufferForm.Tensor })
        {
            LookAt(instance, view);
        }

        IndexExpr? start = arguments.Count > 0 ? Subscript(arguments[0]) : IndexExpr.Zero;
        IndexExpr? length =
            arguments.Count > 1 ? Subscript(arguments[1])
            : start is null ? null
            : view.Extent(0) - start;
        return start is null || length is null ? null : Slice(operation, view, start, length);
    }

    /// <summary><c>s[a..b]</c>, where each end may count from the end.</summary>
    private View? Range(IOperation operation, IOperation instance, IRangeOperation range)
    {
        if (Elements(instance) is not { } view || !HasOneAxis(view, operation))
        {
            return null;
        }

        IndexExpr? start = range.LeftOperand is { } left ? Position(left, view.Extent(0)) : IndexExpr.Zero;
        IndexExpr? end = range.RightOperand is { } right ? Position(right, view.Extent(0)) : view.Extent(0);
        return start is null || end is null ? null : Slice(operation, view, start, end - start);
    }

    /// <summary>A subscript; <c>^k</c> counts from the end.</summary>
    private IndexExpr? Position(IOperation operation, IndexExpr extent) =>
        operation switch
        {
            IParenthesizedOperation inner => Position(inner.Operand, extent),
            IConversionOperation { Operand: var operand } conversion when conversion.Type.IsSystem("Index") => Position(
                operand,
                extent
            ),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var operand } => Subscript(operand)
                is { } back
                ? extent - back
                : null,
            _ => Subscript(operation),
        };

    /// <summary>The slice as it is now, which is checked before the statement at hand.</summary>
    private View? Slice(IOperation operation, View view, IndexExpr start, IndexExpr length)
    {
        (start, length) = (Now(start), Now(length));
        if (start.AsConstant() == 0 && length.Equals(view.Extent(0)))
        {
            return view;
        }

        List<Atom> atoms = [.. start.AllAtoms(), .. length.AllAtoms()];
        string? reason =
            _isConditional ? "whether it is taken depends on data. Give it a name in a statement of its own."
            : atoms.OfType<LoopAtom>().Any(l => !_loops.Exists(f => f.Index.Equals(l.Index)))
                ? "it changes with the loop that it bounds. Give it a name inside the loop."
            : null;
        if (reason is not null)
        {
            return Refuse<View>(operation, Rules.UnsupportedExpression, Text(operation), reason);
        }

        start = Captured(start, "start", _before);
        length = Captured(length, "length", _before);
        _before.Add(new SliceCheck(view.Buffer, start, length, view.Extent(0)));
        return view.Slice(start, length);
    }

    private bool HasOneAxis(View view, IOperation operation) =>
        view.Rank == 1
        || Refuse<View>(
            operation,
            Rules.UnsupportedExpression,
            Text(operation),
            $"the elements of '{view.Buffer.Name}' have {view.Rank} subscripts. Use these instead of a span."
        )
            is not null;
}
