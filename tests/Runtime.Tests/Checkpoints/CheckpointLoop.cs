using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;

namespace NeuralGen.Tests.Checkpoints;

/// <summary>
/// A training that does nothing but save: in step s every number is s. So a file that is half one step's and half
/// another's is seen.
/// </summary>
internal sealed class CheckpointLoop
{
    public const string Command = "save-checkpoints";

    private readonly Dictionary<string, Tensor<float>> _parameters = new()
    {
        ["first"] = Tensor<float>.Parameter(256, 1024),
        ["second"] = Tensor<float>.Parameter(128, 1024),
    };

    private readonly Adam<float> _optimizer;
    private readonly SavableRandom _random = new(1);
    private readonly Checkpoint<float> _run;

    public CheckpointLoop()
    {
        _optimizer = new Adam<float>(_parameters.Values);
        _run = new Checkpoint<float>(_parameters) { Optimizer = _optimizer, States = { ["random"] = _random } };
    }

    /// <summary>Goes on from the file, says so, saves step after step, and says each time when it is done.</summary>
    [DoesNotReturn]
    public static void Run(string path)
    {
        var loop = new CheckpointLoop();
        if (File.Exists(path))
            loop.LoadWhole(path);
        Console.WriteLine(loop._run.Step);
        while (true)
        {
            loop.Fill(loop._run.Step + 1);
            loop._run.Save(path);
            Console.WriteLine(loop._run.Step);
        }
    }

    /// <summary>Loads the file and returns its step.</summary>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public long LoadWhole(string path)
    {
        _run.Load(path);
        if (_optimizer.Steps != _run.Step || Values().Any(values => values.Span.ContainsAnyExcept(_run.Step)))
            throw new InvalidDataException("The file is of several steps.");
        return _run.Step;
    }

    private void Fill(long step)
    {
        foreach (Memory<float> values in Values())
            values.Span.Fill(step);
        _optimizer.Resume(step);
        _random.Next();
        _run.Step = step;
    }

    private IEnumerable<Memory<float>> Values() =>
        _parameters
            .Values.Select(tensor => tensor.AsArraySegment().AsMemory())
            .Concat(_optimizer.State.Select(state => state.Values));
}
