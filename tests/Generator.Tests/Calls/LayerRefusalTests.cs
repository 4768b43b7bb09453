using System.Threading.Tasks;
using NeuralGen.Generator.Tests.Refusals;
using Xunit;

namespace NeuralGen.Generator.Tests.Calls;

/// <summary>Objects whose methods and tensors are not followed, and where that is said.</summary>
public class LayerRefusalTests
{
    private const string Open = """
        public class Part
        {
            private readonly Tensor<float> _hidden = Tensor<float>.Parameter(2);
            public readonly Tensor<float> Shown = Tensor<float>.Parameter(2);
            public float Rate = 1;
            public Part Me => this;
            public virtual float Open(float v) => v * Shown[0];
            public float Sees(float v) => v * _hidden[0];
            public float Writes(float v) { Shown[0] = v; return v; }
            public float Counts(float v) { Rate += 1; return v; }
            public float Field { get => field; } = 2;
            public float Loops(float v) => v > 1 ? Loops(v / 2) : v;
        }
        public class Derived : Part { public new readonly Tensor<float> Shown = Tensor<float>.Parameter(2); public float Base() => base.Open(1); }
        public interface IPart { float Apply(float v); }
        """;

    [Theory]
    [InlineData("return {|NG0017:_part.Open(a)|};")]
    [InlineData("return {|NG0020:_part.Sees(a)|};")]
    [InlineData("return {|NG0019:_part.Writes(a)|};")]
    [InlineData("return {|NG0019:_part.Counts(a)|};")]
    [InlineData("return {|NG0020:_part.Field|} * a;")]
    [InlineData("return {|NG0017:_part.Loops(a)|};")]
    [InlineData("return {|NG0020:_part.Me|}.Shown[0] * a;")]
    [InlineData("return {|NG0020:_part.Me|}.Loops(a);")]
    [InlineData("return {|NG0017:_parts[n].Loops(a)|};")]
    [InlineData("return {|NG0020:_parts[n].Shown|}[0] * a;")]
    [InlineData("return {|NG0017:_interface.Apply(a)|};")]
    [InlineData("return {|NG0020:s_part|}.Shown[0] * a;")]
    [InlineData("{|NG0019:_part.Shown[0]|} = a; return a;")]
    [InlineData("{|NG0019:_part.Rate|} = a; return a;")]
    [InlineData("Part {|NG0014:p|} = _part; {|NG0022:p|} = _other; return {|NG0020:p.Shown|}[0] * a;")]
    [InlineData("Part {|NG0014:p|} = n > 0 ? _part : _other; return a;")]
    [InlineData("return _derived.Shown[0] * {|NG0020:((Part)_derived).Shown|}[0] * a;")]
    [InlineData("return {|NG0020:_derived.Sees(a)|};")]
    [InlineData("return Of({|NG0022:n > 0 ? _part : _other|}, a); static float Of(Part p, float v) => p.Shown[0] * v;")]
    [InlineData("return Of({|NG0022:_part|}, _other); static float Of(Part p, Part q) { p = q; return p.Shown[0]; }")]
    [InlineData("return {|NG0020:given.Rate|} * a;")]
    [InlineData("{|NG0019:given|} = _part; return {|NG0022:given|}.Shown[0] * a;")]
    [InlineData("return given.Shown[0] * a * fixedPart.Rate;")]
    public Task Objects_that_are_not_known(string statements) =>
        Marked.Source(
            $$"""
            {{Open}}
            public partial class C
            {
                private static Part s_part = new();
                private readonly Part _part = new(), _other = new();
                private readonly Derived _derived = new();
                private readonly Part[] _parts = [];
                private readonly IPart _interface = null!;
                [Differentiable] public float M(float a, int n, Part given, [NoGrad] Part fixedPart) { {{statements}} }
            }
            """
        );
}
