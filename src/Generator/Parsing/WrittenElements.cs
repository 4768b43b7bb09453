using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Whether a method may write elements of one of its parameters. "No" is a proof: each use of the parameter reads an element or a
/// size, or hands it on to where it is only read.
/// </summary>
internal sealed class WrittenElements(Compilation compilation, ICollection<SyntaxTree> sources)
{
    private readonly HashSet<ISymbol> _asked = new(SymbolEqualityComparer.Default);

    public bool MayWrite(IParameterSymbol parameter)
    {
        _asked.Clear();
        return Find(parameter);
    }

    private bool Find(IParameterSymbol parameter)
    {
        parameter = parameter.OriginalDefinition;
        if (IsReadOnly(parameter.Type))
        {
            return false;
        }

        // What was asked before is written only if that has been found, and then nothing more is asked.
        if (!_asked.Add(parameter))
        {
            return false;
        }

        if (
            parameter.ContainingSymbol is not IMethodSymbol { DeclaringSyntaxReferences: [var reference] } method
            || parameter.RefKind != RefKind.None
            || !compilation.ContainsSyntaxTree(reference.SyntaxTree)
        )
        {
            return true;
        }

        SyntaxNode syntax = reference.GetSyntax();
        sources.Add(syntax.SyntaxTree);
#pragma warning disable RS1030 // a callee may stand in another file than the analyzed method
        SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        return CalleeBody.Of(method, model) is not { } body
            || body.Descendants()
                .OfType<IParameterReferenceOperation>()
                .Any(use => SymbolEqualityComparer.Default.Equals(use.Parameter, parameter) && !IsOnlyRead(use));
    }

    private bool IsOnlyRead(IOperation use) =>
        use.Parent switch
        {
            IParenthesizedOperation inner => IsOnlyRead(inner),
            IConversionOperation conversion => IsReadOnly(conversion.Type)
                || (KnownTypes.StorageOf(conversion.Type) is not null && IsOnlyRead(conversion)),
            IArrayElementReferenceOperation element => element.ArrayReference == use && IsElementRead(element),
            IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance == use
                && IsElementRead(element),
            IPropertyReferenceOperation property => property.Instance == use
                && property.Property.Name is "Length" or "Rank" or "IsEmpty",
            IImplicitIndexerReferenceOperation { Argument: IRangeOperation } slice => slice.Instance == use
                && IsOnlyRead(slice),
            IImplicitIndexerReferenceOperation element => element.Instance == use && IsElementRead(element),
            IInvocationOperation { TargetMethod.Name: "Dim" or "GetLength" or "ToArray" } call => call.Instance == use,
            IInvocationOperation { TargetMethod.Name: "Slice" or "AsSpan" } slice => slice.Instance == use
                && IsOnlyRead(slice),
            IArgumentOperation { Parent: IInvocationOperation call, Parameter: { RefKind: RefKind.None } given } =>
                IsReadOnly(given.Type)
                    || (
                        call.TargetMethod is { Name: "AsSpan", ContainingType: var type }
                        && type.IsSystem("MemoryExtensions")
                            ? IsOnlyRead(call)
                            : !Find(given)
                    ),
            IForEachLoopOperation loop => loop.Collection == use && loop.Locals is [{ RefKind: RefKind.None }],
            _ => false,
        };

    /// <summary>Whether what happens to an element cannot change it.</summary>
    private static bool IsElementRead(IOperation element) =>
        KnownTypes.ScalarOf(element.Type) is not null
        && element.Parent switch
        {
            IParenthesizedOperation inner => IsElementRead(inner),
            IBinaryOperation or IUnaryOperation or IConversionOperation or IExpressionStatementOperation => true,
            ISimpleAssignmentOperation assignment => !assignment.IsRef && assignment.Value == element,
            ICompoundAssignmentOperation assignment => assignment.Value == element,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.None } } =>
                true,
            IArgumentOperation { Parameter.RefKind: RefKind.None } => true,
            IArrayElementReferenceOperation other => other.ArrayReference != element,
            IReturnOperation => !ReturnsReference(element),
            IConditionalOperation { IsRef: false } => true,
            _ => false,
        };

    private static bool ReturnsReference(IOperation operation) =>
        operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart)
            is not IMethodSymbol { RefKind: RefKind.None };

    private static bool IsReadOnly(ITypeSymbol? type) =>
        KnownTypes.StorageOf(type) is { Form: BufferForm.ReadOnlySpan or BufferForm.Scalar };
}
