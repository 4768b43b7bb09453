using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NeuralGen.Generator.Parsing;

/// <summary>Why a construct is refused, and what to write instead.</summary>
internal static class Advice
{
    public static string For(IOperation operation) =>
        operation switch
        {
            IConditionalOperation { Type: IArrayTypeSymbol } =>
                "which array it is would depend on data. Choose between elements: 'condition ? a[i] : b[i]'.",
            IConditionalOperation => "which statements run would depend on data. Write 'x = condition ? a : b;'.",
            ISwitchOperation or ISwitchExpressionOperation =>
                "which branch runs would depend on data. Write 'condition ? a : b'.",
            IForEachLoopOperation => "its loop has no index. Write 'for (int i = 0; i < x.Length; i++)'.",
            IBranchOperation or ILabeledOperation =>
                "such jumps are not followed. Write a loop, with 'break' and 'continue' where needed.",
            ITryOperation =>
                "exceptions are not followed. Check arguments at the start of the method, or in the caller.",
            ILocalFunctionOperation or IAnonymousFunctionOperation =>
                "functions that are values are not followed. Write a local function or a method, and call it.",
            IUsingOperation or IUsingDeclarationOperation or ILockOperation =>
                "resources and locks have no derivative. Take them in the caller.",
            IArrayCreationOperation or IObjectCreationOperation or ICollectionExpressionOperation =>
                "inside the method only arrays and tensors of numbers are created, by 'new' with their sizes or from a list of elements, as the value of a local or an argument.",
            ITupleOperation => "a tuple is no number. Use its elements.",
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } =>
                "subscripts count from the start. Write 'x.Length - 1' for '^1'.",
            IRangeOperation or IImplicitIndexerReferenceOperation =>
                "ranges of arrays make copies. Take a span, 'x.AsSpan(start, length)', or add the offset to the subscript.",
            IIsTypeOperation or IIsPatternOperation => "patterns have no derivative. Write comparisons.",
            ICoalesceOperation or IConditionalAccessOperation =>
                "what runs would depend on a null. Make sure in the caller that there is none.",
            IPropertyReferenceOperation { Arguments.Length: > 0 } =>
                "such indexers are not followed. Write a method with the same body, and call it.",
            IAssignmentOperation => "assignments are statements of their own. Write 'b = c; a = b;' for 'a = b = c'.",
            IAwaitOperation => "the method must run to its end in one go. Await in the caller.",
            _ => "only loops, blocks, declarations, assignments and arithmetic are followed. Write it with these.",
        };
}
