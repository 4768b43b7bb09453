using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary><c>stackalloc double[n]</c>, for which there is no operation of its own: its size and elements are its children.</summary>
internal static class StackAllocation
{
    public static bool Is(SyntaxNode syntax) =>
        syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax;

    public static IReadOnlyList<IOperation>? Sizes(IOperation creation) =>
        creation.ChildOperations.FirstOrDefault() is { } size && KnownTypes.IsInteger(size.Type) ? [size] : null;

    public static IReadOnlyList<IOperation> Elements(IOperation creation) =>
        creation
            .ChildOperations.Skip(1)
            .SelectMany(child =>
                child is IArrayInitializerOperation list ? (IEnumerable<IOperation>)list.ElementValues : [child]
            )
            .ToList();
}
