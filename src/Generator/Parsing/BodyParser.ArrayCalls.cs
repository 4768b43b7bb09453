using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// The call of a function of arrays: its arguments are copied into a private buffer, and what it computes out of another one. All
/// that later stages must know of memory stands in these copies.
/// </summary>
internal sealed partial class BodyParser
{
    /// <summary>What a parameter is given: a view, the scalars of a struct, or one scalar.</summary>
    private sealed record GivenOperand(ArrayOperand Operand, View? View, IReadOnlyList<Component> Parts);

    /// <returns>What is returned, none for void; null where it is refused.</returns>
    private IReadOnlyList<Load>? ArrayCallOf(
        IInvocationOperation call,
        IMethodSymbol function,
        string derivative,
        bool isGiven,
        List<ArrayOperand> operands,
        bool mayWrite
    )
    {
        bool writes = operands.Any(o => o.IsWritten);
        string? reason =
            _isConditional ? "Whether it runs depends on data: call it in a statement of its own, under an if"
            : _loops.Count > 0 && method.Attribute("CheckpointAttribute") is not null
                ? "In a loop of a method marked [Checkpoint] it would run a second time. Leave the attribute out"
            : _callees.Any(IsRecomputed)
                ? "In a function marked [Checkpoint] it would run a second time. Leave the attribute out"
            : writes && !mayWrite ? "It writes elements: call it in a statement of its own, and use the result after it"
            : !writes && function.ReturnsVoid ? "It returns nothing, and writes none of its parameters"
            : null;
        if (reason is not null)
        {
            return RefuseFunction<IReadOnlyList<Load>>(call, reason);
        }

        if (OperandsOf(call, function, operands) is not { } given || !AreApart(call, given))
        {
            return null;
        }

        ArrayCallee? callee = CalleeOf(call, function, derivative, isGiven, given.Select(g => g.Operand));
        return callee is null ? null : Emit(function, callee, given);
    }

    /// <summary>The arguments, evaluated in their order.</summary>
    private List<GivenOperand>? OperandsOf(
        IInvocationOperation call,
        IMethodSymbol function,
        List<ArrayOperand> operands
    )
    {
        var given = new GivenOperand?[operands.Count];
        foreach (IArgumentOperation argument in call.Arguments)
        {
            int ordinal = argument.Parameter!.Ordinal;
            given[ordinal] = Given(argument.Value, function.Parameters[ordinal], operands[ordinal]);
        }

        return given.Contains(null) ? null : given.Select(g => g!).ToList();
    }

    private GivenOperand? Given(IOperation value, IParameterSymbol parameter, ArrayOperand operand)
    {
        if (operand.IsArray)
        {
            View? view = operand.IsWritten ? Writable(value) : Elements(WithoutConversions(value));
            if (view is not null)
            {
                // What is called is given a copy, which is never null.
                LookAt(WithoutConversions(value), view);
            }

            int rank = operand.Form == BufferForm.Tensor ? view?.Rank ?? 1 : operand.Rank;
            return view is null ? null
                : view.Rank == rank && rank <= 4 ? new GivenOperand(operand with { Rank = rank }, view, [])
                : Refuse<GivenOperand>(
                    value,
                    Rules.RankMismatch,
                    $"'{Text(value)}' has {view.Rank} subscripts, '{parameter.Name}' has {rank}",
                    view.Buffer.Name,
                    "Use the same number of subscripts everywhere"
                );
        }

        if (shapes.Of(parameter.Type) is not null)
        {
            return Struct(value) is { } whole ? new GivenOperand(operand, null, Taken(whole).Components) : null;
        }

        Component? part = operand.Element switch
        {
            ScalarType.Bool => Condition(value) is { } truth ? new Component.Truth(truth) : null,
            ScalarType.Int or ScalarType.Long => Index(value) is { } integer ? new Component.Integer(integer) : null,
            _ => Expression(value) is { } number ? new Component.Number(number) : null,
        };
        return part is null ? null : new GivenOperand(operand, null, [part]);
    }

    /// <summary>What is written may share no element with another argument: the arguments are copies.</summary>
    private bool AreApart(IInvocationOperation call, List<GivenOperand> given)
    {
        foreach (GivenOperand written in given.Where(g => g.Operand.IsWritten))
        {
            foreach (GivenOperand other in given.Where(g => g.View is not null && !ReferenceEquals(g, written)))
            {
                if (MayMeet(written.View!, other.View!))
                {
                    RefuseFunction(
                        call,
                        $"It writes '{written.Operand.Name}', which may share elements with '{other.Operand.Name}'. Pass different arrays, or slices of which one ends where the other begins"
                    );
                    return false;
                }
            }
        }

        return true;
    }

    private static bool MayMeet(View first, View second)
    {
        if (!first.Buffer.Equals(second.Buffer))
        {
            return false;
        }

        bool EndsBefore(View left, View right) =>
            left.Start is { } start
            && right.Start is { } next
            && left.Prefix.Equals(right.Prefix)
            && (next - start - left.Length!).AsConstant() >= 0;
        return !EndsBefore(first, second) && !EndsBefore(second, first);
    }

    private List<Load> Emit(IMethodSymbol function, ArrayCallee callee, List<GivenOperand> given)
    {
        string word = char.ToLowerInvariant(function.Name[0]) + function.Name.Substring(1);
        List<IndexExpr> starts = Starts(callee, given, out IndexExpr size);
        Buffer arguments = CallBuffer(word + "Arguments", callee, size);
        Buffer results = CallBuffer(
            word + "Results",
            callee,
            callee.Writes ? size : IndexExpr.Constant(callee.Results.Count)
        );

        var integers = new List<IndexExpr>();
        long slot = 0;
        for (int i = 0; i < given.Count; i++)
        {
            if (given[i].View is { } view)
            {
                integers.Add(starts[i]);
                integers.AddRange(Enumerable.Range(0, view.Rank).Select(view.Extent));
                _before.Add(
                    Elementwise(
                        view,
                        starts[i],
                        (element, at) => new Assign(new Access(arguments, [at]), Argument(element, callee))
                    )
                );
                continue;
            }

            foreach (Component part in given[i].Parts)
            {
                if (part is Component.Integer integer)
                {
                    integers.Add(integer.Value);
                    continue;
                }

                _before.Add(new Assign(new Access(arguments, [IndexExpr.Constant(slot++)]), Argument(part, callee)));
            }
        }

        _before.Add(
            new ArrayCall(
                callee,
                new Access(arguments, [IndexExpr.Whole]),
                new Access(results, [IndexExpr.Whole]),
                integers.ToEquatableArray()
            )
        );
        for (int i = 0; i < given.Count; i++)
        {
            if (given[i].Operand.IsWritten)
            {
                _before.Add(
                    Elementwise(
                        given[i].View!,
                        starts[i],
                        (element, at) =>
                            new Assign(element, new Load(new Access(results, [at])).To(element.Buffer.Element))
                    )
                );
            }
        }

        return callee.Results.Select((part, i) => Named(word + "Value", results, i, part.Type)).ToList();
    }

    /// <summary>What is returned, in a local of its own.</summary>
    private Load Named(string name, Buffer results, long position, ScalarType type)
    {
        Buffer local = scope.Fresh(names.Fresh(name), BufferKind.Local, new Storage(BufferForm.Scalar, type), rank: 0);
        _depths.Add(local, _loops.Count);
        _before.Add(new Declare(local));
        _before.Add(
            new Assign(new Access(local, []), new Load(new Access(results, [IndexExpr.Constant(position)])).To(type))
        );
        return new Load(new Access(local, []));
    }

    /// <summary>Where the elements of each array begin: behind all that the others ever need.</summary>
    private static List<IndexExpr> Starts(ArrayCallee callee, List<GivenOperand> given, out IndexExpr size)
    {
        var starts = new List<IndexExpr>();
        size = IndexExpr.Constant(callee.Scalars);
        foreach (GivenOperand operand in given)
        {
            starts.Add(size);
            if (operand.View is { } view)
            {
                size += Enumerable.Range(0, view.Rank).Aggregate(IndexExpr.One, (n, axis) => n * Capacity(view, axis));
            }
        }

        return starts;
    }

    /// <summary>The size along an axis, or what it is at most where it is not known on entry.</summary>
    private static IndexExpr Capacity(View view, int axis)
    {
        IndexExpr extent = view.Extent(axis);
        bool isFixed = !extent.IsVolatile && !extent.AllAtoms().Any(a => a is LoopAtom or ElementAtom);
        return !isFixed ? view.Buffer.Extent(view.Buffer.Rank - 1)
            : view.Length is null || extent.AsConstant() >= 0 ? extent
            : IndexExpr.Atom(new OperationAtom(IntegerOperation.Maximum, extent, IndexExpr.Zero));
    }

    private Buffer CallBuffer(string name, ArrayCallee callee, IndexExpr size)
    {
        var storage = new Storage(BufferForm.Array, callee.Element);
        Buffer buffer = scope.Fresh(names.Fresh(name), BufferKind.Local, storage, rank: 1) with { Extents = [size] };
        _depths.Add(buffer, _loops.Count);
        _before.Add(new Declare(buffer));
        return buffer;
    }

    /// <summary>A loop over all elements of a view, each with its place in the call's buffers.</summary>
    private Statement Elementwise(View view, IndexExpr start, System.Func<Access, IndexExpr, Statement> body)
    {
        List<LoopIndex> indices = Enumerable
            .Range(0, view.Rank)
            .Select(_ => scope.FreshLoop(names.Fresh("k")))
            .ToList();
        IndexExpr place = IndexExpr.Zero;
        for (int axis = 0; axis < view.Rank; axis++)
        {
            place = (place * view.Extent(axis)) + IndexExpr.Of(indices[axis]);
        }

        Statement nest = body(view.At(indices.Select(IndexExpr.Of).ToEquatableArray()), start + place);
        for (int axis = view.Rank - 1; axis >= 0; axis--)
        {
            nest = new For(indices[axis], IndexExpr.Zero, view.Extent(axis), 1, [nest]);
        }

        return nest;
    }

    private static Expr Argument(Access element, ArrayCallee callee) =>
        element.Buffer.Element.IsInteger()
            ? new FromIndex(Integer(element), callee.Element)
            : new Load(element).To(callee.Element);

    private static Expr Argument(Component part, ArrayCallee callee) =>
        part switch
        {
            Component.Truth truth => new Select(
                truth.Value,
                new Constant(1, callee.Element),
                new Constant(0, callee.Element)
            ),
            _ => ((Component.Number)part).Value.To(callee.Element),
        };
}
