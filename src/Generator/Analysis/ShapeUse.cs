using System.Collections.Generic;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// What a body says of a parameter's shape: indexed elements fix its rank, a size that is only asked for
/// (<c>X.Dim(0)</c>) does not, and of a parameter that is not mentioned nothing is known.
/// </summary>
internal sealed class ShapeUse : Rewriter
{
    private readonly HashSet<Buffer> _indexed = [];
    private readonly HashSet<Buffer> _sized = [];

    public ShapeUse(EquatableArray<Statement> body) => Block(body);

    public bool IsIndexed(Buffer buffer) => _indexed.Contains(buffer);

    public bool IsSized(Buffer buffer) => _sized.Contains(buffer);

    public override Access Access(Access access)
    {
        _indexed.Add(access.Buffer);
        return base.Access(access);
    }

    public override IndexExpr Index(IndexExpr expr)
    {
        foreach (Atom atom in expr.AllAtoms())
        {
            if (atom is ExtentAtom extent)
            {
                _sized.Add(extent.Buffer);
            }
        }

        return base.Index(expr);
    }
}
