using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NeuralGen.CompilerServices.V1;
using Xunit;

namespace NeuralGen.Tests.Kernels;

/// <summary>A lane of every width equals the scalar to the last bit, whatever its neighbours are.</summary>
public class LanesWidthTests
{
    // Functions of scalars; reductions across lanes are none.
    public static TheoryData<string> Names =>
        [
            .. typeof(Lanes)
                .GetMethods(BindingFlags.Static | BindingFlags.Public)
                .Where(m => m.GetParameters()[0].ParameterType == typeof(double))
                .Select(m => m.Name)
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_lane_equals_the_scalar(string name)
    {
        Check(name, typeof(Vector128<>), Arguments.SpecialSingles, x => (float)x);
        Check(name, typeof(Vector256<>), Arguments.SpecialSingles, x => (float)x);
        Check(name, typeof(Vector512<>), Arguments.SpecialSingles, x => (float)x);
        Check(name, typeof(Vector128<>), Arguments.SpecialDoubles, x => x);
        Check(name, typeof(Vector256<>), Arguments.SpecialDoubles, x => x);
        Check(name, typeof(Vector512<>), Arguments.SpecialDoubles, x => x);
    }

    [Fact]
    public void Files_for_the_widths_differ_in_their_aliases_only()
    {
        string folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/Runtime/Kernels/Elementary");
        foreach (string kind in new[] { "Single", "Double" })
        {
            string Body(int width)
            {
                string text = File.ReadAllText(Path.Combine(folder, $"Lanes.{kind}{width}.cs"));
                return text[text.IndexOf("namespace", StringComparison.Ordinal)..];
            }
            Assert.Equal(Body(512), Body(256));
            Assert.Equal(Body(512), Body(128));
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static void Check<T>(string name, Type vector, T[] special, Func<double, T> convert)
        where T : unmanaged
    {
        Type type = vector.MakeGenericType(typeof(T));
        int arity = typeof(Lanes).GetMethods().First(m => m.Name == name).GetParameters().Length;
        MethodInfo wide = typeof(Lanes).GetMethod(name, Enumerable.Repeat(type, arity).ToArray())!;
        MethodInfo scalar = typeof(Lanes).GetMethod(name, Enumerable.Repeat(typeof(T), arity).ToArray())!;
        Assert.NotNull(wide);
        Assert.NotNull(scalar);
        var random = new Random(name.Length * 31 + arity);
        int size = Marshal.SizeOf<T>();
        int lanes =
            (
                vector == typeof(Vector128<>) ? 16
                : vector == typeof(Vector256<>) ? 32
                : 64
            ) / size;
        for (int round = 0; round < 150; round++)
        {
            T[][] inputs = Enumerable.Range(0, arity).Select(_ => Inputs(random, special, convert, lanes)).ToArray();
            object result = wide.Invoke(null, inputs.Select(v => Vector(type, v)).ToArray())!;
            T[] actual = Elements<T>(result, lanes);
            for (int i = 0; i < lanes; i++)
            {
                var expected = (T)scalar.Invoke(null, inputs.Select(v => (object)v[i]).ToArray())!;
                Assert.True(
                    Bits(expected) == Bits(actual[i]),
                    $"{type.Name} {name}({string.Join(", ", inputs.Select(v => v[i]))}) = {actual[i]}, scalar {expected}"
                );
            }
        }
    }

    private static T[] Inputs<T>(Random random, T[] special, Func<double, T> convert, int lanes)
    {
        bool mixed = random.Next(2) == 0;
        double scale = Math.Pow(10, random.Next(-3, 4));
        return Enumerable
            .Range(0, lanes)
            .Select(_ =>
                mixed && random.Next(3) == 0
                    ? special[random.Next(special.Length)]
                    : convert((random.NextDouble() * 2 - 1) * scale)
            )
            .ToArray();
    }

    private static object Vector<T>(Type type, T[] values)
        where T : unmanaged =>
        type.GetGenericTypeDefinition() == typeof(Vector128<>) ? Vector128.Create(values)
        : type.GetGenericTypeDefinition() == typeof(Vector256<>) ? Vector256.Create(values)
        : Vector512.Create(values);

    private static T[] Elements<T>(object vector, int lanes)
        where T : unmanaged
    {
        var result = new T[lanes];
        switch (vector)
        {
            case Vector128<T> v:
                v.CopyTo(result);
                break;
            case Vector256<T> v:
                v.CopyTo(result);
                break;
            case Vector512<T> v:
                v.CopyTo(result);
                break;
        }
        return result;
    }

    /// <summary>The bits, every NaN being the same.</summary>
    private static long Bits<T>(T value) =>
        value switch
        {
            float f => float.IsNaN(f) ? long.MinValue : BitConverter.SingleToInt32Bits(f),
            double d => double.IsNaN(d) ? long.MinValue + 1 : BitConverter.DoubleToInt64Bits(d),
            _ => throw new NotSupportedException(),
        };
}
