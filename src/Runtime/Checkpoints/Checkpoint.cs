using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// All that a training run needs to go on, after it was killed, to the same bits: it names the model, the optimizer and
/// what else changes; <see cref="Save"/> writes them, <see cref="Load"/> overwrites them.
/// </summary>
/// <remarks>
/// <para>
/// The file is a safetensors file that other tools read: parameters and buffers under their own names, the optimizer's
/// memory as <c>optimizer/mean/…</c>, the rest as strings. It is replaced in one step (see <see cref="AtomicFile"/>).
/// </para>
/// <para>
/// Saved of the optimizer are its kind, its memory, its steps and its learning rate. Its other numbers are what the program
/// gives it, as is the data.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// var random = new SavableRandom(seed: 1);
/// var batches = new Minibatches&lt;float&gt;(data, 32, random);
/// var run = new Checkpoint&lt;float&gt;(model.NamedParameters)
/// {
///     Buffers = model.NamedBuffers,
///     Optimizer = optimizer,
///     States = { ["shuffle"] = random },
/// };
/// if (File.Exists(path))
///     run.Load(path);
/// while (run.Epoch &lt; 100)
/// {
///     foreach (Batch&lt;float&gt; batch in batches.Epoch())
///         Train(batch);
///     run.Epoch++;
///     run.Save(path);
/// }
/// </code>
/// </example>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Checkpoint<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly OrderedDictionary<string, Tensor<T>> _parameters;
    private readonly OrderedDictionary<string, Tensor<T>> _buffers = [];
    private long _epoch;
    private long _step;

    /// <summary>Names what is learned.</summary>
    /// <param name="parameters">The parameters by name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is there twice, or a tensor is null.</exception>
    public Checkpoint(IEnumerable<KeyValuePair<string, Tensor<T>>> parameters) =>
        _parameters = TensorFile<T>.Collect(parameters, nameof(parameters));

    /// <summary>
    /// What else the model remembers by name, without learning it: running means of batch normalization, for instance.
    /// </summary>
    /// <exception cref="ArgumentException">A name is there twice, or a tensor is null.</exception>
    public IEnumerable<KeyValuePair<string, Tensor<T>>> Buffers
    {
        get => _buffers;
        init => _buffers = TensorFile<T>.Collect(value, nameof(Buffers));
    }

    /// <summary>The optimizer of the parameters; null where there is none.</summary>
    public Optimizer<T>? Optimizer { get; init; }

    /// <summary>Random numbers, schedules and whatever else has a state, by name.</summary>
    public IDictionary<string, ISavable> States { get; init; } = new Dictionary<string, ISavable>();

    /// <summary>How many epochs are done; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Epoch
    {
        get => _epoch;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _epoch = value;
        }
    }

    /// <summary>How many steps are done, of the run or of the epoch, as the program counts them; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Step
    {
        get => _step;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _step = value;
        }
    }

    /// <summary>Strings that the program wants to find again; names that begin with "neuralgen." are taken.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Writes all of it, or replaces the file, in one step.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Two tensors have one name, the optimizer learns a tensor that has none, or a name in <see cref="Metadata"/> is taken.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it is.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        NewFile().Save(path);
    }

    /// <summary>Throws what <see cref="Save"/> would throw for its names and its path, and writes nothing.</summary>
    internal void Check(string path)
    {
        AtomicFile.Resolve(path);
        _ = NewFile();
    }

    private SafetensorsWriter NewFile()
    {
        var file = new SafetensorsWriter();
        foreach ((string name, Tensor<T> tensor) in Tensors())
            file.Add(name, tensor);
        foreach ((string name, string value) in Metadata)
        {
            if (name.StartsWith(CheckpointNames.Own, StringComparison.Ordinal))
                throw new ArgumentException($"'{name}' begins with {CheckpointNames.Own}, which is taken.");
            file.Metadata.Add(name, value);
        }
        file.Metadata.Add(CheckpointNames.Version, CheckpointNames.CurrentVersion);
        file.Metadata.Add(CheckpointNames.Epoch, Text(Epoch));
        file.Metadata.Add(CheckpointNames.Step, Text(Step));
        foreach ((string name, ISavable state) in States)
            file.Metadata.Add(CheckpointNames.State + name, state.SaveState());
        if (Optimizer is not null)
        {
            file.Metadata.Add(CheckpointNames.OptimizerKind, OptimizerMemory.Kind(Optimizer));
            file.Metadata.Add(CheckpointNames.OptimizerSteps, Text(Optimizer.Steps));
            file.Metadata.Add(
                CheckpointNames.LearningRate,
                Optimizer.LearningRate.ToString("R", CultureInfo.InvariantCulture)
            );
        }
        return file;
    }

    /// <summary>
    /// Overwrites all of it by what a file holds: parameters, buffers, the optimizer's memory, steps and learning rate,
    /// states, <see cref="Epoch"/>, <see cref="Step"/> and <see cref="Metadata"/>. Either all is overwritten or nothing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// Two tensors have one name, or the optimizer learns a tensor that has none.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is malformed, no checkpoint, or one of another model, optimizer or set of states. The message names what
    /// differs: of a tensor its name and both shapes.
    /// </exception>
    public void Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using SafetensorsReader file = SafetensorsReader.Open(path);
        var strings = new CheckpointStrings(file.Metadata, Path.GetFileName(path));
        strings.CheckVersion();
        strings.CheckOptimizer(Optimizer is null ? null : OptimizerMemory.Kind(Optimizer));
        strings.CheckStates(States.Keys);
        long epoch = strings.Count(CheckpointNames.Epoch);
        long step = strings.Count(CheckpointNames.Step);
        long optimizerSteps = Optimizer is null ? 0 : strings.Count(CheckpointNames.OptimizerSteps);
        double learningRate = Optimizer is null ? 0 : strings.Rate(CheckpointNames.LearningRate);
        OrderedDictionary<string, Tensor<T>> tensors = Tensors();
        Tensor<T>[] values = new TensorFile<T>(file, Path.GetFileName(path)).Read(
            tensors,
            isIgnored: _ => false,
            widen: false
        );
        strings.LoadStates(States);

        // From here on nothing can fail.
        foreach ((int i, Tensor<T> tensor) in _parameters.Values.Concat(_buffers.Values).Index())
            tensor.CopyFrom(values[i]);
        if (Optimizer is not null)
        {
            OptimizerMemory.Overwrite(Optimizer, values.AsSpan(_parameters.Count + _buffers.Count));
            Optimizer.Resume(optimizerSteps);
            Optimizer.LearningRate = learningRate;
        }
        (Epoch, Step) = (epoch, step);
        Metadata.Clear();
        foreach ((string name, string value) in strings.OfUser())
            Metadata.Add(name, value);
    }

    // Parameters, buffers, and the optimizer's memory in its order.
    private OrderedDictionary<string, Tensor<T>> Tensors()
    {
        IEnumerable<KeyValuePair<string, Tensor<T>>> all = _parameters.Concat(_buffers);
        if (Optimizer is not null)
            all = all.Concat(OptimizerMemory.Of(Optimizer, _parameters));
        return TensorFile<T>.Collect(all, nameof(Buffers));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
