using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

public class StatementTests
{
    [Theory]
    [InlineData("{|NG0011:foreach|} (ref float v in x.AsSpan()) y[0] = a;")]
    [InlineData("{|NG0011:goto|} end; {|NG0011:end|}: ;")]
    [InlineData("{|NG0011:try|} { x[0] = 1; } finally { }")]
    [InlineData("{|NG0011:lock|} (s) { }")]
    [InlineData("{|NG0011:using|} (System.IO.Stream t = null) { }")]
    [InlineData("int k = 0; {|NG0011:(k, x[k]) = (1, 2)|}; x[k] = a;")]
    [InlineData("{|NG0011:x[0] %= 2|};")]
    [InlineData("{|NG0011:_|} = a;")]
    public Task Statements(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("switch ({|NG0024:s.Trim()|}) { case \"a\": x[0] = 1; break; }")]
    [InlineData("switch (a) { case {|NG0024:float.NaN|}: x[0] = 1; break; }")]
    [InlineData("switch (n) { case {|NG0024:var k|} when k > 1: x[0] = a; break; }")]
    [InlineData("x[0] = {|NG0016:n switch { 1 => a, 2 => 2 * a }|};")]
    public Task Choices(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("decimal {|NG0014:m|} = 0; x[0] = a;")]
    [InlineData("var t = x; if (flag) {|NG0014:t = new float[3]|}; t[0] = a;")]
    [InlineData("Span<float> t = x; for (int i = 0; i < n; i++) { {|NG0014:t = y|}; t[0] = a; }")]
    [InlineData(
        "var t = x; var u = new float[n]; for (int i = 0; i < n; i++) { u[i] = t[i]; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[5]; for (int i = 0; i < n; i++) { u[i] = t[i]; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int i = 0; i < n; i++) { {|NG0014:(t, u) = (u, t)|}; u[i] = a; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int i = 0; i < n; i++) if (flag) {|NG0014:(t, u) = (u, t)|};"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int k = 0; k < n; k++) for (int i = 0; i < n; i++) { u[i] = a; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; void Turn() { (t, u) = (u, t); } for (int i = 0; i < n; i++) { u[i] = a; {|NG0014:Turn()|}; }"
    )]
    [InlineData("ref int {|NG0014:r|} = ref idx[0]; x[1] = a;")]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int i = 0; i < n; i++) { if (i == 3) break; u[i] = a; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int i = 0; i < n; i++) { if (i == 3) continue; u[i] = a; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int i = 0; i < n; i++) { if (i == 3) return; u[i] = a; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int i = 0; i < n; i++) { u[i] = a; i++; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; for (int i = 0; i < n && flag; i++) { u[i] = a; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData(
        "var t = new float[n]; var u = new float[n]; int i = 0; while (i < n) { u[i] = a; i++; {|NG0014:(t, u) = (u, t)|}; }"
    )]
    [InlineData("var t = x; var u = x; for (int i = 0; i < n; {|NG0014:t = u|}) { t[i] = a; i++; }")]
    [InlineData("var t = new float[n]; switch (n) { case 1: {|NG0014:t = x|}; break; } t[0] = a;")]
    [InlineData("int k = 1; if (flag) k = n; var t = new float[{|NG0014:k|}]; t[0] = a;")]
    [InlineData("int k = 1; for (int i = 0; i < n; i++) { var t = new float[{|NG0014:k|}]; t[0] = a; k += 2; }")]
    [InlineData("short {|NG0014:k|} = 2; x[0] = a;")]
    [InlineData("float? {|NG0014:v|} = a; x[0] = a;")]
    [InlineData("Func<float, float> {|NG0014:f|} = v => v; x[0] = a;")]
    public Task Locals(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("{|NG0019:X|} = null; x[0] = a;")]
    [InlineData("{|NG0019:y|} = x; x[0] = a;")]
    [InlineData("{|NG0019:idx[0]|} = 2; x[0] = a;")]
    [InlineData("{|NG0019:idx[n]|} += 2; x[0] = a;")]
    public Task Constants_that_are_written(string statements) => Marked.Body(statements);

    [Fact]
    public Task Members_that_are_written() =>
        Marked.Members(
            """
            float scale; Tensor<float> W; Tensor<float> V { get; set; } float[] c;
            [Differentiable]
            void M(float[] x)
            {
                {|NG0019:scale|} = 1;
                {|NG0019:this.scale|} += x[0];
                {|NG0019:W[0, 0]|} = x[0];
                {|NG0019:V|} = W;
                {|NG0019:c[0]|} *= 2;
            }
            """
        );
}
