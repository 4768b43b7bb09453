using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>The names that a part of a program mentions and does not declare: buffers, indices, sizes and numbers.</summary>
internal static class FreeNames
{
    public static SortedSet<string> In(object? part)
    {
        var names = new SortedSet<string>(Mentioned(part), System.StringComparer.Ordinal);
        names.ExceptWith(Declared(part));
        return names;
    }

    private static IEnumerable<string> Mentioned(object? part) =>
        part switch
        {
            null => [],
            HelperCall call => call.Arguments.SelectMany(Mentioned).Concat(OfHelper(call)),
            Call function => function.Arguments.SelectMany(Mentioned),
            ThroughDouble wide => Mentioned(wide.Operand),
            _ => Own(part).Concat(Nodes.Children(part).SelectMany(Mentioned)),
        };

    private static SortedSet<string> OfHelper(HelperCall call)
    {
        SortedSet<string> names = In(new object?[] { call.Body, call.Result }.OfType<object>());
        names.ExceptWith(call.Numbers);
        return names;
    }

    private static IEnumerable<string> Own(object part) =>
        part switch
        {
            Read read => [read.Buffer],
            Element element => [element.Array],
            Foreach loop => [loop.Buffer],
            Variable variable => [variable.Name],
            FlagParameter flag => [flag.Name],
            Scaled scaled => [scaled.Name],
            Product product => [product.Left, product.Right],
            DeclareArray { Like: { } other } => [other],
            DeclareArray array => array.Sizes,
            Counter counter => [counter.Name],
            Truth truth => [truth.Name],
            Exchange exchange => [exchange.Left, exchange.Right],
            Advance advance => [advance.Name],
            SetTruth set => [set.Name],
            _ => [],
        };

    private static IEnumerable<string> Declared(object? part) =>
        part switch
        {
            null or HelperCall => [],
            Declare declare => Declared(declare.Value).Prepend(declare.Name),
            DeclareArray array => [array.Name],
            DeclareCounter counter => [counter.Name],
            DeclareTruth truth => [truth.Name],
            Loop loop => Declared(loop.Body).Prepend(loop.Index),
            Foreach loop => Declared(loop.Body).Prepend(loop.Name),
            _ => Nodes.Children(part).SelectMany(Declared),
        };
}
