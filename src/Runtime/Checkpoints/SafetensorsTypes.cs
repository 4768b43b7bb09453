namespace NeuralGen;

/// <summary>The names that the safetensors format has for types.</summary>
internal static class SafetensorsTypes
{
    /// <summary>The type that a name stands for; null for one that is not read.</summary>
    public static StoredType? Find(string name) =>
        name switch
        {
            "BOOL" => StoredType.Boolean,
            "U8" => StoredType.UInt8,
            "I8" => StoredType.Int8,
            "U16" => StoredType.UInt16,
            "I16" => StoredType.Int16,
            "U32" => StoredType.UInt32,
            "I32" => StoredType.Int32,
            "U64" => StoredType.UInt64,
            "I64" => StoredType.Int64,
            "F16" => StoredType.Float16,
            "BF16" => StoredType.BFloat16,
            "F32" => StoredType.Float32,
            "F64" => StoredType.Float64,
            _ => null,
        };

    /// <summary>The name of a type.</summary>
    public static string Name(StoredType type) =>
        type switch
        {
            StoredType.Boolean => "BOOL",
            StoredType.BFloat16 => "BF16",
            StoredType.UInt8 or StoredType.UInt16 or StoredType.UInt32 or StoredType.UInt64 => $"U{8 * type.Size()}",
            StoredType.Int8 or StoredType.Int16 or StoredType.Int32 or StoredType.Int64 => $"I{8 * type.Size()}",
            _ => $"F{8 * type.Size()}",
        };
}
