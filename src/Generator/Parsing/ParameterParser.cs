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
        Compilation compilation,
        Scope scope,
        Ranks ranks,
        Shapes shapes,
        Selection selection,
        Fence fence
    )
    {
        var result = new List<Parameter>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            ParameterSyntax declared = syntax.ParameterList.Parameters[parameter.Ordinal];
            Check(parameter, declared, fence);
            var bare = new Parameter(parameter.Name, CSharpText.Type(parameter.Type), null)
            {
                DefaultText = CSharpText.Default(parameter),
                IsParams = parameter.IsParams,
                Modifier = Modifier(parameter.RefKind),
            };
            Parameter parsed =
                parameter.RefKind == RefKind.Out ? Output(bare, parameter, scope, selection)
                : Shapes.IsStruct(parameter.Type)
                    ? StructParameter.Parse(bare, parameter, declared, compilation, scope, shapes, selection, fence)
                : KnownTypes.JaggedOf(parameter.Type) is { } element && parameter.RefKind == RefKind.None
                    ? Rows(bare, parameter, element, scope, selection)
                : KnownTypes.StorageOf(parameter.Type) is { } storage
                    ? bare with
                    {
                        Buffer = Declare(parameter, storage, scope, ranks, selection),
                    }
                : bare;
            // A tensor brings its gradient along; that of anything else is one more parameter.
            if (
                parsed.HasGradient
                && parsed.Buffer?.Form != BufferForm.Tensor
                && method.Parameters.Any(p => p.Name == parameter.Name + "Grad")
            )
            {
                string gradient = parameter.Name + "Grad";
                fence.Report(Rules.NameCollision, declared.Span, gradient, "the parameter of the same name");
            }

            result.Add(parsed);
        }

        return result;
    }

    private static Buffer Declare(
        IParameterSymbol parameter,
        Storage storage,
        Scope scope,
        Ranks ranks,
        Selection selection
    ) =>
        scope.Declare(
            parameter,
            parameter.Name,
            BufferKind.Parameter,
            storage,
            storage.Form switch
            {
                BufferForm.Scalar => 0,
                BufferForm.Tensor => ranks.Of(parameter),
                _ => storage.Axes,
            },
            storage.IsActive && selection.Includes(parameter),
            ranks.IsFlat(parameter),
            KnownTypes.IsEnum(parameter.Type)
        );

    /// <summary>The rows of an array of arrays in one buffer, and how long they are.</summary>
    private static Parameter Rows(
        Parameter bare,
        IParameterSymbol parameter,
        ScalarType element,
        Scope scope,
        Selection selection
    )
    {
        Buffer rows = scope.Fresh(
            parameter.Name,
            BufferKind.Parameter,
            new Storage(BufferForm.Jagged, element),
            rank: 2
        ) with
        {
            IsDifferentiated = element.IsFloating() && selection.Includes(parameter),
        };
        Buffer lengths = scope.Fresh(
            parameter.Name + "Lengths",
            BufferKind.Parameter,
            new Storage(BufferForm.ReadOnlySpan, ScalarType.Int),
            rank: 1
        ) with
        {
            RowsOf = rows,
        };
        scope.Alias(parameter, new Jagged(rows) { Lengths = lengths });
        return bare with { Buffer = rows, RowLengths = lengths };
    }

    /// <summary>What the method computes for an <c>out</c> parameter is one more result.</summary>
    private static Parameter Output(Parameter bare, IParameterSymbol parameter, Scope scope, Selection selection) =>
        KnownTypes.StorageOf(parameter.Type) is { Form: BufferForm.Scalar, IsActive: true } storage
            ? bare with
            {
                Output = scope.Declare(parameter, parameter.Name, storage, selection.Includes(parameter)),
            }
            : bare;

    private static string Modifier(RefKind kind) =>
        kind switch
        {
            RefKind.None => "",
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            _ => "ref readonly ",
        };

    private static void Check(IParameterSymbol parameter, ParameterSyntax syntax, Fence fence)
    {
        bool isNumber = KnownTypes.IsFloating(parameter.Type);
        bool isValue = KnownTypes.ScalarOf(parameter.Type) is not null || Shapes.IsStruct(parameter.Type);
        (string Kind, string Instead)? refusal = parameter switch
        {
            { RefKind: RefKind.Out } when !isNumber => (
                "'out' and no number",
                "return it, or pass a number, tensor, array or span for each of its values."
            ),
            { RefKind: RefKind.Ref } when !isNumber => (
                "'ref' and no number",
                "pass it by value, and what the method writes as numbers, tensors, arrays or spans."
            ),
            { RefKind: not (RefKind.None or RefKind.Out or RefKind.Ref) } when !isValue => (
                "passed by reference",
                "pass it by value."
            ),
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
