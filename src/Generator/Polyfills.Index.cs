// What the compiler needs for list patterns and ^1, and netstandard2.0 lacks.
#pragma warning disable IDE0130 // the namespace is the compiler's to choose
namespace System;

internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}
