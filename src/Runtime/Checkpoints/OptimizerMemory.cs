using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NeuralGen;

/// <summary>What an optimizer remembers, as tensors under the names of the parameters.</summary>
internal static class OptimizerMemory
{
    /// <summary>The kind of an optimizer: its type's name.</summary>
    public static string Kind<T>(Optimizer<T> optimizer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string name = optimizer.GetType().Name;
        int end = name.IndexOf('`', StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }

    /// <summary>
    /// Its memory by name, in the shapes of the parameters; the memory itself where that is an array, else a copy.
    /// </summary>
    /// <exception cref="ArgumentException">It learns a tensor that has no name.</exception>
    public static OrderedDictionary<string, Tensor<T>> Of<T>(
        Optimizer<T> optimizer,
        IReadOnlyDictionary<string, Tensor<T>> parameters
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string[] names = new string[optimizer.Parameters.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] =
                NameOf(optimizer.Parameters[i], parameters)
                ?? throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Parameter {i} of the optimizer, of shape {Extents.Text(optimizer.Parameters[i].Shape)}, is none of the named parameters."
                    )
                );
        var memory = new OrderedDictionary<string, Tensor<T>>(StringComparer.Ordinal);
        foreach (OptimizerState<T> state in optimizer.State)
            memory.Add(
                $"{CheckpointNames.Optimizer}{state.Name}/{names[state.Parameter]}",
                Tensor<T>.Wrap(ArrayOf<T>(state.Values), optimizer.Parameters[state.Parameter].Shape.ToArray())
            );
        return memory;
    }

    /// <summary>Overwrites its memory.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="values">The values, in the order of <see cref="Optimizer{T}.State"/>.</param>
    public static void Overwrite<T>(Optimizer<T> optimizer, ReadOnlySpan<Tensor<T>> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
            values[i].AsSpan().CopyTo(optimizer.State[i].Values.Span);
    }

    private static T[] ArrayOf<T>(ReadOnlyMemory<T> values) =>
        MemoryMarshal.TryGetArray(values, out ArraySegment<T> segment) && segment.Array!.Length == values.Length
            ? segment.Array
            : values.ToArray();

    // The optimizer may have been given a view of the same memory.
    private static string? NameOf<T>(Tensor<T> parameter, IReadOnlyDictionary<string, Tensor<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach ((string name, Tensor<T> tensor) in parameters)
            if (
                ReferenceEquals(tensor, parameter)
                || (
                    parameter.Length > 0
                    && tensor.AsSpan() == parameter.AsSpan()
                    && tensor.Shape.SequenceEqual(parameter.Shape)
                )
            )
                return name;
        return null;
    }
}
