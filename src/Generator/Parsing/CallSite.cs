using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>A method, operator or property that is called, however it is written.</summary>
/// <param name="Operation">The call as it stands in the text.</param>
/// <param name="Callee">What runs.</param>
/// <param name="Instance">What its <c>this</c> is.</param>
/// <param name="Arguments">Which parameter is given what, in the order of evaluation.</param>
internal sealed record CallSite(
    IOperation Operation,
    IMethodSymbol Callee,
    IOperation? Instance,
    IReadOnlyList<(int Ordinal, IOperation Value)> Arguments
)
{
    /// <summary>What <c>out</c> parameters are, where the call does not say it: a <c>Deconstruct</c>, which runs on a copy.</summary>
    public IReadOnlyList<(int Ordinal, object Value)> Results { get; init; } = [];

    /// <summary>Of a constructor: makes the struct that its body changes.</summary>
    public System.Func<List<IR.Statement>, Aggregate>? Begin { get; init; }

    public static CallSite Of(IInvocationOperation call, IMethodSymbol callee) =>
        new(call, callee, call.Instance, call.Arguments.Select(a => (a.Parameter!.Ordinal, a.Value)).ToList());

    /// <summary>The operator or property that an operation calls; null where it calls none.</summary>
    public static CallSite? Of(IOperation operation) =>
        operation switch
        {
            IBinaryOperation { OperatorMethod: { } callee, IsLifted: false } binary => Operator(
                binary,
                callee,
                binary.LeftOperand,
                binary.RightOperand
            ),
            IUnaryOperation { OperatorMethod: { } callee, IsLifted: false } unary => Operator(
                unary,
                callee,
                unary.Operand
            ),
            IConversionOperation { OperatorMethod: { } callee } conversion => Operator(
                conversion,
                callee,
                conversion.Operand
            ),
            ICompoundAssignmentOperation { OperatorMethod: { IsStatic: true } callee, IsLifted: false } assignment =>
                Operator(assignment, callee, assignment.Target, assignment.Value),
            IPropertyReferenceOperation { Property: { IsIndexer: false, GetMethod: { } callee } } property =>
                new CallSite(property, callee, property.Instance, []),
            _ => null,
        };

    private static CallSite Operator(IOperation operation, IMethodSymbol callee, params IOperation[] operands) =>
        new(operation, callee, null, operands.Select((o, i) => (i, o)).ToList());
}
