using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace NeuralGen.Tests.Checkpoints;

public class CheckpointTests
{
    private sealed class Counter : ISavable
    {
        public int Value { get; set; }

        public string SaveState() => $"{Value}";

        public void LoadState(string state) => Value = int.Parse(state);
    }

    private sealed class Model
    {
        public Model(int inputs = 3, int seed = 1, Func<Tensor<double>[], Optimizer<double>>? optimizer = null)
        {
            var random = new Random(seed);
            Initialization.Uniform(Weight = Tensor<double>.Parameter(inputs, 2), random, 1);
            Initialization.Uniform(Bias = Tensor<double>.Parameter(2), random, 1);
            Initialization.Uniform(Mean = new Tensor<double>(2), random, 1);
            Optimizer = (optimizer ?? (p => new Adam<double>(p, 0.1)))([Bias, Weight]);
        }

        public Tensor<double> Weight { get; }
        public Tensor<double> Bias { get; }
        public Tensor<double> Mean { get; }
        public Optimizer<double> Optimizer { get; }
        public SavableRandom Random { get; } = new(1);
        public Counter Schedule { get; } = new();

        public Dictionary<string, Tensor<double>> Parameters => new() { ["0.weight"] = Weight, ["0.bias"] = Bias };

        public Checkpoint<double> Checkpoint() =>
            new(Parameters)
            {
                Buffers = new Dictionary<string, Tensor<double>> { ["0.mean"] = Mean },
                Optimizer = Optimizer,
                States = { ["random"] = Random, ["schedule"] = Schedule },
            };

        public void Train(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                Optimizer.ZeroGrad();
                foreach (Tensor<double> tensor in new[] { Weight, Bias })
                    for (int k = 0; k < tensor.Length; k++)
                        tensor.Grad!.AsSpan()[k] = Math.Sin(tensor.AsSpan()[k]) + Random.NextDouble();
                Optimizer.LearningRate *= 0.99;
                Optimizer.Step();
                Schedule.Value++;
            }
        }

        public object[] Everything() =>
            [
                .. new[] { Weight, Bias, Mean }.SelectMany(t => t.ToArray()).Cast<object>(),
                .. Optimizer.State.SelectMany(s => s.Values.ToArray()).Cast<object>(),
                Optimizer.Steps,
                Optimizer.LearningRate,
                Random.SaveState(),
                Schedule.Value,
            ];
    }

    [Fact]
    public void Everything_comes_back_and_the_run_goes_on_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var model = new Model();
        model.Train(7);
        Checkpoint<double> saved = model.Checkpoint();
        (saved.Epoch, saved.Step) = (2, 7);
        saved.Metadata["note"] = "ü";
        saved.Save(folder["run"]);

        var other = new Model(seed: 2);
        other.Train(3);
        Checkpoint<double> loaded = other.Checkpoint();
        loaded.Metadata["old"] = "";
        loaded.Load(folder["run"]);
        Assert.Equal(model.Everything(), other.Everything());
        Assert.Equal((2, 7), (loaded.Epoch, loaded.Step));
        Assert.Equal(new Dictionary<string, string> { ["note"] = "ü" }, loaded.Metadata);
        model.Train(5);
        other.Train(5);
        Assert.Equal(model.Everything(), other.Everything());
    }

    [Fact]
    public void File_can_be_read_as_weights()
    {
        using var folder = new TemporaryFolder();
        var model = new Model();
        model.Train(2);
        model.Checkpoint().Save(folder["run"]);
        using (SafetensorsReader file = SafetensorsReader.Open(folder["run"]))
        {
            Assert.Equal(model.Weight.ToArray(), file.Read<double>("0.weight").ToArray());
            Assert.Equal([3, 2], file.Find("optimizer/square/0.weight")!.Shape.ToArray());
            Assert.Equal("Adam", file.Metadata["neuralgen.optimizer"]);
        }
        var other = new Model(seed: 2);
        Weights.Load(folder["run"], [.. other.Parameters, new("0.mean", other.Mean)]);
        Assert.Equal(model.Weight.ToArray(), other.Weight.ToArray());
        Assert.Equal(model.Mean.ToArray(), other.Mean.ToArray());
        Assert.Equal(0, other.Optimizer.Steps);
    }

    private static void Refused(Model model, Checkpoint<double> checkpoint, string path, string message)
    {
        object[] before = model.Everything();
        (checkpoint.Epoch, checkpoint.Step) = (5, 6);
        var error = Assert.Throws<InvalidDataException>(() => checkpoint.Load(path));
        Assert.StartsWith("run: ", error.Message);
        Assert.Contains(message, error.Message);
        Assert.Equal(before, model.Everything());
        Assert.Equal((5, 6), (checkpoint.Epoch, checkpoint.Step));
    }

    [Fact]
    public void Checkpoint_of_another_run_is_refused_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder["run"];
        new Model(inputs: 4).Checkpoint().Save(path);
        var model = new Model();
        model.Train(3);
        Refused(model, model.Checkpoint(), path, "'0.weight' has the shape [4, 2], but the model has it as F64 [3, 2]");

        new Model().Checkpoint().Save(path);
        Dictionary<string, Tensor<double>> renamed = new() { ["1.weight"] = model.Weight, ["0.bias"] = model.Bias };
        Refused(
            model,
            new Checkpoint<double>(renamed) { Optimizer = model.Optimizer, States = model.Checkpoint().States },
            path,
            "there is no '1.weight', which the model has as F64 [3, 2]"
        );
        Refused(
            model,
            new Checkpoint<double>(model.Parameters)
            {
                Optimizer = model.Optimizer,
                States = model.Checkpoint().States,
            },
            path,
            "there is '0.mean' of shape [2], which the model does not have"
        );
        var adamW = new Model(optimizer: p => new AdamW<double>(p));
        Refused(adamW, adamW.Checkpoint(), path, "saved with Adam, but is loaded with AdamW");
        Refused(
            model,
            new Checkpoint<double>(model.Parameters) { States = model.Checkpoint().States },
            path,
            "saved with Adam, but is loaded with no optimizer"
        );
        Checkpoint<double> more = model.Checkpoint();
        more.States["more"] = new Counter();
        Refused(model, more, path, "there is no state 'more'");
        Checkpoint<double> fewer = model.Checkpoint();
        fewer.States.Remove("schedule");
        Refused(model, fewer, path, "there is a state 'schedule', which is not loaded");

        Checkpoint<double> strange = model.Checkpoint();
        strange.States["schedule"] = model.Random;
        strange.States["random"] = model.Schedule;
        Refused(model, strange, path, "is malformed");
        // The first state is loaded, and must go back when the second one fails.
        strange.States["random"] = model.Random;
        strange.States["schedule"] = new SavableRandom(9);
        Refused(model, strange, path, "is malformed");
        strange.States["schedule"] = model.Random;
        Refused(model, strange, path, "is malformed");
    }

    [Fact]
    public void Other_files_are_refused_and_change_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder["run"];
        var model = new Model();
        Weights.Save(path, model.Parameters);
        Refused(model, model.Checkpoint(), path, "no checkpoint of a training run");
        model.Checkpoint().Save(path);
        byte[] good = File.ReadAllBytes(path);
        File.WriteAllBytes(path, good[..^1]);
        Refused(model, model.Checkpoint(), path, "bytes follow the header");
        foreach (
            (string key, string value) in new[]
            {
                ("checkpoint", "2"),
                ("epoch", "-1"),
                ("step", "x"),
                ("optimizer.steps", ""),
                ("optimizer.learning_rate", "-0.1"),
                ("optimizer.learning_rate", "NaN"),
                ("optimizer.learning_rate", "1e999"),
                ("state.random", "x"),
            }
        )
        {
            var file = new SafetensorsWriter();
            File.WriteAllBytes(path, good);
            using (SafetensorsReader reader = SafetensorsReader.Open(path))
            {
                foreach (SafetensorsEntry entry in reader.Entries)
                    file.Add(entry.Name, reader.Read<double>(entry.Name));
                foreach ((string name, string text) in reader.Metadata)
                    file.Metadata[name] = text;
            }
            file.Metadata["neuralgen." + key] = value;
            file.Save(path);
            Refused(model, model.Checkpoint(), path, "");
        }
        File.WriteAllBytes(path, good);
        model.Checkpoint().Load(path);
    }

    [Fact]
    public void Weights_of_another_model_are_refused_and_change_nothing()
    {
        using var folder = new TemporaryFolder();
        Weights.Save(folder["w"], new Model(inputs: 4).Parameters, [new("by", "test")]);
        var model = new Model();
        object[] before = model.Everything();
        var error = Assert.Throws<InvalidDataException>(() => Weights.Load(folder["w"], model.Parameters));
        Assert.Equal("w: '0.weight' has the shape [4, 2], but the model has it as F64 [3, 2].", error.Message);
        Dictionary<string, Tensor<float>> floats = new() { ["0.bias"] = new Tensor<float>(2) };
        error = Assert.Throws<InvalidDataException>(() => Weights.Load(folder["w"], floats));
        Assert.Equal("w: '0.bias' is of type F64, but the model has it as F32 [2].", error.Message);
        Assert.Equal(before, model.Everything());
        Assert.Equal("test", Weights.Load(folder["w"], new Model(inputs: 4).Parameters)["by"]);
    }

    [Fact]
    public void Weights_of_fewer_bits_are_taken_where_they_lose_nothing()
    {
        using var folder = new TemporaryFolder();
        var file = new SafetensorsWriter();
        file.Add("a", Tensor<float>.Wrap([0.1f, 2]));
        file.Add("b", Tensor<Half>.Wrap([(Half)1.5]));
        file.Save(folder["w"]);
        Dictionary<string, Tensor<double>> model = new()
        {
            ["a"] = new Tensor<double>(2),
            ["b"] = new Tensor<double>(1),
        };
        Weights.Load(folder["w"], model);
        Assert.Equal([0.1f, 2, 1.5], model.Values.SelectMany(tensor => tensor.ToArray()));

        file = new SafetensorsWriter();
        file.Add("a", Tensor<int>.Wrap([1, 2]));
        file.Add("b", Tensor<double>.Wrap([1]));
        file.Save(folder["w"]);
        var error = Assert.Throws<InvalidDataException>(() => Weights.Load(folder["w"], model));
        Assert.Contains("'a' is of type I32, but the model has it as F64 [2]", error.Message);
    }

    [Fact]
    public void What_cannot_be_saved_is_refused_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        var model = new Model();
        model.Checkpoint().Save(folder["run"]);
        byte[] before = File.ReadAllBytes(folder["run"]);
        Checkpoint<double> taken = model.Checkpoint();
        taken.Metadata["neuralgen.x"] = "";
        Assert.Throws<ArgumentException>(() => taken.Save(folder["run"]));
        var unnamed = new Checkpoint<double>([new("0.weight", model.Weight)]) { Optimizer = model.Optimizer };
        Assert.Contains("of shape [2]", Assert.Throws<ArgumentException>(() => unnamed.Save(folder["run"])).Message);
        var twice = new Checkpoint<double>(model.Parameters) { Buffers = model.Parameters };
        Assert.Contains("'0.weight'", Assert.Throws<ArgumentException>(() => twice.Save(folder["run"])).Message);
        Assert.Throws<ArgumentException>(() => new Checkpoint<double>([new("a", model.Weight), new("a", model.Bias)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Checkpoint().Epoch = -1);
        Assert.Equal(before, File.ReadAllBytes(folder["run"]));
    }

    [Fact]
    public void Views_of_a_parameter_have_its_name()
    {
        using var folder = new TemporaryFolder();
        var weight = Tensor<double>.Parameter(2, 2);
        var optimizer = new Adam<double>([weight.Share()]);
        new Checkpoint<double>([new("w", weight)]) { Optimizer = optimizer }.Save(folder["run"]);
        using SafetensorsReader file = SafetensorsReader.Open(folder["run"]);
        Assert.NotNull(file.Find("optimizer/mean/w"));
    }
}
