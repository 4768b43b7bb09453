using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>What is copied to a new array, <c>(double[])x.Clone()</c> or <c>s.ToArray()</c>; else null.</summary>
    private static IOperation? Copied(IOperation creation) =>
        WithoutConversions(creation) is IInvocationOperation call ? Original(call) : null;

    private static IOperation? Original(IInvocationOperation call)
    {
        ITypeSymbol type = call.TargetMethod.ContainingType;
        bool isClone = call.TargetMethod.Name == "Clone" && type.IsSystem("Array");
        bool isArray =
            call.TargetMethod.Name == "ToArray" && (type.IsSystem("Span", 1) || type.IsSystem("ReadOnlySpan", 1));
        return
            (isClone || isArray)
            && KnownTypes.StorageOf(call.Instance?.Type) is { Form: not BufferForm.Scalar, Element: var element }
            && element != ScalarType.Bool
            ? WithoutConversions(call.Instance!)
            : null;
    }

    /// <summary>A new array with the same elements.</summary>
    private View? CopyOf(IOperation original, string name, ScalarType element, List<Statement> output)
    {
        if (Elements(original) is not { } from)
        {
            return null;
        }

        LookAt(original, from);
        EquatableArray<IndexExpr> shape = Enumerable
            .Range(0, from.Rank)
            .Select(axis => Now(from.Extent(axis)))
            .ToEquatableArray();
        if (shape.Any(extent => extent.AllAtoms().Any(a => a is LoopAtom or ElementAtom)))
        {
            return Refuse<View>(
                original,
                Rules.UnsupportedLocal,
                name,
                $"as long as '{Text(original)}', which is not known on entry",
                "make it as large as it ever gets, from sizes and integer parameters, and copy with 'CopyTo'"
            );
        }

        View copy = Array(name, element, shape, output);
        output.Add(ForEach(copy, to => new Assign(to, Copied(from.At(to.Subscripts)))));
        return copy;
    }
}
