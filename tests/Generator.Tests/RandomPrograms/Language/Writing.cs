using System.Linq;

namespace NeuralGen.Generator.Tests.RandomPrograms.Language;

/// <summary>Whether a statement writes a buffer.</summary>
internal static class Writing
{
    public static bool To(Statement statement, string buffer) =>
        statement switch
        {
            Loop loop => loop.Body.Any(s => To(s, buffer)),
            Set { Target: Read read } => read.Buffer == buffer,
            _ => false,
        };
}
