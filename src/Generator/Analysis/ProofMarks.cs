using System.Collections.Generic;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// Writes the outcome of the entry checks into the body: an access that they do not prove is checked where it is used, one that
/// they prove no longer needs to know its slice, and what they prove of slices and bounds is not checked again.
/// </summary>
internal sealed class ProofMarks(HashSet<Access> unproven, HashSet<Check> unprovenChecks) : Rewriter
{
    public override Access Access(Access access) =>
        base.Access(
            access.IsChecked || unproven.Contains(access)
                ? access with
                {
                    IsChecked = true,
                }
                : access with
                {
                    Window = null,
                }
        );

    public override IEnumerable<Statement> Statement(Statement statement) =>
        statement is Check check && !unprovenChecks.Contains(check) ? [] : base.Statement(statement);
}
