using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// What a forward pass saves where it is not known on entry how often: grown by doubling, never shrunk. A backward pass reads it
/// from the end through a <see cref="Reader"/> of its own, and leaves it as it is.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ValueStack<T>
    where T : unmanaged
{
    private T[] _values = [];
    private int _count;

    /// <summary>Empties the stack; the memory is kept.</summary>
    public void Clear() => _count = 0;

    /// <summary>Puts a value on top.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        if (_count == _values.Length)
            Grow();
        _values[_count++] = value;
    }

    /// <summary>A reader that starts with the value that was pushed last.</summary>
    /// <returns>The reader.</returns>
    public Reader Rewind() => new(_values, _count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow() => Array.Resize(ref _values, Math.Max(16, checked(2 * _values.Length)));

    /// <summary>Reads the values in the reverse order.</summary>
    public struct Reader
    {
        private readonly T[] _values;
        private int _left;

        internal Reader(T[] values, int count)
        {
            _values = values;
            _left = count;
        }

        /// <summary>The value below the one that was read last.</summary>
        /// <returns>The value.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Pop() => _values[--_left];
    }
}
