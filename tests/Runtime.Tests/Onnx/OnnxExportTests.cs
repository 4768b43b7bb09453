using System.Collections.Generic;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Onnx;

/// <summary>Exported layers are valid, and onnxruntime computes what they compute.</summary>
public class OnnxExportTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_layer_is_exported()
    {
        var exported = OnnxCases
            .All.SelectMany(c => WithChildren(c.Model))
            .Select(layer => layer.GetType())
            .ToHashSet();
        var layers = typeof(Layer)
            .Assembly.GetExportedTypes()
            .Where(t => t.IsSubclassOf(typeof(Layer)) && !t.IsAbstract);
        Assert.All(layers, layer => Assert.Contains(layer, exported));
    }

    [Fact]
    public void Models_are_valid() => OnnxPeer.Check(output, OnnxCases.All);

    [Fact]
    public void Another_runtime_computes_the_same() => OnnxPeer.Compare(output, OnnxCases.All);

    private static IEnumerable<Layer> WithChildren(Layer layer) =>
        layer.Children.SelectMany(child => WithChildren(child.Value)).Append(layer);
}
