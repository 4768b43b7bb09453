using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>
/// A loop on vectors: as many elements at a time as a vector holds, then the rest one by one with the same expressions. What
/// the loop adds up is added in vectors and put together at the end.
/// </summary>
internal sealed class LaneLoop
{
    private readonly For _loop;
    private readonly PassNames _names;
    private readonly LocalBlocks _locals;
    private readonly SourceWriter _writer;
    private readonly BodyWriter _body;
    private readonly string _vector;
    private readonly string _scalar;
    private readonly List<LaneReduction> _reductions = [];

    public LaneLoop(For loop, PassNames names, LocalBlocks locals, SourceWriter writer, BodyWriter body)
    {
        _loop = loop;
        _names = names;
        _locals = locals;
        _writer = writer;
        _body = body;
        ScalarType type = Uses.SelfAndInner(loop).Select(Uses.Written).OfType<Buffer>().First().Element;
        _vector = LanePrinter.Vector(type);
        _scalar = type.Keyword();
        FindReductions(loop.Body, null);
    }

    public void Write()
    {
        string trips = LoopHeader.Trips(_loop, _names, _writer, _names.Scope);
        if (!ReadsAhead())
        {
            Loops(trips);
            return;
        }

        _writer.Open($"if ({trips} > 0)");
        _body.Inside(() => Loops(trips));
        _writer.Close();
    }

    // What does not change along the loop is read before it, which is allowed only if the loop runs at all.
    private bool ReadsAhead() =>
        _reductions.Any(r => r.Target.Buffer.Rank > 0)
        || _loop.Body.SelectMany(Accesses.Of).Any(a => a.Buffer.Rank > 0 && LaneConditions.Stride(a, _loop.Index) == 0)
        || Uses.SelfAndInner(_loop)
            .SelectMany(LaneConditions.Integers)
            .Any(e => e.AllAtoms().Any(a => a is ElementAtom));

    private void Loops(string trips)
    {
        var rows = new Rows(_loop, _names, _writer, runs: true);
        string index = _names.DeclareLoop(_loop.Index);
        _body.WithRows(rows, () => Loops(trips, index));
    }

    private void Loops(string trips, string index)
    {
        var lanes = new LanePrinter(_loop, _names, _locals, _body, _writer);
        lanes.Hoist(_loop.Body);
        foreach (LaneReduction reduction in _reductions)
        {
            reduction.Declare(_names, _writer, _vector);
        }

        _writer.Line($"nint {index} = 0;");
        _writer.Open($"for (; {index} <= {trips} - {_vector}.Count; {index} += {_vector}.Count)");
        _body.Inside(() => Vectors(_loop.Body, _loop, lanes));
        _writer.Close();
        _writer.Line();
        foreach (LaneReduction reduction in _reductions)
        {
            reduction.DeclareTail(_names, _writer, _scalar);
            _body.Redirect(reduction.Target, reduction.Tail);
        }

        _writer.Open($"for (; {index} < {trips}; {index}++)");
        _body.Inside(() => _body.Silently(() => _body.Block(_loop.Body, _loop)));
        _writer.Close();
        _body.EndRedirection();
        foreach (LaneReduction reduction in _reductions)
        {
            _writer.Line();
            reduction.Finish(_body, _writer);
        }
    }

    // The block's statements on vectors; its locals become vectors.
    private void Vectors(EquatableArray<Statement> block, Statement owner, LanePrinter lanes)
    {
        var declared = new HashSet<Buffer>();
        foreach (Statement statement in block)
        {
            _body.Note(statement);
            Buffer? assigned = statement is Assign ? Uses.Written(statement) : null;
            foreach (Buffer local in Uses.Of(statement).Distinct().Where(b => _locals.Belongs(b, owner)).ToList())
            {
                if (!local.Equals(assigned) && declared.Add(local))
                {
                    _writer.Line($"{_vector} {_names.DeclareLocal(local)} = {_vector}.Zero;");
                }
            }

            if (statement is Assign { Target.Buffer: { Rank: 0 } target } assign && declared.Add(target))
            {
                string value = lanes.Print(assign.Value);
                _writer.Line($"{_vector} {_names.DeclareLocal(target)} = {value};");
                continue;
            }

            Vector(statement, lanes);
        }
    }

    private void Vector(Statement statement, LanePrinter lanes)
    {
        switch (statement)
        {
            case WantedBlock wanted:
                _writer.Open($"if ({_body.Wanted(wanted)})");
                _body.Inside(() => Vectors(wanted.Then, wanted, lanes));
                _writer.Close();
                break;
            case Assign { Target.Buffer: { Rank: 0 } local } assign:
                _writer.Line($"{_names.Name(local)} = {lanes.Print(assign.Value)};");
                break;
            case Assign assign:
                _writer.Line($"{lanes.Store(assign.Target, lanes.Print(assign.Value))};");
                break;
            case Accumulate sum when _reductions.Find(r => r.Collects(sum)) is { } reduction:
                _writer.Line($"{reduction.Vector} {lanes.Updated(reduction.Vector, sum)};");
                break;
            case Accumulate { Target.Buffer: { Rank: 0 } local } sum:
                _writer.Line($"{_names.Name(local)} {lanes.Updated(_names.Name(local), sum)};");
                break;
            case Accumulate sum:
                _writer.Line($"{lanes.Store(sum.Target, lanes.Sum(lanes.LoadText(sum.Target), sum))};");
                break;
        }
    }

    private void FindReductions(IEnumerable<Statement> block, WantedBlock? condition)
    {
        foreach (Statement statement in block)
        {
            if (statement is WantedBlock wanted)
            {
                FindReductions(wanted.Then, wanted);
            }
            else if (
                statement is Accumulate sum
                && LaneConditions.Stride(sum.Target, _loop.Index) == 0
                && !_locals.IsInside(sum.Target.Buffer, _loop)
                && !_reductions.Any(r => r.Collects(sum))
            )
            {
                _reductions.Add(new LaneReduction(sum.Target, sum.Reduction, condition));
            }
        }
    }
}
