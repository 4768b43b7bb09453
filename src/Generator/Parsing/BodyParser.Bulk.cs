using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Statements on all elements at once: <c>Clear</c>, <c>Fill</c>, <c>CopyTo</c>.</summary>
internal sealed partial class BodyParser
{
    /// <summary>False where the call is none of these.</summary>
    private bool TryBulk(IInvocationOperation call, List<Statement> output)
    {
        IMethodSymbol target = call.TargetMethod;
        List<IOperation> values = call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0).Select(a => a.Value).ToList();
        if (call.Instance is { } instance)
        {
            values.Insert(0, instance);
        }

        ITypeSymbol type = target.ContainingType;
        bool isOurs =
            type.IsSystem("Array")
            || type.IsSystem("MemoryExtensions")
            || type.IsSystem("Span", 1)
            || type.IsSystem("ReadOnlySpan", 1)
            || type.IsRuntime("Tensor", 1);
        if (!isOurs || values.Count == 0 || !IsContainer(values[0]))
        {
            return false;
        }

        switch (target.Name)
        {
            case "Clear" when values.Count == 1:
                Fill(values[0], null, output);
                return true;
            case "Fill" when values.Count == 2:
                Fill(values[0], values[1], output);
                return true;
            case "CopyTo" when values.Count == 2 && IsContainer(values[1]):
                Copy(call, (values[0], null), (values[1], null), null, output);
                return true;
            case "CopyTo" when values.Count == 3 && IsContainer(values[1]):
                Copy(call, (values[0], null), (values[1], values[2]), null, output);
                return true;
            case "Copy" when values.Count == 3 && IsContainer(values[1]):
                Copy(call, (values[0], null), (values[1], null), values[2], output);
                return true;
            case "Copy" when values.Count == 5 && IsContainer(values[2]):
                Copy(call, (values[0], values[1]), (values[2], values[3]), values[4], output);
                return true;
            default:
                return false;
        }
    }

    private static bool IsContainer(IOperation operation) =>
        KnownTypes.StorageOf(WithoutConversions(operation).Type) is { Form: not BufferForm.Scalar };

    private void Fill(IOperation container, IOperation? value, List<Statement> output)
    {
        if (Writable(container) is not { } view)
        {
            return;
        }

        Expr? number = value is null ? view.Buffer.Element.Zero() : Expression(value);
        if (number is null)
        {
            return;
        }

        // The number is taken once, before any element changes.
        if (number is not Constant)
        {
            var storage = new Storage(BufferForm.Scalar, number.Type);
            var once = new Access(scope.Fresh(names.Fresh("filling"), BufferKind.Local, storage, rank: 0), []);
            _depths.Add(once.Buffer, _loops.Count);
            output.Add(new Declare(once.Buffer));
            output.Add(new Assign(once, number));
            number = new Load(once);
        }

        output.Add(ForEach(view, element => new Assign(element, number)));
    }

    /// <summary>Copies from a position to another one, from 0 where none is given; all elements where their number is not given.</summary>
    private void Copy(
        IInvocationOperation call,
        (IOperation Elements, IOperation? Start) source,
        (IOperation Elements, IOperation? Start) target,
        IOperation? count,
        List<Statement> output
    )
    {
        if (
            Elements(WithoutConversions(source.Elements)) is not { } from
            || Writable(target.Elements) is not { } to
            || !HasOneAxis(from, call)
            || !HasOneAxis(to, call)
        )
        {
            return;
        }

        LookAt(WithoutConversions(source.Elements), from);
        IndexExpr? begin = source.Start is null ? IndexExpr.Zero : Subscript(source.Start);
        IndexExpr? place = target.Start is null ? IndexExpr.Zero : Subscript(target.Start);
        IndexExpr? length = count is null ? from.Extent(0) : Index(count);
        if (begin is null || place is null || length is null)
        {
            return;
        }

        if (from.Buffer.Equals(to.Buffer) || from.Buffer.Element != to.Buffer.Element)
        {
            Refuse<Statement>(
                call,
                Rules.UnknownFunction,
                Text(call),
                "Both are parts of the same elements: copy them through another array"
            );
            return;
        }

        length = Captured(Now(length), "count", _before);
        View? first = Slice(call, from, begin, length);
        View? second = Slice(call, to, place, length);
        if (first is not null && second is not null)
        {
            LoopIndex index = scope.FreshLoop(names.Fresh("k"));
            EquatableArray<IndexExpr> subscript = [IndexExpr.Of(index)];
            var copy = new Assign(second.At(subscript), new Load(first.At(subscript)));
            output.Add(new For(index, IndexExpr.Zero, length, 1, [copy]));
        }
    }

    /// <summary>The elements, if the method may write them.</summary>
    private View? Writable(IOperation container)
    {
        IOperation operation = WithoutConversions(container);
        if (Elements(operation) is not { } view)
        {
            return null;
        }

        if (view.Buffer.Element.IsFloating() && !IsMember(view.Buffer) && view.Buffer.Form != BufferForm.ReadOnlySpan)
        {
            return view;
        }

        return Refuse<View>(
            operation,
            Rules.ReadOnlyTarget,
            Text(operation),
            "an index array, a field or a read-only span",
            "Pass what the method writes as a parameter"
        );
    }
}
