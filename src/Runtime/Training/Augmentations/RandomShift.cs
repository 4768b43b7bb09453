using System;

namespace NeuralGen;

/// <summary>
/// Moves each picture by a few pixels, up or down and left or right; what comes in from outside has one value. The examples are
/// planes of one height and width, [batch, channels, height, width] or flattened, and all planes of an example move alike.
/// </summary>
public sealed class RandomShift : Augmentation
{
    private readonly int _height;
    private readonly int _width;
    private readonly int _most;
    private readonly float _outside;

    /// <summary>Says how far.</summary>
    /// <param name="height">The height of a plane, positive.</param>
    /// <param name="width">Its width, positive.</param>
    /// <param name="most">The most pixels along each axis, not negative; every number up to it is equally likely.</param>
    /// <param name="outside">What comes in; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RandomShift(int height, int width, int most, float outside = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        (_height, _width, _most, _outside) = (height, width, most, outside);
    }

    /// <inheritdoc/>
    protected override void Change(Span<float> example, Random random)
    {
        CheckParts(example.Length, _height * _width);
        int down = Math.Clamp(random.Next(-_most, _most + 1), -_height, _height);
        int right = Math.Clamp(random.Next(-_most, _most + 1), -_width, _width);
        for (; !example.IsEmpty; example = example[(_height * _width)..])
            Move(example[..(_height * _width)], down, right);
    }

    private void Move(Span<float> plane, int down, int right)
    {
        // A row is overwritten only after it has been read.
        for (int i = 0; i < _height; i++)
        {
            int y = down > 0 ? _height - 1 - i : i;
            Span<float> target = plane.Slice(y * _width, _width);
            int from = y - down;
            if ((uint)from >= (uint)_height)
            {
                target.Fill(_outside);
                continue;
            }
            Span<float> source = plane.Slice(from * _width, _width);
            if (right >= 0)
            {
                source[..(_width - right)].CopyTo(target[right..]);
                target[..right].Fill(_outside);
            }
            else
            {
                source[-right..].CopyTo(target);
                target[(_width + right)..].Fill(_outside);
            }
        }
    }
}
