using System;
using System.ComponentModel;

namespace NeuralGen.CompilerServices.V1;

/// <summary>
/// One set of residuals per thread and method, so that a gradient call allocates nothing after the first.
/// </summary>
/// <remarks>
/// The residuals are taken out while they are in use: a method that calls itself meets an empty cache and gets new
/// ones. A call that throws does not return them, so that half-filled ones are never met again.
/// </remarks>
/// <typeparam name="TResiduals">The generated residuals type, which tells the methods apart.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ThreadCache<TResiduals>
    where TResiduals : class, new()
{
    [ThreadStatic]
    private static TResiduals? t_cached;

    /// <summary>Takes this thread's residuals out of the cache, or makes new ones.</summary>
    public static TResiduals Rent()
    {
        ref TResiduals? slot = ref t_cached;
        TResiduals? cached = slot;
        slot = null;
        return cached ?? new TResiduals();
    }

    /// <summary>Puts residuals back for this thread's next call.</summary>
    /// <param name="residuals">What <see cref="Rent"/> gave.</param>
    public static void Return(TResiduals residuals) => t_cached = residuals;

    /// <summary>Lets go of this thread's residuals.</summary>
    public static void Release() => t_cached = null;
}
