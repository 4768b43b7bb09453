using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What the representation knows of a called function of arrays.</summary>
internal sealed partial class BodyParser
{
    private ArrayCallee? CalleeOf(
        IInvocationOperation call,
        IMethodSymbol function,
        string derivative,
        bool isGiven,
        IEnumerable<ArrayOperand> given
    )
    {
        Compilation compilation = call.SemanticModel!.Compilation;
        EquatableArray<Part> results = KnownTypes.ScalarOf(function.ReturnType) is { } number
            ? [new Part(number)]
            : Parts(function.ReturnType);
        bool areMade =
            function.Parameters.Select(p => p.Type).Append(function.ReturnType).All(t => IsMade(t, compilation))
            && results.All(r => r.Type.IsFloating());
        if (!areMade)
        {
            RefuseFunction(
                call,
                "Generated code must take its structs apart and put them together: use structs of numbers with public members"
            );
            return null;
        }

        EquatableArray<ArrayOperand> operands = given
            .Select((o, i) => o with { Struct = StructOf(function.Parameters[i].Type, compilation) })
            .ToEquatableArray();
        bool isFloat = operands
            .SelectMany(o => o.Parts.Where(p => o.IsArray || !p.Type.IsInteger()))
            .Concat(results)
            .All(p => p.Type is ScalarType.Float or ScalarType.Bool);
        var callee = new ArrayCallee("", CalledAs(function), derivative, isFloat ? ScalarType.Float : ScalarType.Double)
        {
            Operands = operands,
            Results = results,
            ResultStruct = StructOf(function.ReturnType, compilation),
            IsGiven = isGiven,
            IsSelf = SymbolEqualityComparer.Default.Equals(function.OriginalDefinition, method),
        };
        ArrayCallee? known = _arrayFunctions.Find(f => (f with { Name = "" }).Equals(callee));
        if (known is null)
        {
            known = callee with { Name = FunctionName(function) };
            _arrayFunctions.Add(known);
        }

        return known;
    }

    /// <summary>The scalars of a struct.</summary>
    private EquatableArray<Part> Parts(ITypeSymbol type) =>
        (shapes.Of(type)?.Scalars() ?? []).Select(s => new Part(KnownTypes.ScalarOf(s.Type)!.Value)).ToEquatableArray();

    private StructType? StructOf(ITypeSymbol type, Compilation compilation) =>
        shapes.Of(type) is { } shape ? StructTypes.Of(shape, method.ContainingType, compilation) : null;

    /// <summary>Whether generated code can make the value, if it is a struct.</summary>
    private bool IsMade(ITypeSymbol type, Compilation compilation) =>
        shapes.Of(type) is not { } shape
        || (StructOf(type, compilation) is not null && !shape.Scalars().Any(s => KnownTypes.IsEnum(s.Type)));
}
