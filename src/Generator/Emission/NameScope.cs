using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Hands out names of locals, by C#'s rule: a name may not be declared where an enclosing block or a block inside has it.
/// </summary>
internal sealed class NameScope(NameScope? parent = null)
{
    private readonly HashSet<string> _here = [];
    private readonly HashSet<string> _below = [];

    /// <summary>The block around this one; null for the outermost.</summary>
    public NameScope? Enclosing { get; } = parent;

    public NameScope Inner() => new(this);

    /// <summary>Makes a name unavailable here and inside: it means something else.</summary>
    public void Reserve(string name) => _here.Add(Plain(name));

    /// <summary>A name that is free, as near to the hint as can be; keywords come back escaped.</summary>
    public string Declare(string hint)
    {
        hint = Joined(Plain(hint));
        string name = hint;
        for (int n = 2; !IsFree(name); n++)
        {
            name = hint + n.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        _here.Add(name);
        for (NameScope? outer = Enclosing; outer is not null; outer = outer.Enclosing)
        {
            outer._below.Add(name);
        }

        return Escape(name);
    }

    public bool IsFree(string name)
    {
        name = Plain(name);
        if (_below.Contains(name))
        {
            return false;
        }

        for (NameScope? scope = this; scope is not null; scope = scope.Enclosing)
        {
            if (scope._here.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name as it must stand in code.</summary>
    public static string Escape(string name)
    {
        name = Plain(name);
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    /// <summary>The member of a struct as one word: <c>vX</c> for <c>v.X</c>.</summary>
    private static string Joined(string name) =>
        string.Concat(
            name.Split('.').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part.Substring(1))
        );

    /// <summary>The name itself, without the @ that a keyword carries which is used as one.</summary>
    public static string Plain(string name) => name.TrimStart('@');
}
