using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// Where each scalar local is declared: in the innermost block that contains all its uses. A block is known by the statement
/// that opens it, the outermost by null.
/// </summary>
internal sealed class LocalBlocks
{
    private readonly Dictionary<Buffer, List<Statement>> _paths = [];

    public LocalBlocks(IEnumerable<Statement> body, PassNames names) => Visit(body, [], names);

    /// <summary>Whether the local belongs to the block that the innermost statement of a path opens.</summary>
    public bool Belongs(Buffer local, Statement? block) =>
        _paths.TryGetValue(local, out List<Statement>? path)
        && (path.Count == 0 ? block is null : ReferenceEquals(path[path.Count - 1], block));

    /// <summary>Whether all uses of the local are inside the statement.</summary>
    public bool IsInside(Buffer local, Statement statement) =>
        _paths.TryGetValue(local, out List<Statement>? path) && path.Any(s => ReferenceEquals(s, statement));

    private void Visit(IEnumerable<Statement> block, List<Statement> path, PassNames names)
    {
        foreach (Statement statement in block)
        {
            foreach (Buffer buffer in Uses.Own(statement).Where(names.IsLocal))
            {
                Meet(buffer, path);
            }

            EquatableArray<Statement> inner = Uses.Inner(statement);
            if (!inner.IsEmpty)
            {
                Visit(inner, [.. path, statement], names);
            }
        }
    }

    private void Meet(Buffer buffer, List<Statement> path)
    {
        if (!_paths.TryGetValue(buffer, out List<Statement>? known))
        {
            // The result is returned at the end of the outermost block.
            _paths.Add(buffer, buffer.Kind == BufferKind.Result ? [] : path);
            return;
        }

        int common = 0;
        while (common < known.Count && common < path.Count && ReferenceEquals(known[common], path[common]))
        {
            common++;
        }

        _paths[buffer] = known.GetRange(0, common);
    }
}
