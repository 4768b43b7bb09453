using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>A parameter that is a struct: one scalar parameter for each of its scalars.</summary>
internal static class StructParameter
{
    public static Parameter Parse(
        Parameter bare,
        IParameterSymbol parameter,
        ParameterSyntax declared,
        Compilation compilation,
        Scope scope,
        Shapes shapes,
        Selection selection,
        Fence fence
    )
    {
        Shape? shape = shapes.Of(parameter.Type);
        StructType? type = shape is null ? null : StructTypes.Of(shape, parameter.ContainingType, compilation);
        bool isWanted = selection.Includes(parameter);
        if (shape is null || type is null)
        {
            // As a constant it may be passed on, and is refused only where it is read.
            if (isWanted && (shape is null ? HasNumbers(parameter.Type) : IsActive(shape)))
            {
                string reason = shape is null
                    ? shapes.Refusal(parameter.Type)
                    : "it cannot be made of its members here";
                fence.Report(
                    Rules.UnsupportedParameter,
                    declared.Span,
                    parameter.Name,
                    "a struct that has no gradient",
                    $"{reason}. Pass its numbers, or mark it [NoGrad]."
                );
            }

            return bare;
        }

        List<bool> active = shape.Members.SelectMany(m => Active(m)).ToList();
        var parts = new List<Buffer>();
        foreach ((string path, ITypeSymbol of) in shape.Scalars())
        {
            var storage = new Storage(BufferForm.Scalar, KnownTypes.ScalarOf(of)!.Value);
            parts.Add(
                scope.Fresh($"{parameter.Name}.{path}", BufferKind.Parameter, storage, rank: 0) with
                {
                    IsDifferentiated = isWanted && active[parts.Count],
                    IsEnum = KnownTypes.IsEnum(of),
                }
            );
        }

        scope.Define(parameter, new Aggregate(shape, parts.Select(Value).ToList()));
        return bare with { Struct = type, Parts = parts.ToEquatableArray() };
    }

    public static bool IsActive(Shape shape) => shape.Members.SelectMany(Active).Any(a => a);

    private static Component Value(Buffer part) =>
        part.Element switch
        {
            ScalarType.Bool => new Component.Truth(new Flag(new Access(part, []))),
            var type when type.IsInteger() => new Component.Integer(IndexExpr.Atom(new ScalarAtom(part))),
            _ => new Component.Number(new Load(new Access(part, []))),
        };

    /// <summary>Which of a member's scalars have a gradient.</summary>
    private static IEnumerable<bool> Active(ShapeMember member)
    {
        bool isConstant = IsConstant(member.Symbol);
        return member.Inner is { } inner
            ? inner.Members.SelectMany(Active).Select(a => a && !isConstant)
            : [KnownTypes.IsFloating(member.Type) && !isConstant];
    }

    // [NoGrad] in a positional record's list stands on the constructor's parameter.
    private static bool IsConstant(ISymbol member) =>
        member.IsNoGrad()
        || (
            member is IPropertySymbol { DeclaringSyntaxReferences: [var declaration] }
            && declaration.GetSyntax() is ParameterSyntax
            && member
                .ContainingType.InstanceConstructors.SelectMany(c => c.Parameters)
                .Any(p => p.Name == member.Name && p.IsNoGrad())
        );

    /// <summary>Whether a struct that is not followed holds numbers whose gradient would be missing.</summary>
    private static bool HasNumbers(ITypeSymbol type) =>
        type.GetMembers()
            .OfType<IFieldSymbol>()
            .Any(f =>
                !f.IsStatic
                && !f.IsConst
                && (KnownTypes.IsFloating(f.Type) || (Shapes.IsStruct(f.Type) && HasNumbers(f.Type)))
            );
}
