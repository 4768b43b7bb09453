namespace NeuralGen.Generator.IR;

/// <summary>Where an element lies: all storage is contiguous and row-major.</summary>
internal static class Layout
{
    /// <summary>The element's offset from the buffer's first; its coefficient in a loop index is the stride along that loop.</summary>
    public static IndexExpr Offset(Access access)
    {
        IndexExpr offset = IndexExpr.Zero;
        for (int axis = 0; axis < access.Subscripts.Count; axis++)
        {
            offset = (offset * access.Buffer.Extent(axis)) + access.Subscripts[axis];
        }

        return offset;
    }
}
