using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

/// <summary>What computes by other means than the loop language is refused on the expression itself.</summary>
public class ForeignConstructTests
{
    [Theory]
    // LINQ and lambdas over active values.
    [InlineData("x[0] = {|NG0017:System.Linq.Enumerable.Sum(x)|} * a;")]
    [InlineData("x[0] = {|NG0017:((System.Func<float, float>)(v => v * v))(a)|};")]
    // What is bound at run time.
    [InlineData("dynamic {|NG0014:d|} = a; x[0] = (float){|NG0022:d|};")]
    [InlineData("x[0] = (float){|NG0022:typeof(System.MathF).GetMethod(\"Abs\").Invoke(null, new object[] { a })|};")]
    [InlineData("if ({|NG0017:c.Compare(x[0], a)|} > 0) x[0] = a;")]
    // Exceptions as control flow.
    [InlineData("{|NG0011:try|} { x[0] = a; } catch (System.Exception) { x[0] = 0; }")]
    // Truth values in arrays.
    [InlineData("if ({|NG0024:mask[0]|}) x[0] = a;")]
    public Task Statements(string statements) =>
        Marked.Members(
            $$"""
            [Differentiable]
            static void M(float[] x, float a, System.Collections.Generic.IComparer<float> c, bool[] mask)
            {
                {{statements}}
            }
            """
        );

    [Fact]
    public Task Iterators() =>
        Marked.Members(
            "[Differentiable] static {|NG0006:System.Collections.Generic.IEnumerable<float>|} M(float[] x) { {|NG0011:yield|} return x[0]; }"
        );

    [Fact]
    public async Task Truth_values_in_arrays_are_to_be_integers() =>
        Assert.Contains(
            "Take an array of integers, and compare its elements with 0.",
            await Marked.Message("[Differentiable] static void M(float[] x, bool[] f) { if (f[0]) x[0] = 1; }")
        );
}
