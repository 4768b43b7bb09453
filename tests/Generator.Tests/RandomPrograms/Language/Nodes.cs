using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>What a part of a program consists of: statements, values, conditions, integers and their names.</summary>
internal static class Nodes
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _properties = new();

    /// <summary>The part and everything in it, the bodies of helpers included.</summary>
    public static IEnumerable<object> In(object? part)
    {
        if (part is null)
        {
            yield break;
        }

        yield return part;
        foreach (object node in Children(part).SelectMany(In))
        {
            yield return node;
        }
    }

    public static IEnumerable<object> Children(object part) =>
        part switch
        {
            string => [],
            IEnumerable items => items.Cast<object>(),
            Statement or Value or Condition or Integer or Scaled => Properties(part.GetType())
                .Select(p => p.GetValue(part))
                .OfType<object>(),
            _ => [],
        };

    private static PropertyInfo[] Properties(Type type) =>
        _properties.GetOrAdd(type, t => [.. t.GetProperties().Where(p => p.GetIndexParameters().Length == 0)]);
}
