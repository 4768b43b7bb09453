using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// The part of an address that an innermost loop does not change: a reference to the row, made before the loop, is easier to
/// read than the full offset inside, and cheaper where code is not optimized.
/// </summary>
internal sealed class Rows
{
    private readonly Dictionary<(Buffer, IndexExpr), string> _rows = [];
    private readonly LoopIndex _index;

    /// <param name="runs">Whether the loop is known to run at least once, so that what it reads may be read before.</param>
    public Rows(For loop, PassNames names, SourceWriter writer, bool runs)
    {
        _index = loop.Index;
        HashSet<Buffer> written = [.. Uses.SelfAndInner(loop).Select(Uses.Written).OfType<Buffer>()];
        IEnumerable<Access> accesses =
            loop.Vectorized ? loop.Body.SelectMany(Accesses.Of)
            : Throw.IsIn(loop.Body) ? []
            : loop.Body.SelectMany(Always);
        foreach (Access access in accesses)
        {
            if (access.Buffer.Rank == 0 || access.IsChecked || Split(access) is not var (row, stride))
            {
                continue;
            }

            if (row.AsConstant() == 0 || _rows.ContainsKey((access.Buffer, row)) || !IsSafe(row, written, runs))
            {
                continue;
            }

            string first = names.First(access.Buffer);
            string word = stride.AsConstant() == 0 ? "Element" : "Row";
            string name = names.Scope.Declare(PassNames.Hint(access.Buffer) + word);
            _rows.Add((access.Buffer, row), name);
            string type = access.Buffer.Element.Keyword();
            writer.Line($"ref {type} {name} = ref Unsafe.Add(ref {first}, {names.Integer(row)});");
        }
    }

    // A reference must stay inside its buffer, or the garbage collector would lose it: it is the place of the access at the first
    // iteration, which is in range if that iteration makes the access. (On vectors all are, whatever their conditions say.)
    private static IEnumerable<Access> Always(Statement statement) =>
        statement is WantedBlock block
            ? block.Then.SelectMany(Always)
            : GuardedAccess.Of(statement).Where(a => a.Guards.Count == 0).Select(a => a.Access);

    /// <summary>The reference that an access starts from and what the loop adds to it; null where there is no row for it.</summary>
    public (string Reference, IndexExpr Offset)? Find(Access access) =>
        access.Buffer.Rank > 0
        && !access.IsChecked
        && Split(access) is var (row, stride)
        && _rows.TryGetValue((access.Buffer, row), out string? name)
            ? (name, stride * IndexExpr.Of(_index))
            : null;

    /// <summary>The address as the part without the loop's index and the factor of the index.</summary>
    public static (IndexExpr Row, IndexExpr Stride)? Split(Access access, LoopIndex index)
    {
        IndexExpr offset = Layout.Offset(access);
        return offset.Coefficient(index) is { } stride ? (offset - (stride * IndexExpr.Of(index)), stride) : null;
    }

    private (IndexExpr Row, IndexExpr Stride)? Split(Access access) => Split(access, _index);

    // Nothing that is evaluated early may fail, or read what the loop changes.
    private static bool IsSafe(IndexExpr row, HashSet<Buffer> written, bool runs) =>
        row.AllAtoms()
            .All(atom =>
                atom switch
                {
                    ElementAtom element => runs && !written.Contains(element.Access.Buffer),
                    OperationAtom operation => operation.Operation
                        is IntegerOperation.Maximum
                            or IntegerOperation.Minimum
                        || operation.Right.AsConstant() > 0,
                    _ => true,
                }
            );
}
