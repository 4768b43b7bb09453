using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralGen.Generator.Parsing;

/// <summary>What is wrong with a method that is marked <c>[Derivative]</c>, whether it is used or not.</summary>
internal static class GivenDerivativeCheck
{
    /// <summary>For each attribute that is wrong, the method that it names and the reason.</summary>
    public static IEnumerable<(string Method, string Reason)> Of(IMethodSymbol derivative)
    {
        foreach ((INamedTypeSymbol type, string name) in GivenDerivatives.Of(derivative))
        {
            List<IMethodSymbol> named = type.GetMembers(name).OfType<IMethodSymbol>().ToList();
            List<IMethodSymbol> functions = named.Where(DerivativeSignature.IsGivable).ToList();
            string? reason =
                GivenDerivatives.HasAlias(derivative) ? "an alias of the attribute is not followed. Write [Derivative]"
                : named.Count == 0 ? $"'{type.Name}' has no method of this name. Write nameof({type.Name}.…)"
                : functions.Count == 0
                    ? "only a static method of numbers, integers, booleans, arrays, spans and tensors that returns a number or nothing, not generic, can be given a derivative. Write one that takes the elements that it needs"
                : !functions.Any(f => DerivativeSignature.Fits(derivative, f))
                    ? $"it adds to the gradients. Declare it as '{DerivativeSignature.Declaration(derivative.Name, functions[0])}'"
                : null;
            if (reason is not null)
            {
                yield return (name, reason);
            }
        }
    }
}
