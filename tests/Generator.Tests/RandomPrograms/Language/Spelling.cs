namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>How an element of an array or span is named: as it is, or through a slice.</summary>
internal enum Path
{
    Direct,

    /// <summary><c>x.AsSpan(i)[0]</c>.</summary>
    Tail,

    /// <summary><c>x.AsSpan(i, 1)[0]</c>.</summary>
    Single,

    /// <summary><c>x.AsSpan(0, x.Length)[i]</c>.</summary>
    Whole,

    /// <summary><c>x.AsSpan(o + i - 4, 1)[0]</c>, where <c>o</c> is 4 at the moment: as <see cref="Single"/> in static functions.</summary>
    Offset,
}

/// <summary>How a statement reaches what it writes.</summary>
internal enum Reach
{
    Direct,

    /// <summary><c>ref float r = ref x[i]; r += …</c>.</summary>
    Reference,

    /// <summary><c>Add(ref x[i], …)</c>.</summary>
    Argument,

    /// <summary>The struct that holds the local is assigned as a whole.</summary>
    Aggregate,
}

/// <summary>What a local number is kept in.</summary>
internal enum Holder
{
    Local,

    /// <summary>A field of a plain struct.</summary>
    Struct,

    /// <summary>A property of a record struct.</summary>
    Record,

    /// <summary>A field of a struct in a record struct.</summary>
    Nested,

    Tuple,
}
