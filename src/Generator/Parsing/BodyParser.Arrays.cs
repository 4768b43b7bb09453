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
            KnownTypes.StorageOf(local.Type) is not { IsActive: true, Form: not BufferForm.Scalar } storage
            || Sizes(initializer) is not { Count: > 0 } sizes
        )
        {
            return false;
        }

        List<IndexExpr?> extents = sizes.Select(Index).ToList();
        if (extents.Contains(null))
        {
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

        // Whatever the user calls it, it is private storage: an array.
        Buffer buffer = scope.Declare(local, local.Name, storage.Element, extents.Select(e => e!).ToEquatableArray());
        _depths.Add(buffer, _loops.Count);
        output.Add(new Declare(buffer));
        output.Add(Zeros(buffer));
        AddElements(buffer, initializer, output);
        return true;
    }

    /// <summary>The sizes that a creation is given; null where it is none.</summary>
    private static IReadOnlyList<IOperation>? Sizes(IOperation? creation) =>
        creation switch
        {
            IParenthesizedOperation inner => Sizes(inner.Operand),
            // An array taken as a span.
            IConversionOperation conversion => Sizes(conversion.Operand),
            IArrayCreationOperation { Type: IArrayTypeSymbol { IsSZArray: true } } array => array.DimensionSizes,
            IObjectCreationOperation
            {
                Arguments: [{ Value: IArrayCreationOperation { Initializer: { } shape } }]
            } tensor when KnownTypes.StorageOf(tensor.Type) is { Form: BufferForm.Tensor } => shape.ElementValues,
            _ => null,
        };

    private Statement Zeros(Buffer buffer)
    {
        List<LoopIndex> indices = buffer.Extents.Select(_ => scope.FreshLoop(names.Fresh("k"))).ToList();
        Statement zeros = new Assign(
            new Access(buffer, indices.Select(IndexExpr.Of).ToEquatableArray()),
            buffer.Element.Zero()
        );
        for (int axis = indices.Count - 1; axis >= 0; axis--)
        {
            zeros = new For(indices[axis], IndexExpr.Zero, buffer.Extents[axis], 1, [zeros]);
        }

        return zeros;
    }

    /// <summary><c>new[] { a, b }</c>.</summary>
    private void AddElements(Buffer buffer, IOperation? creation, List<Statement> output)
    {
        switch (creation)
        {
            case IParenthesizedOperation inner:
                AddElements(buffer, inner.Operand, output);
                break;
            case IConversionOperation conversion:
                AddElements(buffer, conversion.Operand, output);
                break;
            case IArrayCreationOperation { Initializer.ElementValues: var values }:
                for (int i = 0; i < values.Length; i++)
                {
                    if (Expression(values[i]) is { } value)
                    {
                        output.Add(new Assign(new Access(buffer, [IndexExpr.Constant(i)]), value));
                    }
                }

                break;
        }
    }
}
