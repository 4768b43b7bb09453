using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Normalization;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// A method in the form that is differentiated, and what its parameters are to it. Whoever calls the generated members must come to
/// the same answer as the one who writes them: both ask here.
/// </summary>
/// <param name="Checks">What must hold on entry.</param>
/// <param name="Body">The normalized body.</param>
/// <param name="Roles">What each parameter is.</param>
internal sealed record ForwardPass(
    EquatableArray<EntryCheck> Checks,
    EquatableArray<Statement> Body,
    EquatableArray<ParameterRole> Roles
)
{
    public static ForwardPass Of(Method method)
    {
        EquatableArray<Statement> normalized = Normalizer.Normalize(method.Body, method.IsCheckpointed);
        (EquatableArray<EntryCheck> checks, EquatableArray<Statement> body) = EntryChecks.Find(method, normalized);
        return new ForwardPass(checks, body, FindRoles(method, body));
    }

    /// <summary>What is proven of the body before its loops are divided, where both sides of a branch still stand together, holds too.</summary>
    private static EquatableArray<ParameterRole> FindRoles(Method method, EquatableArray<Statement> body)
    {
        EquatableArray<ParameterRole> roles = Analysis.Roles.Find(method, RecomputedBodies.Opened(body));
        bool mayGain = roles.Any(r => r.Role == Role.ReadWrite) && body.AllStatements().Any(s => s is If);
        return mayGain
            ? roles
                .Zip(
                    Analysis.Roles.Find(method, RecomputedBodies.Opened(Normalizer.Prepare(method.Body))),
                    (own, whole) => whole.Role == Role.PureOutput ? whole : own
                )
                .ToEquatableArray()
            : roles;
    }
}
