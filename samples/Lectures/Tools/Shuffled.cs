using System;
using System.Collections.Generic;
using System.Linq;

namespace NeuralGen.Samples.Lectures.Tools;

/// <summary>The numbers of examples in a new order, in minibatches; the last may be shorter.</summary>
internal static class Shuffled
{
    public static IEnumerable<int[]> Batches(int count, int size, Random random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order.Chunk(size);
    }
}
