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
        if (initializer is null || !IsNew(local.Type, initializer))
        {
            return false;
        }

        // Until it is complete, the name stands for what it did: w = new[] { w[1], w[0] }.
        if (New(local.Type, local.Name, initializer, output, local) is { } view)
        {
            scope.Alias(local, view);
        }

        return true;
    }

    private static bool IsNew(ITypeSymbol type, IOperation creation) =>
        KnownTypes.StorageOf(type) is { Form: not BufferForm.Scalar }
        && (Sizes(creation) is { Count: > 0 } || Listed(creation) is { Count: > 0 } || Copied(creation) is not null);

    /// <summary>The array that is created; null if it is refused.</summary>
    /// <param name="type">What it is taken as.</param>
    /// <param name="name">Its name.</param>
    /// <param name="creation">What creates it.</param>
    /// <param name="output">Where it is declared and filled.</param>
    /// <param name="local">The local that it is the value of, if it is one's.</param>
    private View? New(
        ITypeSymbol type,
        string name,
        IOperation creation,
        List<Statement> output,
        ILocalSymbol? local = null
    )
    {
        ScalarType element = KnownTypes.StorageOf(type)!.Value.Element;
        if (Copied(creation) is { } original)
        {
            return CopyOf(original, name, element, output);
        }

        IReadOnlyList<IOperation> sizes = Sizes(creation) ?? [];
        List<IndexExpr?> extents = Listed(creation) is { } listed
            ? [IndexExpr.Constant(listed.Count)]
            : sizes.Select(s => Index(s) is { } size ? Now(size) : null).ToList();
        if (extents.Contains(null))
        {
            return null;
        }

        if (extents is [{ } length] && Longest(length) is { } longest)
        {
            View part = Array(name, element, [longest], output) with { Start = IndexExpr.Zero, Length = length };
            if (length.Terms.Any(t => t.Coefficient < 0 || t.Atoms.Any(a => a is ScalarAtom)))
            {
                // C# throws where the length is negative.
                output.Add(new SliceCheck(part.Buffer, IndexExpr.Zero, length, part.Buffer.Extent(0)));
            }

            output.Add(ForEach(part, at => new Assign(at, element.Zero())));
            return part;
        }

        int varying = extents.FindIndex(e => e!.AllAtoms().Any(a => a is LoopAtom or ElementAtom));
        if (varying >= 0)
        {
            return Refuse<View>(
                sizes[varying],
                Diagnostics.Rules.UnsupportedLocal,
                name,
                $"of a size '{Text(sizes[varying])}' that is not known on entry",
                "make it as large as it ever gets, from sizes and integer parameters"
            );
        }

        EquatableArray<IndexExpr> shape = extents.Select(e => e!).ToEquatableArray();
        View view =
            (local is null ? null : Row(local, creation, element, shape, output))
            ?? Array(name, element, shape, output);
        output.Add(ForEach(view, at => new Assign(at, element.Zero())));
        AddElements(view, creation, output);
        return view;
    }

    /// <summary>An array that is created as an argument, before the statement with the call.</summary>
    private View? NewArgument(IOperation value, IParameterSymbol parameter) =>
        _isConditional
            ? Refuse<View>(
                value,
                Diagnostics.Rules.UnsupportedExpression,
                Text(value),
                "whether it is created depends on data. Give it a name in a statement of its own."
            )
            : New(parameter.Type, parameter.Name, value, _before);

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
    private View Array(string name, ScalarType element, EquatableArray<IndexExpr> shape, List<Statement> output)
    {
        Buffer buffer = scope.Array(name, element, shape);
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

    /// <summary>The elements of <c>[a, b]</c>; null where it is none, or has other collections in it.</summary>
    private static IReadOnlyList<IOperation>? Listed(IOperation creation) =>
        creation switch
        {
            IParenthesizedOperation inner => Listed(inner.Operand),
            IConversionOperation conversion => Listed(conversion.Operand),
            ICollectionExpressionOperation { Elements: var elements } when !elements.Any(e => e is ISpreadOperation) =>
                elements,
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

    /// <summary><c>new[] { a, b }</c>, <c>[a, b]</c>.</summary>
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
            case ICollectionExpressionOperation { Elements: var values }:
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
