using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Onnx;

/// <summary>Exported layers are valid, and onnxruntime computes what they compute.</summary>
public class OnnxExportTests(ITestOutputHelper output)
{
    [Fact]
    public void Models_are_valid() => OnnxPeer.Check(output, OnnxCases.All);

    [Fact]
    public void Another_runtime_computes_the_same() => OnnxPeer.Compare(output, OnnxCases.All);
}
