using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What another assembly's generated backward pass says of its method: see <see cref="Emission.Summary"/>.</summary>
internal sealed class CalleeSummary
{
    private CalleeSummary(string parameters)
    {
        var roles = new Dictionary<string, Role>();
        var ranks = new Dictionary<string, int>();
        foreach (string parameter in parameters.Split([", "], System.StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = parameter.Split([": "], System.StringSplitOptions.None);
            if (parts.Length != 2)
            {
                continue;
            }

            // X[,] is a tensor of two axes, X[…] one that is used as the span of its elements.
            int bracket = parts[0].IndexOf('[');
            string name = bracket < 0 ? parts[0] : parts[0].Substring(0, bracket);
            if (bracket >= 0 && !parts[0].EndsWith("[…]", System.StringComparison.Ordinal))
            {
                ranks[name] = parts[0].Count(c => c == ',') + 1;
            }

            roles[name] = parts[1] switch
            {
                "in" => Role.Input,
                "out" => Role.PureOutput,
                "in out" => Role.ReadWrite,
                _ => Role.Unused,
            };
        }

        Roles = roles;
        Ranks = ranks;
    }

    public IReadOnlyDictionary<string, Role> Roles { get; }

    /// <summary>How many axes a tensor has, where the method uses its elements by their subscripts.</summary>
    public IReadOnlyDictionary<string, int> Ranks { get; }

    /// <summary>Null where there is none, or not one alone.</summary>
    public static CalleeSummary? Of(IMethodSymbol function)
    {
        string name = GeneratedNames.Of(function);
        List<string> found = function
            .ContainingType.GetMembers(name + "Backward")
            .OfType<IMethodSymbol>()
            .Where(b => IsOf(b, function, name + "Residuals"))
            .Select(Parameters)
            .OfType<string>()
            .ToList();
        return found is [var parameters] ? new CalleeSummary(parameters) : null;
    }

    private static bool IsOf(IMethodSymbol backward, IMethodSymbol function, string residuals) =>
        backward.Parameters.Length > function.Parameters.Length
        && backward.Parameters[function.Parameters.Length].Type.Name == residuals
        && function.Parameters.All(p =>
            SymbolEqualityComparer.Default.Equals(p.Type, backward.Parameters[p.Ordinal].Type)
            && p.RefKind == backward.Parameters[p.Ordinal].RefKind
        );

    private static string? Parameters(IMethodSymbol backward) =>
        backward
            .GetAttributes()
            .FirstOrDefault(a => a.AttributeClass?.Name == "GeneratedDerivativeAttribute")
            ?.NamedArguments.FirstOrDefault(a => a.Key == "Parameters")
            .Value.Value as string;
}
