using System;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// A data set in small batches: every example once an epoch, in an order that is shuffled anew for each epoch. The
/// last batch is shorter where the numbers demand it; none is left out.
/// </summary>
/// <remarks>
/// One seed gives one sequence of orders, and an order depends on nothing but the state of the random numbers when its epoch
/// begins. Nothing is allocated after the constructor. Not for several threads at once,
/// and an epoch that is begun ends the one before.
/// </remarks>
/// <example>
/// <code>
/// var batches = new Minibatches&lt;float&gt;(data, batchSize: 32, seed: 1);
/// for (int epoch = 0; epoch &lt; 10; epoch++)
///     foreach (Batch&lt;float&gt; batch in batches.Epoch())
///         Train(batch.Inputs, batch.Labels);
/// </code>
/// </example>
/// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
public sealed class Minibatches<T>
    where T : unmanaged, INumber<T>
{
    private readonly Dataset<T> _data;
    private readonly Random? _random;
    private readonly int[] _order;
    private readonly Batch<T> _full;
    private readonly Batch<T> _last;

    /// <summary>Prepares batches, shuffled from a seed.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="batchSize">The examples of a batch, 1 or more.</param>
    /// <param name="seed">The seed; null for the order of the data set in every epoch.</param>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is not positive.</exception>
    public Minibatches(Dataset<T> data, int batchSize, int? seed)
        : this(data, seed is null ? null : new Random(seed.Value), batchSize) { }

    /// <summary>
    /// Prepares batches, shuffled by random numbers that are given: with a <see cref="SavableRandom"/> a run can be
    /// interrupted between two epochs, and goes on with the orders that it would have had.
    /// </summary>
    /// <param name="data">The examples.</param>
    /// <param name="batchSize">The examples of a batch, 1 or more.</param>
    /// <param name="random">The random numbers.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is not positive.</exception>
    public Minibatches(Dataset<T> data, int batchSize, Random random)
        : this(data, random ?? throw new ArgumentNullException(nameof(random)), batchSize) { }

    private Minibatches(Dataset<T> data, Random? random, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        _data = data;
        _random = random;
        _order = new int[data.Count];
        BatchSize = batchSize;
        _full = new Batch<T>(data, Math.Min(batchSize, data.Count));
        _last = new Batch<T>(data, data.Count % batchSize);
    }

    /// <summary>The examples of every batch but the last.</summary>
    public int BatchSize { get; }

    /// <summary>The number of batches of an epoch.</summary>
    public int Count => _order.Length / BatchSize + (_order.Length % BatchSize == 0 ? 0 : 1);

    /// <summary>Begins an epoch: shuffles, and gives the batches one by one.</summary>
    /// <param name="skip">
    /// How many batches are left out, 0 by default: to go on within an epoch that was interrupted, from the random numbers as
    /// they were when it began.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many batches.</exception>
    public Enumerator Epoch(int skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(skip, Count);
        Shuffling.Identity(_order);
        if (_random is not null)
            Shuffling.Shuffle(_order, _random);
        return new Enumerator(this, (int)Math.Min((long)skip * BatchSize, _order.Length));
    }

    /// <summary>The batches of one epoch.</summary>
    public struct Enumerator
    {
        private readonly Minibatches<T> _batches;
        private int _next;
        private Batch<T>? _current;

        internal Enumerator(Minibatches<T> batches, int next) => (_batches, _next) = (batches, next);

        /// <summary>The batch; its memory is used again for the next one.</summary>
        /// <exception cref="InvalidOperationException">There is no current batch.</exception>
        public readonly Batch<T> Current =>
            _current ?? throw new InvalidOperationException("Call MoveNext first; there is a batch where it says so.");

        /// <summary>Returns itself, for <c>foreach</c>.</summary>
        public readonly Enumerator GetEnumerator() => this;

        /// <summary>Fills the next batch.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            ReadOnlySpan<int> rows = _batches._order.AsSpan(_next);
            if (rows.IsEmpty)
            {
                _current = null;
                return false;
            }
            bool isFull = rows.Length >= _batches.BatchSize;
            if (isFull)
                rows = rows[.._batches.BatchSize];
            _current = (isFull ? _batches._full : _batches._last).Fill(_batches._data, rows);
            _next += rows.Length;
            return true;
        }
    }
}
