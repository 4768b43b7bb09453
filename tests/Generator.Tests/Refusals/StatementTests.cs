using System.Threading.Tasks;
using Xunit;

namespace NeuralGen.Generator.Tests.Refusals;

public class StatementTests
{
    [Theory]
    [InlineData("{|NG0011:while|} (flag) { x[0] = 1; }")]
    [InlineData("{|NG0011:do|} { x[0] = 1; } while (flag);")]
    [InlineData("{|NG0011:switch|} (n) { case 1: x[0] = 1; break; }")]
    [InlineData("{|NG0011:foreach|} (ref float v in x.AsSpan()) y[0] = a;")]
    [InlineData("for (int i = 0; i < n; i++) { x[i] = 1; {|NG0011:break|}; }")]
    [InlineData("for (int i = 0; i < n; i++) { {|NG0011:continue|}; }")]
    [InlineData("{|NG0011:goto|} end; {|NG0011:end|}: ;")]
    [InlineData("{|NG0011:try|} { x[0] = 1; } finally { }")]
    [InlineData("{|NG0011:throw|} new Exception();")]
    [InlineData("{|NG0011:lock|} (s) { }")]
    [InlineData("{|NG0011:using|} (System.IO.Stream t = null) { }")]
    [InlineData("{|NG0011:x[0] %= 2|};")]
    [InlineData("{|NG0011:_|} = a;")]
    public Task Statements(string statements) => Marked.Body(statements);

    [Fact]
    public async Task Early_returns()
    {
        await Marked.Body("for (int i = 0; i < n; i++) { {|NG0013:return|}; }");
        await Marked.Members(
            "[Differentiable] static float M(float a) { { {|NG0013:return|} a; } }\n"
                + "[Differentiable] static float N(float a) { return a; }\n"
                + "[Differentiable] static void O(float[] a) { a[0] = 1; return; }"
        );
    }

    [Theory]
    [InlineData("for ({|NG0012:int i = 0, j = 0|}; i < n; i++) x[i] = 1;")]
    [InlineData("for ({|NG0012:float t = 0|}; t < 1; t++) ;")]
    [InlineData("for (int i = 0; i < n; {|NG0012:i *= 2|}) x[i] = 1;")]
    [InlineData("for (int i = 0; i < n; {|NG0012:i += n|}) x[i] = 1;")]
    [InlineData("for (int i = 0; {|NG0012:i != n|}; i++) x[i] = 1;")]
    [InlineData("for (int i = 0; {|NG0012:i < n && i < 5|}; i++) x[i] = 1;")]
    [InlineData("for (int i = 0; {|NG0012:i < n - i|}; i++) x[i] = 1;")]
    [InlineData("for (int i = 0; {|NG0012:i < idx[i]|}; i++) x[i] = 1;")]
    [InlineData("for (int i = 0; {|NG0012:i > n|}; i++) x[i] = 1;")]
    [InlineData("for (int i = 0; {|NG0012:0 < n|}; i++) x[i] = 1;")]
    [InlineData("for (int i = 0; i < {|NG0023:(int)a|}; i++) x[i] = 1;")]
    [InlineData("{|NG0012:for|} (;;) ;")]
    public Task Loop_headers(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("int {|NG0015:k|}; x[0] = 1;")]
    [InlineData("int k = 0; {|NG0015:k|} = 1; x[k] = 1;")]
    [InlineData("int k = 0; {|NG0015:k|}++; x[k] = 1;")]
    [InlineData("int k = 0; {|NG0015:k|} += n; x[k] = 1;")]
    [InlineData("for (int i = 0; i < n; i++) { {|NG0015:i|} = 3; }")]
    public Task Integers_that_change(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("bool {|NG0014:b|} = flag; x[0] = b ? 1 : 0;")]
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
    [InlineData("ref float {|NG0014:r|} = ref x[0]; x[1] = a;")]
    [InlineData("short {|NG0014:k|} = 2; x[0] = a;")]
    [InlineData("float? {|NG0014:v|} = a; x[0] = a;")]
    [InlineData("Func<float, float> {|NG0014:f|} = v => v; x[0] = a;")]
    public Task Locals(string statements) => Marked.Body(statements);

    [Theory]
    [InlineData("{|NG0019:n|} = 2; x[0] = a;")]
    [InlineData("{|NG0019:n|}++; x[0] = a;")]
    [InlineData("{|NG0019:flag|} = true; x[0] = a;")]
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
