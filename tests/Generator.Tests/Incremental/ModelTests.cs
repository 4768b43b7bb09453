using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NeuralGen.Generator.IR;
using Xunit;

namespace NeuralGen.Generator.Tests.Incremental;

/// <summary>A syntax node or symbol in a cached model would keep a whole compilation alive, and make it equal to none.</summary>
public class ModelTests
{
    private static readonly Assembly Generator = typeof(DifferentiableGenerator).Assembly;

    [Theory]
    [InlineData(typeof(DifferentiableGenerator.Parsed))]
    [InlineData(typeof(DifferentiableGenerator.Source))]
    [InlineData(typeof(NeuralGen.Generator.Parsing.ParseResult))]
    [InlineData(typeof(Derivative))]
    public void No_Roslyn_type_is_reachable(Type model) =>
        Assert.DoesNotContain(
            Reachable(model),
            t => t.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true
        );

    [Theory]
    [InlineData(typeof(DifferentiableGenerator.Parsed))]
    [InlineData(typeof(DifferentiableGenerator.Source))]
    public void All_of_it_is_value_equal_and_immutable(Type model)
    {
        foreach (Type type in Reachable(model).Where(t => t.Assembly == Generator && !t.IsEnum && !t.IsArray))
        {
            Assert.Contains(typeof(IEquatable<>).MakeGenericType(type), type.GetInterfaces());
            // A key follows from the rest, is found out once, and plays no part in equality.
            Assert.All(Fields(type), f => Assert.True(f.IsInitOnly || f.Name == "_key", $"{type}.{f.Name}"));
            Assert.False(
                !type.IsGenericType && Fields(type).Any(f => f.FieldType.IsArray),
                $"{type} holds an array, which is equal to itself alone"
            );
        }
    }

    [Fact]
    public void Findings_are_positioned_relative_to_their_method()
    {
        const string method = "public partial class C { [Differentiable] static float M(float a, string s) => a % 2; }";
        var first = Parsing.Parsing.ParseAll(Parsing.Parsing.Usings + method)[0];
        var second = Parsing.Parsing.ParseAll(Parsing.Parsing.Usings + "\n\n\n" + method)[0];
        Assert.NotEmpty(first.Findings);
        Assert.Equal(first, second);
    }

    private static HashSet<Type> Reachable(Type root)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>([root]);
        while (open.TryPop(out Type? type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            IEnumerable<Type> next = type.IsGenericType ? type.GetGenericArguments() : [];
            if (type.HasElementType)
            {
                next = next.Append(type.GetElementType()!);
            }

            if (type.Assembly == Generator)
            {
                next = next.Concat(Fields(type).Select(f => f.FieldType))
                    .Concat(Generator.GetTypes().Where(t => t != type && type.IsAssignableFrom(t)));
            }

            foreach (Type t in next)
            {
                open.Push(t);
            }
        }

        return seen;
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            foreach (
                FieldInfo field in t.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                yield return field;
            }
        }
    }
}
