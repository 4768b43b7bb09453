using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace NeuralGen;

/// <summary>
/// Random numbers whose state can be saved and restored, so that shuffles and dropout go on after an interruption as if there
/// had been none: xoshiro256** by D. Blackman and S. Vigna, seeded by SplitMix64.
/// </summary>
/// <remarks>
/// One seed gives one sequence, in every version of .NET, which <see cref="Random"/> does not let be read or saved. Good for
/// simulation, not for secrets. For one thread at a time.
/// </remarks>
public sealed class SavableRandom : Random, ISavable
{
    private const string Algorithm = "xoshiro256**";
    private const int Words = 4;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Begins a sequence.</summary>
    /// <param name="seed">Which one.</param>
    public SavableRandom(long seed)
        : base(0)
    {
        ulong counter = (ulong)seed;
        _s0 = SplitMix(ref counter);
        _s1 = SplitMix(ref counter);
        _s2 = SplitMix(ref counter);
        _s3 = SplitMix(ref counter);
    }

    /// <summary>The state as text: the name of the algorithm and four numbers of 16 hexadecimal digits.</summary>
    public string SaveState() =>
        string.Create(CultureInfo.InvariantCulture, $"{Algorithm} {_s0:x16} {_s1:x16} {_s2:x16} {_s3:x16}");

    /// <summary>Goes on from a state that was saved.</summary>
    /// <param name="state">The text from <see cref="SaveState"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is null.</exception>
    /// <exception cref="FormatException">It is no such text; nothing is changed.</exception>
    public void LoadState(string state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string[] parts = state.Split(' ');
        Span<ulong> words = stackalloc ulong[Words];
        ulong any = 0;
        bool good = parts.Length == Words + 1 && parts[0] == Algorithm;
        for (int i = 0; good && i < Words; i++)
        {
            good =
                parts[i + 1].Length == 16
                && ulong.TryParse(
                    parts[i + 1],
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out words[i]
                );
            any |= words[i];
        }
        // From zeros alone it would never get away.
        if (!good || any == 0)
            throw new FormatException($"'{state}' is no state of {Algorithm}.");
        (_s0, _s1, _s2, _s3) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <inheritdoc/>
    public override int Next() => (int)Below(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)Below((ulong)((long)maxValue - minValue)));
    }

    /// <inheritdoc/>
    public override long NextInt64() => (long)Below(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return unchecked((long)((ulong)minValue + Below((ulong)maxValue - (ulong)minValue)));
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1ul << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1u << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> last = stackalloc byte[sizeof(ulong)];
        for (; buffer.Length >= sizeof(ulong); buffer = buffer[sizeof(ulong)..])
            BinaryPrimitives.WriteUInt64LittleEndian(buffer, NextUInt64());
        if (buffer.IsEmpty)
            return;
        BinaryPrimitives.WriteUInt64LittleEndian(last, NextUInt64());
        last[..buffer.Length].CopyTo(buffer);
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    // Lemire's: the upper half of a product, and the few products that would favour some numbers are drawn again.
    private ulong Below(ulong limit)
    {
        if (limit <= 1)
            return 0;
        ulong high = Math.BigMul(NextUInt64(), limit, out ulong low);
        if (low >= limit)
            return high;
        ulong least = (0 - limit) % limit;
        while (low < least)
            high = Math.BigMul(NextUInt64(), limit, out low);
        return high;
    }

    private static ulong SplitMix(ref ulong counter)
    {
        counter += 0x9e3779b97f4a7c15;
        ulong mixed = (counter ^ (counter >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
