namespace NeuralGen;

/// <summary>The type of the numbers in a file.</summary>
public enum StoredType
{
    /// <summary>A byte that is 0 for false, else true; read as 0 and 1.</summary>
    Boolean,

    /// <summary>A whole number from 0 to 255.</summary>
    UInt8,

    /// <summary>A whole number from −128 to 127.</summary>
    Int8,

    /// <summary>A whole number of 16 bits without sign.</summary>
    UInt16,

    /// <summary>A whole number of 16 bits.</summary>
    Int16,

    /// <summary>A whole number of 32 bits without sign.</summary>
    UInt32,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits without sign.</summary>
    UInt64,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>IEEE 754's binary16: <see cref="System.Half"/>.</summary>
    Float16,

    /// <summary>The upper half of a <c>float</c>.</summary>
    BFloat16,

    /// <summary>IEEE 754's binary32: <c>float</c>.</summary>
    Float32,

    /// <summary>IEEE 754's binary64: <c>double</c>.</summary>
    Float64,
}
