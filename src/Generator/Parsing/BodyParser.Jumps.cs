using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    private readonly Dictionary<ILabelSymbol, int> _labels = new(SymbolEqualityComparer.Default);

    // Where a return of the method at hand leads, and what it assigns first; innermost callee on top.
    private readonly Stack<(int Label, System.Action<IOperation, List<Statement>>? Assign)> _returns = [];
    private int _nextLabel;

    /// <summary>Statements that may jump to their end, as structured control.</summary>
    /// <param name="end">The label at the end.</param>
    /// <param name="parse">Reads the statements.</param>
    /// <param name="outer">The statements behind which they stand.</param>
    /// <param name="loop">The loop there whose body they are.</param>
    private List<Statement> Region(
        ILabelSymbol? end,
        System.Action<List<Statement>> parse,
        List<Statement> outer,
        ILoopOperation? loop = null
    )
    {
        int label = _nextLabel++;
        if (end is not null)
        {
            _labels[end] = label;
        }

        var inside = new List<Statement>();
        Stand(inside, outer, loop);
        parse(inside);
        return JumpLowering.Lower(inside, label, FreshLocal);
    }

    /// <summary>The body of a method: every return assigns what it returns and leads to the end.</summary>
    private List<Statement> ReturnRegion(
        System.Action<IOperation, List<Statement>>? assign,
        System.Action<List<Statement>> parse,
        List<Statement> outer
    )
    {
        int label = _nextLabel++;
        _returns.Push((label, assign));
        var inside = new List<Statement>();
        Stand(inside, outer);
        parse(inside);
        _returns.Pop();
        return JumpLowering.Lower(inside, label, FreshLocal);
    }

    private void Jump(IBranchOperation branch, List<Statement> output)
    {
        if (branch.BranchKind != BranchKind.GoTo && _labels.TryGetValue(branch.Target, out int label))
        {
            output.Add(new Jump(label));
        }
        else
        {
            Refuse<Statement>(branch, Rules.UnsupportedStatement, Keyword(branch), Advice.For(branch));
        }
    }

    private void Return(IReturnOperation end, List<Statement> output)
    {
        _before = output;
        (int label, System.Action<IOperation, List<Statement>>? assign) = _returns.Peek();
        if (end.ReturnedValue is { } value)
        {
            assign?.Invoke(value, output);
        }

        output.Add(new Jump(label));
    }

    /// <summary>A local that the parser needs, new each time control comes to its declaration.</summary>
    private Buffer FreshLocal(string name, ScalarType type)
    {
        Buffer local = scope.Fresh(names.Fresh(name), BufferKind.Local, new Storage(BufferForm.Scalar, type), rank: 0);
        _depths.Add(local, _loops.Count);
        return local;
    }
}
