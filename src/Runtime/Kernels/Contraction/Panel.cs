namespace NeuralGen.CompilerServices.V1;

/// <summary>Some columns of B, as many as a tile has, in place or packed.</summary>
internal unsafe struct Panel<T>
    where T : unmanaged
{
    /// <summary>The first row.</summary>
    public T* B;

    /// <summary>The distance of its rows.</summary>
    public nint Step;

    /// <summary>The first column's number within the block.</summary>
    public int Start;

    /// <summary>How many columns there are.</summary>
    public int Width;

    /// <summary>Whether a tile takes two vectors.</summary>
    public bool Two;

    /// <summary>Whether the columns fill the vectors and lie next to each other in C.</summary>
    public bool InPlaceInC;
}
