using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>A pass as a static method over spans and sizes.</summary>
internal sealed record Pass(PassKind Kind, string Text, EquatableArray<PassParameter> Parameters, string ReturnType)
{
    /// <summary>Whether the text is to be compiled once for each width of vectors.</summary>
    public bool HasLanes { get; init; }

    public static Pass Write(Derivative derivative, PassKind kind, ExtentNames extents)
    {
        EquatableArray<Statement> statements = kind switch
        {
            PassKind.Forward => derivative.Augmented,
            PassKind.Backward => derivative.Adjoint,
            _ => derivative.Joint,
        };
        var roles = new ParameterRoles(derivative);
        EquatableArray<Statement> body = CommonSubexpressions.Share(WantedBlock.Introduce(statements, roles), roles);
        var reservations = new Reservations(body);
        body = reservations.Checked(body);
        var names = new PassNames(derivative, kind, body, extents);
        var writer = new SourceWriter(2);
        var block = new BodyWriter(names, new LocalBlocks(body, names), writer);
        block.Write(body);

        Buffer? result = kind == PassKind.Backward ? null : derivative.Method.Result;
        if (result is not null)
        {
            writer.Line($"return {names.Name(result)};");
        }

        string returnType = result?.Element.Keyword() ?? "void";
        string text = Method(kind, names, writer.ToString(), returnType);
        EquatableArray<PassParameter> parameters = names
            .Parameters.Select(p =>
                p.Buffer is { Rank: > 0 } buffer
                    ? p with
                    {
                        Guards = reservations.Guards(buffer),
                        IsUncertain = reservations.IsUncertain(buffer),
                    }
                    : p
            )
            .ToEquatableArray();
        return new Pass(kind, text, parameters, returnType) { HasLanes = block.HasLanes };
    }

    private static string Method(PassKind kind, PassNames names, string body, string returnType)
    {
        var writer = new SourceWriter();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string[] parameters = names.Parameters.Select(p => p.Declaration).ToArray();
        writer.Call($"internal static {returnType} {kind}", parameters, "");
        writer.Open();
        // Sizes and addresses are 64-bit and proven to be in range: no overflow checks, whatever the project's setting.
        writer.Open("unchecked");
        foreach ((string name, PassParameter buffer) in names.Firsts)
        {
            string type = buffer.Buffer!.Element.Keyword();
            writer.Line($"ref {type} {name} = ref MemoryMarshal.GetReference({buffer.Name});");
        }

        if (names.Firsts.Any() && body.Length > 0)
        {
            writer.Line();
        }

        return writer + body + "    }\n}\n";
    }
}
