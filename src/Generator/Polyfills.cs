// Compiler-required types that netstandard2.0 lacks.
#pragma warning disable IDE0130 // the namespace is the compiler's to choose
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;

[System.AttributeUsage(
    System.AttributeTargets.Class | System.AttributeTargets.Struct | System.AttributeTargets.Interface,
    Inherited = false
)]
internal sealed class CollectionBuilderAttribute(System.Type builderType, string methodName) : System.Attribute
{
    public System.Type BuilderType { get; } = builderType;

    public string MethodName { get; } = methodName;
}
