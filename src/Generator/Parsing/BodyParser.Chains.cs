using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// Whether a statement <c>x[0] = s = t = v</c> gives one number to variables of one type, or <c>i = j = 0</c> one constant to
    /// locals. C# evaluates all subscripts before it assigns: none changes on the way.
    /// </summary>
    private static bool IsChain(ISimpleAssignmentOperation assignment)
    {
        bool isNumber = KnownTypes.IsFloating(assignment.Type);
        bool isConstant = KnownTypes.ScalarOf(assignment.Type) is not null && !KnownTypes.IsEnum(assignment.Type);
        return Links(assignment)
            .All(link =>
                !link.IsRef
                && SymbolEqualityComparer.Default.Equals(link.Target.Type, assignment.Type)
                && (
                    isNumber
                    || (
                        isConstant
                        && link.Target is ILocalReferenceOperation
                        && (link.Value is ISimpleAssignmentOperation || link.Value.ConstantValue.HasValue)
                    )
                )
            );
    }

    /// <summary>The value is taken once, and given to the last variable first.</summary>
    private void AssignChain(ISimpleAssignmentOperation assignment, List<Statement> output)
    {
        List<ISimpleAssignmentOperation> links = Links(assignment).ToList();
        List<Access?> targets = links.Select(link => Target(link.Target)).ToList();
        targets.Reverse();
        if (!KnownTypes.IsFloating(assignment.Type))
        {
            targets.ForEach(target => AssignConstant(target, links[links.Count - 1].Value, output));
            return;
        }

        if (Expression(links[links.Count - 1].Value) is not { } value || targets.Contains(null))
        {
            return;
        }

        if (value is not Constant)
        {
            Access taken = Local(names.Fresh("assigned"), value.Type, output);
            output.Add(new Assign(taken, value));
            value = new Load(taken);
        }

        output.AddRange(targets.Select(target => new Assign(target!, value)));
    }

    private void AssignConstant(Access? target, IOperation constant, List<Statement> output)
    {
        if (target is not null)
        {
            Assign(target, constant, output);
        }
    }

    /// <summary>The assignments of a chain, outermost first.</summary>
    private static IEnumerable<ISimpleAssignmentOperation> Links(ISimpleAssignmentOperation assignment)
    {
        for (
            ISimpleAssignmentOperation? link = assignment;
            link is not null;
            link = link.Value as ISimpleAssignmentOperation
        )
        {
            yield return link;
        }
    }
}
