using System;
using System.Collections.Generic;

namespace NeuralGen;

/// <summary>A copy of all that a model has learned and collected, as it was at its best.</summary>
internal sealed class BestWeights
{
    private const string Prefix = CheckpointNames.Trainer + "best/";

    private readonly IReadOnlyList<KeyValuePair<string, Tensor<float>>> _state;
    private readonly Tensor<float>[] _copies;

    public BestWeights(Layer model)
    {
        _state = model.State;
        _copies = new Tensor<float>[_state.Count];
        for (int i = 0; i < _copies.Length; i++)
            _copies[i] = new Tensor<float>(_state[i].Value.Shape.ToArray());
        Keep();
    }

    /// <summary>The copies under names of their own, for a checkpoint.</summary>
    public IEnumerable<KeyValuePair<string, Tensor<float>>> Named
    {
        get
        {
            for (int i = 0; i < _copies.Length; i++)
                yield return new(Prefix + _state[i].Key, _copies[i]);
        }
    }

    /// <summary>Copies the model's.</summary>
    public void Keep()
    {
        for (int i = 0; i < _copies.Length; i++)
            _copies[i].CopyFrom(_state[i].Value);
    }

    /// <summary>Gives them back to the model.</summary>
    public void Restore()
    {
        for (int i = 0; i < _copies.Length; i++)
            _state[i].Value.CopyFrom(_copies[i]);
    }
}
