namespace NeuralGen.Generator.IR;

/// <summary>The type of one element. Only the two floating types can carry a derivative.</summary>
internal enum ScalarType
{
    Float,
    Double,
    Int,
    Long,
    Bool,
}

internal static class ScalarTypes
{
    public static bool IsFloating(this ScalarType type) => type is ScalarType.Float or ScalarType.Double;

    public static bool IsInteger(this ScalarType type) => type is ScalarType.Int or ScalarType.Long;

    public static int Bytes(this ScalarType type) =>
        type switch
        {
            ScalarType.Float or ScalarType.Int => 4,
            ScalarType.Bool => 1,
            _ => 8,
        };

    /// <summary>The C# keyword.</summary>
    public static string Keyword(this ScalarType type) =>
        type switch
        {
            ScalarType.Float => "float",
            ScalarType.Double => "double",
            ScalarType.Int => "int",
            ScalarType.Long => "long",
            _ => "bool",
        };
}
