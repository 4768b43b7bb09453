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
                (double Value, double Slope) at = Call(0, active);
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
                }
            }

            (double Value, double Slope) Call(double step, int active)
            {
                object result = method.Invoke(
                    null,
                    [.. types.Select((_, i) => Number(point[i] + (i == active ? step : 0), i == active ? 1 : 0))]
                )!;
                return ((double)_dual.GetField("V")!.GetValue(result)!, (double)_dual.GetField("D")!.GetValue(result)!);
            }
        }

        Assert.NotEqual(0, judged);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_tape_has_the_same_derivatives(string function)
    {
        string[] parts = function.Split(' ');
        Type[] types = [.. Enumerable.Repeat(_dual, parts[1][0] - '0')];
        MethodInfo method = _assembly.GetType("DualMath")!.GetMethod(parts[0], types)!;
        Type tape = _assembly.GetType("Tape")!;
        for (int active = 0; active < types.Length; active++)
        {
            tape.GetMethod("Start")!.Invoke(null, null);
            object place = tape.GetMethod("Input")!.Invoke(null, null)!;
            object[] arguments =
            [
                .. types.Select(
                    (_, i) =>
                        i == active
                            ? Activator.CreateInstance(_dual, 0.8, 1.0, place)!
                            : Number(0.8 * (i + active == 1 ? 0.9 : 1.4), 0)
                ),
            ];
            object result = method.Invoke(null, arguments)!;
            double[] adjoints = new double[(int)tape.GetProperty("Length")!.GetValue(null)!];
            adjoints[(int)_dual.GetField("Place")!.GetValue(result)!] = 1;
            object reversed = tape.GetMethod("Reverse")!.Invoke(null, [adjoints, false])!;
            tape.GetMethod("Stop")!.Invoke(null, null);

            double slope = (double)_dual.GetField("D")!.GetValue(result)!;
            double summed = ((double[])reversed)[(int)place];
            Assert.True(
                (double.IsNaN(slope) && double.IsNaN(summed)) || Math.Abs(slope - summed) <= 1e-12,
                $"{function}: {summed} for {slope}"
            );
        }
    }

    private static object Number(double value, double slope) => Activator.CreateInstance(_dual, value, slope)!;

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
