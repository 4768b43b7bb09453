using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Parameters as declared. One whose type the loop language cannot read is kept as text: it may be passed, and is
/// refused only where the body reads it.
/// </summary>
internal static class ParameterParser
{
    public static List<Parameter> Parse(
        IMethodSymbol method,
        MethodDeclarationSyntax syntax,
        Scope scope,
        Ranks ranks,
        Selection selection,
        Fence fence
    )
    {
        var result = new List<Parameter>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            ParameterSyntax declared = syntax.ParameterList.Parameters[parameter.Ordinal];
            Check(parameter, declared, fence);
            Buffer? buffer = KnownTypes.StorageOf(parameter.Type) is not { } storage
                ? null
                : scope.Declare(
                    parameter,
                    parameter.Name,
                    BufferKind.Parameter,
                    storage,
                    storage.Form switch
                    {
                        BufferForm.Scalar => 0,
                        BufferForm.Tensor => ranks.Of(parameter),
                        _ => 1,
                    },
                    storage.IsActive && selection.Includes(parameter)
                );
            // A tensor brings its gradient along; that of anything else is one more parameter.
            if (
                buffer is { IsDifferentiated: true, Form: not BufferForm.Tensor }
                && method.Parameters.Any(p => p.Name == parameter.Name + "Grad")
            )
            {
                string gradient = parameter.Name + "Grad";
                fence.Report(Rules.NameCollision, declared.Span, gradient, "the parameter of the same name");
            }

            result.Add(
                new Parameter(parameter.Name, CSharpText.Type(parameter.Type), buffer)
                {
                    DefaultText = CSharpText.Default(parameter),
                    IsParams = parameter.IsParams,
                }
            );
        }

        return result;
    }

    private static void Check(IParameterSymbol parameter, ParameterSyntax syntax, Fence fence)
    {
        (string Kind, string Instead)? refusal = parameter switch
        {
            { RefKind: RefKind.Out } => ("'out'", "return the number, or pass a span of one element."),
            { RefKind: RefKind.Ref } => ("'ref'", "pass a span of one element."),
            { RefKind: not RefKind.None } => ("passed by reference", "pass it by value."),
            { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => (
                "a pointer",
                "what it points to cannot be checked. Pass a span."
            ),
            _ => null,
        };
        if (refusal is var (kind, instead))
        {
            fence.Report(Rules.UnsupportedParameter, syntax.Span, parameter.Name, kind, instead);
        }
    }
}
