using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Differentiation;

/// <summary>
/// Whether the backward pass finds a value where the forward pass left it (to-be-recorded analysis): it does unless something
/// may be written over it after it was used. "Available" answers are proofs.
/// </summary>
/// <param name="sites">Where something may be written.</param>
/// <param name="fixedLoops">Of how many outer loops only the iteration at hand counts.</param>
internal sealed class Availability(IReadOnlyList<Site> sites, int fixedLoops = 0)
{
    /// <summary>The element as the site's expressions read it, before the site's own write.</summary>
    public bool IsKept(Access access, Site site) => IsKept(access, site, ownWriteIsLater: true);

    /// <summary>The element as the site has written it.</summary>
    public bool IsKeptAfter(Access access, Site site) => IsKept(access, site, ownWriteIsLater: false);

    private bool IsKept(Access access, Site site, bool ownWriteIsLater) =>
        !sites.Any(later =>
            later.Statement.Write() is { } write
            && Dependence.MayTouch(site, access, later, write, fixedLoops, sameInstance: ownWriteIsLater)
        );
}
