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

    /// <summary>What a return assigns.</summary>
    private IReadOnlyList<Access> Results =>
        Result is { } result ? [new Access(result, [])] : ResultParts.Select(p => new Access(p, [])).ToList();

    /// <summary>Assigns what is returned: a scalar, or the scalars of a struct.</summary>
    private void AssignResult(IReadOnlyList<Access> results, IOperation returned, List<Statement> output)
    {
        if (KnownTypes.ScalarOf(returned.Type) is not null)
        {
            Assign(results[0], returned, output);
        }
        else if (StructValue(returned) is { } whole)
        {
            output.AddRange(
                results.Zip(whole.Components, (part, value) => new Assign(part, Stored(value, part.Buffer.Element)))
            );
        }
    }
}
