using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;
using Xunit;

namespace NeuralGen.Generator.Tests.Differentiation;

/// <summary>
/// What a pass adds is told apart by number alone. The numbers go upwards from the user's own, each is given once, and generated code
/// declares buffers in their order: that in which they were made.
/// </summary>
public class FreshNamesTests
{
    private static readonly EquatableArray<IndexExpr> Extents = [IndexExpr.Constant(3)];

    [Fact]
    public void Buffers_are_numbered_upwards()
    {
        var names = new FreshNames(firstId: 40);
        Buffer u = names.Array("u", BufferKind.Local, ScalarType.Double, Extents);
        Buffer[] made =
        [
            u,
            names.Array("u", BufferKind.Local, ScalarType.Double, Extents),
            names.Local("t", ScalarType.Double),
            names.Local("t", ScalarType.Double),
            names.Saved(u, Extents),
            names.Another(u),
            names.Another(u),
            names.Stack(u),
            names.Stack(u),
            names.Adjoint(u),
            names.Adjoint(u),
            names.Local("t", ScalarType.Double),
        ];
        Assert.Equal(Enumerable.Range(40, made.Length), made.Select(b => b.Id));
    }

    [Fact]
    public void Loops_are_numbered_upwards_far_from_the_users()
    {
        var names = new FreshNames(firstId: 7);
        var callee = new Callee("f", "f", "f", ScalarType.Double)
        {
            Operands = [new Operand("u", ScalarType.Double, true), new Operand("v", ScalarType.Double, true)],
        };
        (Buffer array, LoopIndex index) = names.Gradients(callee);
        int[] loops = [names.Loop("i").Id, names.Loop("i").Id, names.Loop("j").Id];
        Assert.Equal([7, 8], [array.Id, index.Id]);
        Assert.Equal([1, 2], [loops[1] - loops[0], loops[2] - loops[0]]);
        Assert.True(loops[0] > 100_000);
        Assert.Equal(12, names.Gradients(callee).Array.Id);
    }
}
