using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NeuralGen.Generator.Tests.Harness;
using NeuralGen.Generator.Tests.Oracles;
using Xunit;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>
/// A program as a numerical programmer writes it, with a method that returns a number. Its generated forward pass must be the method,
/// and its gradient what differences show, element by element and along random directions, scheduled and unscheduled.
/// </summary>
internal sealed class RealProgram
{
    private const int ElementsChecked = 24;
    private const int Directions = 6;

    private static readonly ConcurrentDictionary<(string, Generation), Lazy<Compiled>> _compiled = [];

    private readonly object[] _values;
    private readonly Glue _glue;
    private readonly Random _random = new(3);
    private readonly List<double[]> _gradients;

    private RealProgram(string source, string method, object[] values)
    {
        _values = values;
        _glue = Glue.For(source, method);
        Unscheduled = Compile(source, Generation.Unscheduled);
        Gradients(Unscheduled);
        Scheduled = Compile(source, Generation.Scheduled);
        _gradients = Gradients(Scheduled);
    }

    /// <summary>What a user gets.</summary>
    public Compiled Scheduled { get; }

    private Compiled Unscheduled { get; }

    /// <summary>What the method returns.</summary>
    public double Result { get; private set; }

    /// <summary>Compiles the program and checks its method at the given arguments.</summary>
    /// <param name="source">Types, without usings.</param>
    /// <param name="method">The name of the <c>[Differentiable]</c> method.</param>
    /// <param name="values">Its arguments; an array for a span. They are not changed.</param>
    public static RealProgram Check(string source, string method, params object[] values) =>
        new($"using System;\nusing NeuralGen;\n{source}", method, values);

    /// <summary>The gradient of the parameter of this name, flat.</summary>
    public double[] Gradient(string parameter) =>
        _gradients[_glue.Parameters.Index().Single(p => p.Item.Name == parameter).Index];

    /// <summary>Another method of the same program at other arguments.</summary>
    public T Call<T>(string type, string method, params object[] arguments) =>
        (T)Scheduled.Call(type, method, arguments)!;

    private Compiled Compile(string source, Generation generation)
    {
        string text = source + "\n" + _glue.Text;
        return _compiled
            .GetOrAdd(
                (text, generation),
                _ => new Lazy<Compiled>(() =>
                {
                    Attempt attempt = Compiler.Try([text], generation: generation);
                    return attempt.Diagnostics.IsEmpty
                        ? Compiled.Load(attempt)
                        : throw new Xunit.Sdk.XunitException(Refusals(source) + Failures.Describe(attempt));
                })
            )
            .Value;
    }

    private static string Refusals(string source) =>
        string.Concat(
            CSharpCompilation
                .Create(
                    "Refused",
                    [
                        CSharpSyntaxTree.ParseText(
                            source,
                            new CSharpParseOptions(LanguageVersion.Preview),
                            "Program0.cs"
                        ),
                    ],
                    References.All,
                    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                )
                .WithAnalyzers([new DifferentiableAnalyzer()])
                .GetAnalyzerDiagnosticsAsync()
                .Result.Select(d => $"{d}\n")
        );

    private List<double[]> Gradients(Compiled compiled)
    {
        var value = compiled.Delegate<Func<object[], double>>("Glue", "Value");
        Result = value(Copies());
        Near(Result, compiled.Delegate<Func<object[], double>>("Glue", "Forward")(Copies()), "forward");
        object[] values = Copies();
        object[] gradients = [.. values.Select(Zero)];
        Near(
            Result,
            compiled.Delegate<Func<object[], object[], double>>("Glue", "Gradient")(values, gradients),
            "gradient's"
        );
        List<double[]> flat = [.. gradients.Select((g, i) => Flat(values[i] is Tensor<double> t ? t.Grad! : g))];
        Differences(value, flat);
        return flat;
    }

    private void Differences(Func<object[], double> value, List<double[]> gradients)
    {
        foreach ((Parameter parameter, int p) in Active())
        {
            int length = gradients[p].Length;
            foreach (int k in Enumerable.Range(0, length).OrderBy(_ => _random.Next()).Take(ElementsChecked))
            {
                Agrees(value, gradients, (q, i) => q == p && i == k ? 1 : 0, $"{parameter.Name}[{k}]");
            }
        }

        for (int d = 0; d < Directions; d++)
        {
            double[][] direction = [.. gradients.Select(g => g.Select(_ => (_random.NextDouble() * 2) - 1).ToArray())];
            Agrees(value, gradients, (p, i) => direction[p][i], $"direction {d}");
        }
    }

    private void Agrees(
        Func<object[], double> value,
        List<double[]> gradients,
        Func<int, int, double> direction,
        string what
    )
    {
        double slope = Active().Sum(p => gradients[p.Index].Select((g, i) => g * direction(p.Index, i)).Sum());
        double At(double step)
        {
            object[] moved = Copies();
            foreach ((_, int p) in Active())
            {
                moved[p] = Moved(moved[p], i => step * direction(p, i));
            }

            return value(moved);
        }

        Verdict verdict = Difference.Check(At, slope, Math.Abs(slope), 1 + Math.Abs(Result));
        Assert.True(
            ReferenceEquals(verdict, Verdict.Agrees),
            $"{what}: the derivative is {slope:R}, differences show {verdict}"
        );
    }

    private IEnumerable<(Parameter Parameter, int Index)> Active() =>
        _glue.Parameters.Select((p, i) => (p, i)).Where(p => p.p.IsActive);

    private object[] Copies() => [.. _values.Select(Copy)];

    private static object Copy(object value) =>
        value switch
        {
            Tensor<double> tensor => Parameter(tensor),
            Array array => array.Clone(),
            _ => value,
        };

    private static Tensor<double> Parameter(Tensor<double> tensor)
    {
        int[] shape = [.. Enumerable.Range(0, tensor.Rank).Select(tensor.Dim)];
        Tensor<double> copy = Tensor<double>.Parameter(shape);
        tensor.AsSpan().CopyTo(copy.AsSpan());
        return copy;
    }

    private static object Zero(object value)
    {
        object zero = value is double ? 0.0 : Copy(value);
        if (zero is Array array)
        {
            Array.Clear(array);
        }

        return zero;
    }

    private static double[] Flat(object value) =>
        value switch
        {
            double number => [number],
            Tensor<double> tensor => tensor.ToArray(),
            Array array and (double[] or double[,] or double[,,]) => [.. array.Cast<double>()],
            double[][] rows => [.. rows.SelectMany(r => r)],
            _ => [],
        };

    private static object Moved(object value, Func<int, double> by)
    {
        switch (value)
        {
            case double number:
                return number + by(0);
            case Tensor<double> tensor:
                Span<double> elements = tensor.AsSpan();
                for (int i = 0; i < elements.Length; i++)
                {
                    elements[i] += by(i);
                }

                return tensor;
            case double[] array:
                return array.Select((v, i) => v + by(i)).ToArray();
            case double[,] matrix:
                for (int i = 0; i < matrix.Length; i++)
                {
                    matrix[i / matrix.GetLength(1), i % matrix.GetLength(1)] += by(i);
                }

                return matrix;
            default:
                throw new ArgumentException($"{value.GetType()} has no elements that move");
        }
    }

    private static void Near(double expected, double actual, string pass) =>
        Assert.True(
            Math.Abs(expected - actual) <= 1e-11 * (1 + Math.Abs(expected)),
            FormattableString.Invariant($"the method returns {expected:R}, the {pass} pass {actual:R}")
        );
}
