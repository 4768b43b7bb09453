using System;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Building;
using NeuralGen.Generator.Tests.RandomPrograms.Language;
using Xunit;

namespace NeuralGen.Generator.Tests.RandomPrograms;

/// <summary>That random programs agree with every oracle says something of what they say.</summary>
public class GrammarTests
{
    private static readonly Lazy<string> _programs = new(() =>
        string.Concat(Enumerable.Range(1, 100).Select(seed => Printer.Print(ProgramBuilder.Build(seed), "P")))
    );

    [Theory]
    [InlineData("for (int i = ")]
    [InlineData("foreach (float ")]
    [InlineData("while (")]
    [InlineData("switch (")]
    [InlineData(") switch { true => ")]
    [InlineData("continue;")]
    [InlineData("break;")]
    [InlineData("return;")]
    [InlineData("throw new ")]
    [InlineData("ref float r0 = ref ")]
    [InlineData("Add(ref ")]
    [InlineData("(float)Math.")]
    [InlineData(".AsSpan(i)[0]")]
    [InlineData(".AsSpan(o + i - ")]
    [InlineData(".Slice(o + ")]
    [InlineData("with { Y = ")]
    [InlineData("(float First, float Second) ")]
    [InlineData("float[,] ")]
    [InlineData("float[][] ")]
    [InlineData("Span<float> ")]
    [InlineData("[NoGrad] ")]
    [InlineData("[Checkpoint] ")]
    [InlineData("Differentiable, Checkpoint")]
    [InlineData("[Derivative(")]
    [InlineData("Wave(")]
    [InlineData("Flatten(")]
    [InlineData("Curve<Bend>(")]
    [InlineData("Turn.Half)")]
    [InlineData("s_layer.H0(")]
    [InlineData("void L0()")]
    [InlineData(" == \"yes\"")]
    [InlineData("++")]
    [InlineData(" << ")]
    [InlineData("/ 2")]
    [InlineData("MathF.Max(")]
    [InlineData("int j = j0 - (i * ")]
    [InlineData("int i = ij / ")]
    public void A_hundred_programs_say(string text) => Assert.Contains(text, _programs.Value, StringComparison.Ordinal);
}
