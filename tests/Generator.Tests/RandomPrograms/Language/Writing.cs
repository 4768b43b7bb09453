namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>Whether a statement writes a buffer.</summary>
internal static class Writing
{
    public static bool To(Statement statement, string buffer)
    {
        foreach (object node in Nodes.In(statement))
        {
            if (node is Set { Target: Read read } && read.Buffer == buffer)
            {
                return true;
            }
        }

        return false;
    }
}
