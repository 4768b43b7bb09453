using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// Whether an element that a statement touches under a condition of its own (<c>i > 0 ? x[i - 1] : 0</c>) is there even where
/// the condition does not hold. If not, nothing may touch it then, not even to add zero.
/// </summary>
internal sealed class Presence(EquatableArray<EntryCheck> checks)
{
    public bool IsCertain(Access access, Site site) =>
        GuardedAccess.Of(site.Statement).Any(a => a.Guards.Count == 0 && a.Access.Equals(access))
        || (!access.IsChecked && ImpliedRanges.Contain(access, site.Domain(), checks));
}
