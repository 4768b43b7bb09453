using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Analysis;

/// <summary>
/// Which buffers carry a derivative: those that depend on a differentiated parameter (varied) and on which an output depends
/// (useful). Everything else has a zero adjoint and is left alone.
/// </summary>
internal sealed class Activity
{
    private readonly HashSet<Buffer> _varied = [];
    private readonly HashSet<Buffer> _useful = [];

    public Activity(Method method, EquatableArray<Statement> body)
    {
        List<(Buffer Target, HashSet<Buffer> Sources)> flows = body.AllStatements()
            .Where(s => s is Assign or Accumulate or ArrayCall)
            .Select(s => (s.Write()!.Buffer, Sources(s)))
            .ToList();
        foreach (Buffer p in body.SelectMany(s => s.Buffers()).Where(b => b.Kind == BufferKind.Parameter))
        {
            if (p.IsDifferentiated)
            {
                _varied.Add(p);
                _useful.Add(p);
            }
        }

        _useful.UnionWith(method.Outputs.Where(b => b.HasSeed));
        if (method.Result is { HasSeed: true } result)
        {
            _useful.Add(result);
        }

        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach ((Buffer target, HashSet<Buffer> sources) in flows)
            {
                if (target.Element.IsFloating() && sources.Overlaps(_varied))
                {
                    changed |= _varied.Add(target);
                }

                if (_useful.Contains(target))
                {
                    int before = _useful.Count;
                    _useful.UnionWith(sources);
                    changed |= _useful.Count != before;
                }
            }
        }
    }

    public bool IsActive(Buffer buffer) => _varied.Contains(buffer) && _useful.Contains(buffer);

    public bool IsActive(Expr expr) => Sources(expr).Any(IsActive);

    private static HashSet<Buffer> Sources(Statement statement) =>
        statement switch
        {
            Assign assign => [.. Sources(assign.Value)],
            Accumulate sum => [.. Sources(sum.Value)],
            ArrayCall call => [call.Arguments.Buffer],
            _ => [],
        };

    /// <summary>What an expression depends on differentiably: conditions, integers and stopped gradients cut the flow.</summary>
    private static IEnumerable<Buffer> Sources(Expr expr) =>
        expr switch
        {
            Load load => [load.Access.Buffer],
            Convert convert => convert.Type.IsFloating() ? Sources(convert.Operand) : [],
            Apply apply => apply.Arguments.SelectMany((a, i) => Rules.HasPartial(apply.Function, i) ? Sources(a) : []),
            Call call => call.Operands.SelectMany((a, i) => call.Callee.Operands[i].IsActive ? Sources(a) : []),
            Select select => Sources(select.WhenTrue).Concat(Sources(select.WhenFalse)),
            _ => [],
        };
}
