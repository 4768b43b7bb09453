using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static NeuralGen.Generator.Tests.Contract.ContractMethods;

namespace NeuralGen.Generator.Tests.Contract;

/// <summary>Nothing is allocated after warm-up, and no call stands in another's way.</summary>
public class AllocationTests
{
    private delegate float LossGradient(
        Tensor<float> X,
        Tensor<float> W,
        Tensor<float> Y,
        float scale,
        out float scaleGrad
    );

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    public void MGradient_allocates_nothing_after_warm_up(int size)
    {
        var gradient = Delegate<LossGradient>("LossGradient");
        (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (
            Numbers(size, size),
            Numbers(size, size),
            Numbers(size, size)
        );
        Assert.Equal(0, Allocated(() => gradient(X, W, Y, 2f, out _)));
    }

    [Fact]
    public void Calls_on_several_threads_give_the_same_bits()
    {
        var gradient = Delegate<LossGradient>("LossGradient");
        Tensor<float> W = Numbers(33, 17);
        (float Loss, float[] W)[] results = new (float, float[])[64];

        Parallel.For(
            0,
            results.Length,
            i =>
            {
                Tensor<float> own = W.Share();
                (Tensor<float> X, Tensor<float> Y) = (Numbers(5, 33), Numbers(5, 17));
                results[i] = (gradient(X, own, Y, 2f, out _), own.Grad!.ToArray());
            }
        );

        Assert.All(results, r => Assert.Equal(results[0].Loss, r.Loss));
        Assert.All(results, r => Assert.Equal(results[0].W, r.W));
    }

    [Fact]
    public void After_a_refused_call_the_next_one_is_as_good_as_ever()
    {
        var gradient = Delegate<LossGradient>("LossGradient");
        (Tensor<float> X, Tensor<float> W, Tensor<float> Y) = (Numbers(3, 5), Numbers(5, 9), Numbers(3, 9));
        gradient(X, W, Y, 2f, out _);
        float[] expected = W.Grad!.ToArray();

        Assert.ThrowsAny<ArgumentException>(() => gradient(Numbers(3, 4), W, Y, 2f, out _));
        Assert.ThrowsAny<ArgumentException>(() => gradient(X, W, Numbers(2, 9), 2f, out _));

        W.Grad.Fill(0);
        gradient(X, W, Y, 2f, out _);
        Assert.Equal(expected, W.Grad.ToArray());
    }

    private static long Allocated(Action action)
    {
        for (int i = 0; i < 50; i++)
        {
            action();
        }

        // Tiered compilation may allocate on this thread while it patches: the least of several tries counts.
        return Enumerable
            .Range(0, 5)
            .Select(_ =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                action();
                return GC.GetAllocatedBytesForCurrentThread() - before;
            })
            .ToArray()
            .Min();
    }
}
