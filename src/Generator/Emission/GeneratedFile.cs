using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// The file: a header, the members of the user's type, the residuals, and below them the checks and passes that these call.
/// </summary>
internal sealed class GeneratedFile
{
    public const string RuntimeNamespace = "NeuralGen.CompilerServices.V1";

    private readonly Derivative _derivative;
    private readonly Declaration _declaration;
    private readonly List<Pass> _passes = [];
    private readonly ResidualFields _residuals;
    private readonly SourceWriter _writer = new();

    public GeneratedFile(Derivative derivative)
    {
        _derivative = derivative;
        _declaration = derivative.Method.Declaration;
        var extents = new ExtentNames(derivative);
        _passes.Add(Pass.Write(derivative, PassKind.Forward, extents));
        _passes.Add(Pass.Write(derivative, PassKind.Backward, extents));
        if (Signature.HasGradient(derivative))
        {
            _passes.Add(Pass.Write(derivative, PassKind.Gradient, extents));
        }

        _residuals = new ResidualFields(derivative, new PublicNames(derivative), _passes);
    }

    /// <summary>The generator's version, which generated code states.</summary>
    public static string Version { get; } = typeof(GeneratedFile).Assembly.GetName().Version.ToString(3);

    public string Write()
    {
        Header.Write(_writer, _derivative);
        if (_declaration.Namespace is { } name)
        {
            _writer.Open("namespace " + name);
        }

        foreach (TypeDeclaration type in _declaration.Types)
        {
            _writer.Open($"partial {type.Keyword} {type.Name}{type.TypeParameters}");
        }

        var members = new Members(_derivative, _passes, _residuals, InternalNamespace, _writer);
        members.Write();
        if (_declaration.Layer is { } layer)
        {
            new LayerMembers(_derivative, layer, _writer).Write();
        }

        _writer.Line();
        ResidualsType.Write(_writer, _derivative, _residuals);
        for (int depth = _declaration.Types.Count + (_declaration.Namespace is null ? 0 : 1); depth > 0; depth--)
        {
            _writer.Close();
        }

        _writer.Line();
        string entry = new EntryWriter(_derivative).Write(new PublicNames(_derivative));
        string calls = CallHelpers.Write(_derivative.Method);
        PassFile.Write(_writer, InternalNamespace, _passes, calls.Length == 0 ? entry : entry + "\n" + calls);
        return _writer.ToString();
    }

    // Types in it are local to the file: the name need not be unique, but tells in a stack trace whose code it is.
    private string InternalNamespace
    {
        get
        {
            IEnumerable<string> parts = _declaration.Types.Select(t => t.Name).Append(_declaration.GeneratedName);
            string number = _declaration.Overload == 0 ? "" : $"_{_declaration.Overload}";
            return $"NeuralGen.Generated.{string.Join("_", parts)}{number}";
        }
    }
}
