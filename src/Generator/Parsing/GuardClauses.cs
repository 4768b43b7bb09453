using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// The statements with which a method begins that only may throw: <c>if (n &lt; 0) throw …</c>, <c>ArgumentNullException.ThrowIfNull(x)</c>,
/// <c>Debug.Assert(…)</c>. Generated members repeat them before their own checks, so that what is wrong is said in the user's words.
/// </summary>
internal sealed class GuardClauses
{
    private readonly HashSet<IOperation> _guards = [];

    public GuardClauses(IBlockOperation body)
    {
        var kept = new List<IOperation>();
        foreach (IOperation operation in body.Operations)
        {
            if (IsGuard(operation))
            {
                _guards.Add(operation);
            }
            else if (!IsPureDeclaration(operation) && !IsCheckedName(operation))
            {
                break;
            }

            kept.Add(operation);
        }

        Guards? text = Write(kept);
        if (text is null)
        {
            _guards.Clear();
        }

        Text = text ?? Guards.None;
    }

    public Guards Text { get; }

    /// <summary>Whether the statement has been taken out of the body.</summary>
    public bool Contains(IOperation operation) => _guards.Contains(operation);

    /// <summary>The guards, and before each what it reads; null where it cannot stand in generated code.</summary>
    private Guards? Write(List<IOperation> operations)
    {
        var needed = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var lines = new List<string>();
        var locals = new List<string>();
        for (int i = operations.Count - 1; i >= 0; i--)
        {
            IOperation operation = operations[i];
            IVariableDeclaratorOperation[] declared =
            [
                .. operation.Descendants().OfType<IVariableDeclaratorOperation>(),
            ];
            if (
                !_guards.Contains(operation)
                && !IsCheckedName(operation)
                && !declared.Any(d => needed.Contains(d.Symbol))
            )
            {
                continue;
            }

            if (GuardText.Of(operation) is not { } text || declared.Any(d => !IsFree(d.Symbol.Name)))
            {
                return null;
            }

            lines.Insert(0, text);
            locals.AddRange(declared.Select(d => d.Symbol.Name));
            needed.UnionWith(operation.Descendants().OfType<ILocalReferenceOperation>().Select(l => l.Local));
        }

        return new Guards(lines.ToEquatableArray(), locals.ToEquatableArray());
    }

    // Names that parameters of generated members have.
    private static bool IsFree(string name) =>
        name is not ("residuals" or "seed") && !name.EndsWith("Grad", StringComparison.Ordinal);

    private static bool IsGuard(IOperation operation) =>
        operation switch
        {
            IConditionalOperation { Condition: var condition } branch => IsPure(condition) && IsThrow(branch),
            IExpressionStatementOperation { Operation: IInvocationOperation call } => IsCheck(call.TargetMethod)
                && call.Arguments.All(a => IsPure(a.Value)),
            _ => false,
        };

    /// <summary>Whether the statement ends in an exception or does nothing.</summary>
    private static bool IsThrow(IOperation operation) =>
        operation switch
        {
            IThrowOperation { Exception: { } exception } => IsPure(exception),
            IBlockOperation { Operations: [var only] } => IsThrow(only),
            IConditionalOperation branch => IsPure(branch.Condition)
                && IsThrow(branch.WhenTrue)
                && (branch.WhenFalse is null || IsThrow(branch.WhenFalse)),
            IExpressionStatementOperation { Operation: IThrowOperation inner } => IsThrow(inner),
            _ => false,
        };

    /// <summary>Whether it is a method of the framework that only may throw.</summary>
    public static bool IsCheck(IMethodSymbol method) =>
        method.IsStatic
        && (
            (method.Name.StartsWith("Throw", StringComparison.Ordinal) && IsException(method.ContainingType))
            || (
                method is { Name: "Assert" or "Fail", ContainingType: { Name: "Debug" or "Trace" } type }
                && type.ContainingNamespace.ToDisplayString() == "System.Diagnostics"
            )
        )
        && IsFrameworks(method.ContainingType);

    private static bool IsPureDeclaration(IOperation operation) =>
        operation is IVariableDeclarationGroupOperation { Declarations: [var declaration] }
        && declaration.Declarators.All(d =>
            d is { Initializer.Value: { } value, Symbol: { IsRef: false } local }
            && KnownTypes.ScalarOf(local.Type) is not null
            && IsPure(value)
        );

    /// <summary><c>var row = x ?? throw new …;</c>, which is part of the body too.</summary>
    private static bool IsCheckedName(IOperation operation) =>
        operation
            is IVariableDeclarationGroupOperation
            {
                Declarations: [{ Declarators: [{ Symbol.IsRef: false, Initializer.Value: { } value }] }],
            }
        && Bare(value) is ICoalesceOperation { WhenNull: var otherwise } coalesce
        && Bare(otherwise) is IThrowOperation
        && IsPure(coalesce);

    private static IOperation Bare(IOperation operation) =>
        operation is IConversionOperation conversion ? Bare(conversion.Operand) : operation;

    /// <summary>Whether nothing but a value comes of it.</summary>
    private static bool IsPure(IOperation operation) => operation.DescendantsAndSelf().All(IsPureItself);

    private static bool IsPureItself(IOperation operation) =>
        operation switch
        {
            IAssignmentOperation or IIncrementOrDecrementOperation => false,
            IAnonymousFunctionOperation or IDelegateCreationOperation or IAwaitOperation or IInvalidOperation => false,
            IDeclarationExpressionOperation or IDeclarationPatternOperation { DeclaredSymbol: not null } => false,
            IDynamicInvocationOperation or IDynamicMemberReferenceOperation => false,
            IObjectCreationOperation { Type: var type } => IsException(type),
            IPropertyReferenceOperation { Property: var property } => IsFrameworks(property.ContainingType),
            IInvocationOperation { TargetMethod: var method } => IsPureMethod(method),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => false,
            _ => true,
        };

    private static bool IsPureMethod(IMethodSymbol method) =>
        IsFrameworks(method.ContainingType)
        && (
            Functions.IsMath(method.ContainingType)
            || KnownTypes.ScalarOf(method.ContainingType) is not null
            || method.ContainingType.SpecialType is SpecialType.System_String or SpecialType.System_Object
            || method.ContainingType.IsRuntime("Tensor", 1) && method.Name == "Dim"
            || method.ContainingType.IsSystem("FormattableString")
        );

    public static bool IsException(ITypeSymbol? type) =>
        type is not null && (type.IsSystem("Exception") || IsException(type.BaseType));

    private static bool IsFrameworks(INamedTypeSymbol type)
    {
        INamespaceSymbol? root = type.ContainingNamespace;
        while (root is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            root = root.ContainingNamespace;
        }

        return root?.Name == "System" || type.OriginalDefinition.IsRuntime("Tensor", 1);
    }
}
