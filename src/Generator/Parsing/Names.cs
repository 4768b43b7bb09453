using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralGen.Generator.Parsing;

/// <summary>Names for what the parser adds, none of which the method uses.</summary>
internal sealed class Names(SyntaxNode method)
{
    private readonly HashSet<string> _used =
    [
        .. method.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText),
    ];

    public string Fresh(string wanted)
    {
        string name = wanted;
        for (int number = 2; !_used.Add(name); number++)
        {
            name = wanted + number;
        }

        return name;
    }
}
