using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;
using NeuralGen.Generator.Tests.Harness;
using Xunit;

namespace NeuralGen.Generator.Tests.Oracles;

/// <summary>The oracle's own derivatives, against differences of its own values.</summary>
public class DualSourceTests
{
    private static readonly Assembly _assembly = Load();
    private static readonly Type _dual = _assembly.GetType("Dual")!;

    public static TheoryData<string> Functions() =>
        [
            .. _assembly
                .GetType("DualMath")!
                .GetMethods()
                .Where(m => m.ReturnType == _dual && m.GetParameters().All(p => p.ParameterType == _dual))
                .Select(m => $"{m.Name} {m.GetParameters().Length}")
                .Where(name => name != "Stop 1"),
        ];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Derivatives_are_what_differences_show(string function)
    {
        string[] parts = function.Split(' ');
        Type[] types = [.. Enumerable.Repeat(_dual, parts[1][0] - '0')];
        MethodInfo method = _assembly.GetType("DualMath")!.GetMethod(parts[0], types)!;
        int judged = 0;
        foreach (double x in new[] { -1.7, -0.6, 0.35, 0.8, 2.3 })
        {
            double[] point = [x, 0.9 * Math.Abs(x), 1.4 * Math.Abs(x)];
            for (int active = 0; active < types.Length; active++)
            {
                (double Value, double Slope, double Taped) at = Call(0, active);
                if (double.IsFinite(at.Value) && double.IsFinite(at.Slope))
                {
                    judged++;
                    Verdict verdict = Difference.Check(
                        step => Call(step, active).Value,
                        at.Slope,
                        Math.Abs(at.Slope),
                        Math.Abs(at.Value)
                    );
                    Assert.True(verdict.Holds, $"{function} at {x}: {at.Slope}, differences {verdict.Estimates}");
                    Assert.Equal(at.Slope, at.Taped, 1e-12 * (1 + Math.Abs(at.Slope)));
                }
            }

            (double Value, double Slope, double Taped) Call(double step, int active)
            {
                OfTape("Start");
                int input = (int)OfTape("Input")!;
                object result = method.Invoke(
                    null,
                    [
                        .. types.Select(
                            (_, i) => i == active ? Number(point[i] + step, 1, input) : Number(point[i], 0, 0)
                        ),
                    ]
                )!;
                double[] adjoints = new double[(int)OfTape("get_Length")!];
                adjoints[(int)_dual.GetField("Place")!.GetValue(result)!] = 1;
                double[] reversed = (double[])OfTape("Reverse", adjoints, false)!;
                OfTape("Stop");
                return (
                    (double)_dual.GetField("V")!.GetValue(result)!,
                    (double)_dual.GetField("D")!.GetValue(result)!,
                    reversed[input]
                );
            }
        }

        Assert.NotEqual(0, judged);
    }

    private static object Number(double value, double slope, int place) =>
        Activator.CreateInstance(_dual, value, slope, place)!;

    private static object? OfTape(string member, params object[] arguments) =>
        _assembly.GetType("Tape")!.GetMethod(member)!.Invoke(null, arguments);

    private static Assembly Load()
    {
        var image = new MemoryStream();
        CSharpCompilation
            .Create(
                "DualSource",
                [CSharpSyntaxTree.ParseText(DualSource.Text, new CSharpParseOptions(LanguageVersion.Preview))],
                References.All,
                new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary)
            )
            .Emit(image);
        image.Position = 0;
        return new AssemblyLoadContext("dual source").LoadFromStream(image);
    }
}
