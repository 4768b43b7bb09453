using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Tests.Harness;

/// <summary>What a user's project references: the framework and the runtime, and nothing of the test host.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsFramework(Path.GetFileNameWithoutExtension(path)))
            .Append(Runtime("NeuralGen.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>These and a library of the test's own.</summary>
    public static ImmutableArray<MetadataReference> With(byte[]? library) =>
        library is null ? All : [.. All, MetadataReference.CreateFromImage(library)];

    private static bool IsFramework(string name) =>
        name is "mscorlib" or "netstandard" or "Microsoft.CSharp"
        || (
            name.StartsWith("System", StringComparison.Ordinal)
            && !name.StartsWith("System.CommandLine", StringComparison.Ordinal)
        );

    private static string Runtime(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
