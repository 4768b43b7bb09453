using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>The returned scalar.</summary>
    public Buffer? Result { get; private set; }

    /// <summary>The returned struct, and its scalars.</summary>
    public StructType? ResultStruct { get; private set; }

    public IReadOnlyList<Buffer> ResultParts { get; private set; } = [];

    private void DeclareResult(Compilation compilation)
    {
        string name = names.Fresh("result");
        if (KnownTypes.ScalarOf(method.ReturnType) is { } type)
        {
            Result = FreshResult(name, type);
        }
        else if (shapes.Of(method.ReturnType) is { } shape)
        {
            ResultStruct = StructTypes.Of(shape, method.ContainingType, compilation);
            ResultParts = shape
                .Scalars()
                .Select(s => FreshResult($"{name}.{s.Path}", KnownTypes.ScalarOf(s.Type)!.Value))
                .ToList();
        }
    }

    private Buffer FreshResult(string name, ScalarType type) =>
        scope.Fresh(name, BufferKind.Result, new Storage(BufferForm.Scalar, type), rank: 0) with
        {
            HasSeed = type.IsFloating(),
        };

    /// <summary>Assigns what is returned.</summary>
    private void AssignResult(IOperation returned, List<Statement> output)
    {
        if (Result is { } result)
        {
            Expr? value =
                result.Element.IsFloating() ? Value(returned)
                : Components(returned) is [var component] ? Stored(component, result.Element)
                : null;
            if (value is not null)
            {
                output.Add(new Assign(new Access(result, []), value));
            }
        }
        else if (ResultStruct is not null && Struct(returned) is { } whole)
        {
            foreach ((Buffer part, Component value) in ResultParts.Zip(whole.Components, (p, c) => (p, c)))
            {
                output.Add(new Assign(new Access(part, []), Stored(value, part.Element)));
            }
        }
    }
}
