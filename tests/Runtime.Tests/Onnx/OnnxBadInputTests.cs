using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Onnx;

/// <summary>What cannot be exported is told, and nothing is written.</summary>
public class OnnxBadInputTests
{
    private static readonly Dense s_dense = new(3, 2, new Random(1));

    /// <summary>The same memory as tensors of more bytes than a file holds.</summary>
    private sealed class Huge : Layer
    {
        private readonly Tensor<float> _memory = new(1 << 20);
        private readonly Dictionary<string, Tensor<float>?> _tensors;

        public Huge() =>
            _tensors = Enumerable
                .Range(0, 512)
                .ToDictionary(i => $"T{i}", Tensor<float>? (_) => _memory.Reshape(_memory.Length));

        protected override IEnumerable<KeyValuePair<string, Tensor<float>?>> Tensors => _tensors;

        public override Tensor<float> Forward(Tensor<float> input) => input;

        public override void Backward() { }

        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => inputShape.ToArray();

        public override string ToOnnx(OnnxGraph graph, string input) => input;
    }

    /// <summary>An output of another shape than [batch, …].</summary>
    private sealed class Reshaping(Func<int, int[]> shape) : Layer
    {
        public override Tensor<float> Forward(Tensor<float> input) => input;

        public override void Backward() { }

        public override int[] OutputShape(ReadOnlySpan<int> inputShape) => shape(inputShape[0]);

        public override string ToOnnx(OnnxGraph graph, string input) => input;
    }

    [Fact]
    public void Arguments_may_not_be_missing()
    {
        using var folder = new TemporaryFolder();
        string path = folder["model"];
        Assert.Throws<ArgumentNullException>("model", () => OnnxExport.Save(null!, [3], path));
        Assert.Throws<ArgumentNullException>("exampleShape", () => OnnxExport.Save(s_dense, null!, path));
        Assert.Throws<ArgumentNullException>("path", () => OnnxExport.Save(s_dense, [3], (string)null!));
        Assert.Throws<ArgumentException>("path", () => OnnxExport.Save(s_dense, [3], ""));
        Assert.Throws<ArgumentNullException>("stream", () => OnnxExport.Save(s_dense, [3], (Stream)null!));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_number_of_examples_is_not_part_of_the_shape()
    {
        foreach (int[] shape in new int[][] { [-1, 3], [0], [3, -1] })
        {
            var error = Assert.Throws<ArgumentException>(() => OnnxExport.Save(s_dense, shape, new MemoryStream()));
            Assert.Equal("exampleShape", error.ParamName);
            Assert.Contains("is not that of one example", error.Message, StringComparison.Ordinal);
        }
        Assert.Throws<ArgumentException>(() => OnnxExport.Save(s_dense, [4], new MemoryStream()));
    }

    [Fact]
    public void The_batch_is_axis_0_of_the_output()
    {
        foreach (Func<int, int[]> shape in new Func<int, int[]>[] { _ => [], _ => [1, 3], n => [2 * n], n => [3, n] })
        {
            var model = new Reshaping(shape);
            var error = Assert.Throws<ArgumentException>(() => OnnxExport.Save(model, [3], new MemoryStream()));
            Assert.Equal("model", error.ParamName);
        }
    }

    [Fact]
    public void A_model_that_no_file_holds_is_refused_before_it_is_copied()
    {
        var error = Assert.Throws<NotSupportedException>(() => OnnxExport.Save(new Huge(), [3], new MemoryStream()));
        Assert.Contains("2147483648 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_replaced_in_one_step_in_a_folder_that_exists()
    {
        using var folder = new TemporaryFolder();
        string path = folder["none/model.onnx"];
        var error = Assert.Throws<DirectoryNotFoundException>(() => OnnxExport.Save(s_dense, [3], path));
        Assert.Equal(
            $"'{path}' cannot be written: there is no folder '{Path.GetDirectoryName(Path.GetFullPath(path))}'.",
            error.Message
        );
        Assert.Throws<UnauthorizedAccessException>(() => OnnxExport.Save(s_dense, [3], folder.Path));

        // What reads the old file goes on reading it; nothing else is left.
        File.WriteAllText(folder["model"], "old");
        using FileStream old = new(folder["model"], FileMode.Open, FileAccess.Read, FileShare.Delete | FileShare.Read);
        OnnxExport.Save(s_dense, [3], folder["model"]);
        Assert.Equal("old", new StreamReader(old).ReadToEnd());
        Assert.True(new FileInfo(folder["model"]).Length > 3);
        Assert.Equal([folder["model"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_and_a_stream_hold_the_same()
    {
        using var folder = new TemporaryFolder();
        using var stream = new MemoryStream();
        OnnxExport.Save(s_dense, [3], stream);
        OnnxExport.Save(s_dense, [3], folder["model"]);
        Assert.Equal(stream.ToArray(), File.ReadAllBytes(folder["model"]));
    }
}
