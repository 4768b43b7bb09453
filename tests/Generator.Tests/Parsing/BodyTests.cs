using Xunit;

namespace NeuralGen.Generator.Tests.Parsing;

public class BodyTests
{
    [Fact]
    public void The_lecture_s_layer() =>
        Check(
            """
            [Differentiable]
            public static void DenseSigmoid(Tensor<float> X, Tensor<float> A, Tensor<float> B, Tensor<float> Y)
            {
                for (int n = 0; n < X.Dim(0); n++)
                    for (int i = 0; i < A.Dim(1); i++)
                    {
                        float u = 0;
                        for (int j = 0; j < A.Dim(0); j++)
                            u += X[n, j] * A[j, i];
                        Y[n, i] = Activation.Sigmoid(u + B[i]);
                    }
            }
            """,
            "for n<X.Dim(0),i<A.Dim(1)  u = 0",
            "for n<X.Dim(0),i<A.Dim(1),j<A.Dim(0)  u += X[n,j] * A[j,i]",
            "for n<X.Dim(0),i<A.Dim(1)  Y[n,i] = σ(u + B[i])"
        );

    internal static void Check(string method, params string[] lines) =>
        Assert.Equal(string.Join("\n", lines), Parsing.Dump(method));
}
