using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// <c>new double[n]</c> or <c>new Tensor&lt;float&gt;(n, m)</c>: an intermediate that lives in the residuals. As in C#, every
    /// iteration that comes here gets a new one, full of zeros.
    /// </summary>
    private bool TryDeclareArray(ILocalSymbol local, IOperation? initializer, List<Statement> output)
    {
        if (
            KnownTypes.StorageOf(local.Type) is not { Form: not BufferForm.Scalar } storage
            || Sizes(initializer) is not { Count: > 0 } sizes
        )
        {
            return false;
        }

        List<IndexExpr?> extents = sizes.Select(s => Index(s) is { } size ? Now(size) : null).ToList();
        if (extents.Contains(null))
        {
            return true;
        }

        if (extents is [{ } length] && Longest(length) is { } longest)
        {
            View part = Array(local, storage.Element, [longest], output) with
            {
                Start = IndexExpr.Zero,
                Length = length,
            };
            scope.Alias(local, part);
            if (length.Terms.Any(t => t.Coefficient < 0 || t.Atoms.Any(a => a is ScalarAtom)))
            {
                // C# throws where the length is negative.
                output.Add(new SliceCheck(part.Buffer, IndexExpr.Zero, length, part.Buffer.Extent(0)));
            }

            output.Add(ForEach(part, element => new Assign(element, storage.Element.Zero())));
            return true;
        }

        int varying = extents.FindIndex(e => e!.AllAtoms().Any(a => a is LoopAtom or ElementAtom));
        if (varying >= 0)
        {
            Refuse<Statement>(
                sizes[varying],
                Diagnostics.Rules.UnsupportedLocal,
                local.Name,
                $"of a size '{Text(sizes[varying])}' that is not known on entry",
                "make it as large as it ever gets, from sizes and integer parameters"
            );
            return true;
        }

        EquatableArray<IndexExpr> shape = extents.Select(e => e!).ToEquatableArray();
        View view =
            Row(local, initializer, storage.Element, shape, output) ?? Array(local, storage.Element, shape, output);
        scope.Alias(local, view);
        output.Add(ForEach(view, element => new Assign(element, storage.Element.Zero())));
        AddElements(view, initializer, output);
        return true;
    }

    /// <summary>The most that a size from lengths of rows comes to, as they are part of arrays that are there on entry; else null.</summary>
    private static IndexExpr? Longest(IndexExpr length)
    {
        static bool isRow(Atom atom) => atom is ElementAtom { Access.Buffer.RowsOf: not null };
        bool isSum = length.Terms.All(t =>
            t.Atoms.All(a => a is ExtentAtom || isRow(a)) || t.Atoms.All(a => a is ExtentAtom or ScalarAtom)
        );
        if (!isSum || !length.Terms.Any(t => t.Atoms.Any(isRow)))
        {
            return null;
        }

        // What is taken away is none at least.
        IndexExpr most = length
            .Terms.Where(t => t.Coefficient > 0 || !t.Atoms.Any(isRow))
            .Select(t =>
                t.Atoms.Aggregate(
                    IndexExpr.Constant(t.Coefficient),
                    (product, a) =>
                        product
                        * (a is ElementAtom { Access.Buffer.RowsOf: { } rows } ? rows.Extent(1) : IndexExpr.Atom(a))
                )
            )
            .Aggregate(IndexExpr.Zero, (sum, t) => sum + t);
        return most.Terms.All(t => t.Coefficient > 0 && !t.Atoms.Any(a => a is ScalarAtom))
            ? most
            : IndexExpr.Atom(new OperationAtom(IntegerOperation.Maximum, most, IndexExpr.Zero));
    }

    /// <summary>Whatever the user calls it, it is private storage: an array.</summary>
    private View Array(ILocalSymbol local, ScalarType element, EquatableArray<IndexExpr> shape, List<Statement> output)
    {
        Buffer buffer = scope.Declare(local, local.Name, element, shape);
        _depths.Add(buffer, _loops.Count);
        output.Add(new Declare(buffer));
        return new View(buffer);
    }

    /// <summary>The sizes that a creation is given; null where it is none.</summary>
    private static IReadOnlyList<IOperation>? Sizes(IOperation? creation) =>
        creation switch
        {
            IParenthesizedOperation inner => Sizes(inner.Operand),
            // An array taken as a span.
            IConversionOperation conversion => Sizes(conversion.Operand),
            IArrayCreationOperation { Type: IArrayTypeSymbol type } array when KnownTypes.StorageOf(type) is not null =>
                array.DimensionSizes,
            { Syntax: var syntax } when StackAllocation.Is(syntax) => StackAllocation.Sizes(creation),
            IObjectCreationOperation
            {
                Arguments: [{ Value: IArrayCreationOperation { Initializer: { } shape } }]
            } tensor when KnownTypes.StorageOf(tensor.Type) is { Form: BufferForm.Tensor } => shape.ElementValues,
            _ => null,
        };

    /// <summary>A loop over every element.</summary>
    private Statement ForEach(View view, System.Func<Access, Statement> body)
    {
        List<LoopIndex> indices = Enumerable
            .Range(0, view.Rank)
            .Select(_ => scope.FreshLoop(names.Fresh("k")))
            .ToList();
        Statement nest = body(view.At(indices.Select(IndexExpr.Of).ToEquatableArray()));
        for (int axis = indices.Count - 1; axis >= 0; axis--)
        {
            nest = new For(indices[axis], IndexExpr.Zero, view.Extent(axis), 1, [nest]);
        }

        return nest;
    }

    /// <summary><c>new[] { a, b }</c>.</summary>
    private void AddElements(View view, IOperation? creation, List<Statement> output)
    {
        switch (creation)
        {
            case IParenthesizedOperation inner:
                AddElements(view, inner.Operand, output);
                break;
            case { Syntax: var syntax } when creation is not IConversionOperation && StackAllocation.Is(syntax):
                AddElements(view, StackAllocation.Elements(creation), output);
                break;
            case IConversionOperation conversion:
                AddElements(view, conversion.Operand, output);
                break;
            case IArrayCreationOperation { Initializer.ElementValues: var values }:
                AddElements(view, values, output);
                break;
        }
    }

    private void AddElements(View view, IReadOnlyList<IOperation> values, List<Statement> output)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is IArrayInitializerOperation row)
            {
                AddElements(view with { Prefix = view.Prefix.Add(IndexExpr.Constant(i)) }, row.ElementValues, output);
            }
            else
            {
                Assign(view.At([IndexExpr.Constant(i)]), values[i], output);
            }
        }
    }
}
