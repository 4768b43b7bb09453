using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NeuralGen;

public sealed partial class Trainer
{
    /// <summary>
    /// Writes a checkpoint: weights, optimizer, schedule, random numbers, the best weights, and where the training stands, to the
    /// batch. <see cref="TrainingOptions.CheckpointPath"/> does so by itself.
    /// </summary>
    /// <param name="path">The file; it is replaced in one step.</param>
    /// <remarks>After the training the model may have its best weights, and then those are written for its last.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The optimizer learns a tensor that is none of the model's, or <see cref="TrainingOptions.States"/> has a name that is taken.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; an old one stays as it is.</exception>
    public void Save(string path) => NewCheckpoint().Save(path);

    /// <summary>
    /// Goes on from a checkpoint of a trainer with the same model, optimizer and options; <see cref="TrainingOptions.Epochs"/> and
    /// <see cref="TrainingOptions.Patience"/> may differ.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is malformed, or not of such a trainer; nothing is changed.
    /// </exception>
    public void Load(string path) => NewCheckpoint().Load(path);

    // Before hours of training that could not be saved.
    private void CheckCheckpoint()
    {
        if (Options.CheckpointPath is { } path)
            NewCheckpoint().Check(path);
    }

    private void SaveCheckpoint()
    {
        if (Options.CheckpointPath is { } path)
            Save(path);
    }

    private Checkpoint<float> NewCheckpoint()
    {
        var states = new Dictionary<string, ISavable>
        {
            { "trainer", _state },
            { "trainer.order", _order },
            { "trainer.augmentation", _augmentation },
            { "trainer.stopping", _stopping },
        };
        if (Options.Schedule is { } schedule)
            states.Add("trainer.schedule", schedule);
        foreach ((string name, Layer layer) in LayerNames.Under(Model))
            if (layer is ISavable savable)
                states.Add($"layer.{name}", savable);
        foreach ((string name, ISavable state) in Options.States)
            if (!states.TryAdd(name, state))
                throw new ArgumentException(
                    $"The trainer has a state '{name}' of its own: {nameof(TrainingOptions)} has it, too."
                );
        return new Checkpoint<float>(Model.NamedParameters)
        {
            Buffers = [.. Model.NamedBuffers, .. _best?.Named ?? []],
            Optimizer = Optimizer,
            States = states,
            Epoch = History.Count,
            Step = Optimizer.Steps,
        };
    }
}
