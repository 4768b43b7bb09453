using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralGen.Generator.Tests.Harness;

/// <summary>
/// The project settings that generated code has to bear: checked arithmetic, every warning an error, no unsafe, no implicit
/// usings, documentation comments that are read.
/// </summary>
internal sealed record Strictness
{
    public bool Nullable { get; init; }

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    /// <summary>The compiler that the tests run on knows the C# 14 of a .NET 10 project as its preview.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.Preview;

    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    public CSharpParseOptions Parse => new(Language, Documentation);

    public CSharpCompilationOptions Compile =>
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: Optimization,
            checkOverflow: true,
            allowUnsafe: false,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            nullableContextOptions: Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable
        ).WithSpecificDiagnosticOptions(
            // Programs of the tests carry no documentation of their own.
            new Dictionary<string, ReportDiagnostic> { ["CS1591"] = ReportDiagnostic.Suppress }
        );
}
