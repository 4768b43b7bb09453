using System;
using System.Numerics;

namespace NeuralGen;

/// <summary>An optimizer's formula for a few elements at once.</summary>
internal interface IStep<T>
{
    /// <summary>The new values.</summary>
    /// <param name="w">The values.</param>
    /// <param name="g">The gradient.</param>
    /// <param name="a">What the optimizer remembers first, and its successor.</param>
    /// <param name="b">What it remembers second.</param>
    /// <param name="c">What it remembers third.</param>
    Vector<T> Next(Vector<T> w, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c);
}

/// <summary>
/// Goes once over a parameter, its gradient and what an optimizer remembers of it: the formula is written once, for whole vectors, and the
/// last few elements are a vector filled up with zeros.
/// </summary>
internal static class Sweep
{
    /// <summary>Changes values and memories, of which those that are not used are empty.</summary>
    public static void Run<T, TStep>(
        TStep step,
        Span<T> values,
        ReadOnlySpan<T> gradient,
        Span<T> first = default,
        Span<T> second = default,
        Span<T> third = default
    )
        where T : unmanaged
        where TStep : struct, IStep<T>
    {
        int width = Vector<T>.Count;
        int i = 0;
        for (; i <= values.Length - width; i += width)
        {
            Vector<T> a = Load(first, i);
            Vector<T> b = Load(second, i);
            Vector<T> c = Load(third, i);
            step.Next(new Vector<T>(values[i..]), new Vector<T>(gradient[i..]), ref a, ref b, ref c)
                .CopyTo(values[i..]);
            Store(a, first, i);
            Store(b, second, i);
            Store(c, third, i);
        }

        if (i < values.Length)
            RunTail(step, values[i..], gradient[i..], Rest(first, i), Rest(second, i), Rest(third, i));
    }

    private static void RunTail<T, TStep>(
        TStep step,
        Span<T> values,
        ReadOnlySpan<T> gradient,
        Span<T> first,
        Span<T> second,
        Span<T> third
    )
        where T : unmanaged
        where TStep : struct, IStep<T>
    {
        Vector<T> a = Filled<T>(first);
        Vector<T> b = Filled<T>(second);
        Vector<T> c = Filled<T>(third);
        Vector<T> next = step.Next(Filled<T>(values), Filled(gradient), ref a, ref b, ref c);
        Cut(next, values);
        Cut(a, first);
        Cut(b, second);
        Cut(c, third);
    }

    private static Vector<T> Load<T>(Span<T> memory, int at) =>
        memory.IsEmpty ? Vector<T>.Zero : new Vector<T>(memory[at..]);

    private static void Store<T>(Vector<T> value, Span<T> memory, int at)
    {
        if (!memory.IsEmpty)
            value.CopyTo(memory[at..]);
    }

    private static Span<T> Rest<T>(Span<T> memory, int from) => memory.IsEmpty ? memory : memory[from..];

    private static Vector<T> Filled<T>(ReadOnlySpan<T> few)
        where T : unmanaged
    {
        Span<T> whole = stackalloc T[Vector<T>.Count];
        whole.Clear();
        few.CopyTo(whole);
        return new Vector<T>(whole);
    }

    private static void Cut<T>(Vector<T> whole, Span<T> few)
        where T : unmanaged
    {
        Span<T> all = stackalloc T[Vector<T>.Count];
        whole.CopyTo(all);
        all[..few.Length].CopyTo(few);
    }
}
