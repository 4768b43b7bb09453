using System.Collections.Generic;
using System.Numerics.Tensors;

namespace NeuralGen.Tests.Onnx;

/// <summary>A user's own layer that consists of another: y = x + f(x).</summary>
internal sealed class Residual(Layer inner) : Layer
{
    private readonly LayerCall _call = new();
    private Tensor<float>? _branch;

    public override IEnumerable<KeyValuePair<string, Layer>> Children => [new("inner", inner)];

    // The branch is what the other layer computed: there is nothing to learn in it.
    protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors => [];

    public override Tensor<float> Forward(Tensor<float> input)
    {
        Tensor<float> output = _call.Begin(this, input);
        _branch = inner.Forward(input);
        TensorPrimitives.Add(input.AsSpan(), _branch.AsSpan(), output.AsSpan());
        return output;
    }

    public override void Backward()
    {
        (Tensor<float> input, Tensor<float> output) = _call.End();
        TensorPrimitives.Add(_branch!.Grad!.AsSpan(), output.Grad!.AsSpan(), _branch.Grad.AsSpan());
        inner.Backward();
        if (input.Grad is { } gradient)
            TensorPrimitives.Add(gradient.AsSpan(), output.Grad.AsSpan(), gradient.AsSpan());
    }

    public override int[] OutputShape(System.ReadOnlySpan<int> inputShape) => inner.OutputShape(inputShape);

    public override string ToOnnx(OnnxGraph graph, string input) =>
        graph.Add("Add", [input, graph.Add("inner", inner, input, graph.InputShape)]);
}
