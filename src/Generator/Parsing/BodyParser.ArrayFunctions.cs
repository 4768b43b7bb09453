using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Functions of arrays, spans, tensors and structs that are called, not read.</summary>
internal sealed partial class BodyParser
{
    private readonly List<ArrayCallee> _arrayFunctions = [];

    /// <summary>The functions of arrays that the body calls.</summary>
    public IEnumerable<ArrayCallee> CalledWithArrays => _arrayFunctions;

    /// <summary>The functions of whose arrays it is being found out what they are to them.</summary>
    public IReadOnlyList<IMethodSymbol> Asking { get; init; } = [];

    /// <summary>A call whose derivative the user gives.</summary>
    private IReadOnlyList<Load>? GivenArrayFunction(
        IInvocationOperation call,
        IMethodSymbol function,
        IMethodSymbol derivative,
        bool mayWrite
    )
    {
        Compilation compilation = call.SemanticModel!.Compilation;
        var written = new WrittenElements(compilation, _sources);
        IReadOnlyDictionary<string, ParsedRole>? parsed = null;
        var operands = new List<ArrayOperand>();
        foreach (IParameterSymbol parameter in function.Parameters)
        {
            ITypeSymbol? gradient = DerivativeSignature.GradientOf(derivative, function, parameter);
            BufferForm form = KnownTypes.StorageOf(gradient)?.Form ?? BufferForm.Scalar;
            Role? role = Role.Input;
            if (KnownTypes.StorageOf(parameter.Type) is { Form: not BufferForm.Scalar } && written.MayWrite(parameter))
            {
                parsed ??= ParsedRoles.Of(function, compilation, Asking, _sources, cancellation) ?? NoRoles;
                role =
                    form == BufferForm.ReadOnlySpan ? Role.PureOutput
                    : gradient is not null
                    && parsed.TryGetValue(parameter.Name, out ParsedRole found)
                    && (found.IsWhole || found.Role != Role.PureOutput)
                        ? found.Role
                    : null;
            }

            if (role is null)
            {
                return RefuseFunction<IReadOnlyList<Load>>(
                    call,
                    gradient is null
                        ? $"It may write '{parameter.Name}', for which its derivative has no gradient. Let it take a ReadOnlySpan, or a gradient"
                        : $"Whether it writes all of '{parameter.Name}' without reading it is not known. If so, let its derivative take the gradient as 'ReadOnlySpan<{KnownTypes.StorageOf(parameter.Type)!.Value.Element.Keyword()}>'; else let the function take a copy"
                );
            }

            operands.Add(Operand(parameter, role.Value, gradient is not null, form));
        }

        return ArrayCallOf(call, function, CalledAs(derivative), isGiven: true, operands, mayWrite);
    }

    private static readonly IReadOnlyDictionary<string, ParsedRole> NoRoles = new Dictionary<string, ParsedRole>();

    /// <summary>A call of a <c>[Differentiable]</c> method: its own derivative is called.</summary>
    private bool TryGeneratedArrayFunction(IInvocationOperation call, bool mayWrite, out IReadOnlyList<Load>? result)
    {
        result = null;
        IMethodSymbol function = call.TargetMethod;
        if (
            call.SemanticModel is not { } model
            || function.Attribute("DifferentiableAttribute") is not { } attribute
            || !DerivativeSignature.IsArrayFunction(function, shapes)
        )
        {
            return false;
        }

        if (!IsAccessible(function, model.Compilation))
        {
            RefuseFunction(call, $"Generated code calls '{function.Name}': make it internal");
            return true;
        }

        var selected = new Selection(attribute);
        IReadOnlyDictionary<string, Role>? roles = GeneratedRoles(function, model.Compilation);
        var operands = new List<ArrayOperand>();
        foreach (IParameterSymbol parameter in function.Parameters)
        {
            bool isArray = KnownTypes.StorageOf(parameter.Type) is { Form: not BufferForm.Scalar };
            Role role = Role.Input;
            if (isArray && roles?.TryGetValue(parameter.Name, out role) != true)
            {
                return false;
            }

            bool isActive = DerivativeSignature.HasGradient(parameter, shapes) && selected.Includes(parameter);
            ArrayOperand operand = Operand(
                parameter,
                role,
                isActive,
                KnownTypes.StorageOf(parameter.Type)?.Form switch
                {
                    BufferForm.Scalar or null => BufferForm.Scalar,
                    BufferForm.Tensor => BufferForm.Tensor,
                    BufferForm.Rectangular => BufferForm.Rectangular,
                    _ => BufferForm.Span,
                }
            );
            if (operand is { IsWritten: true, IsActive: false })
            {
                RefuseFunction(
                    call,
                    $"It writes '{parameter.Name}', which it is not differentiated for. Differentiate it for all that it writes"
                );
                return true;
            }

            if (
                !isActive
                && !parameter.IsNoGrad()
                && DerivativeSignature.HasGradient(parameter, shapes)
                && !IsConstant(call, parameter)
            )
            {
                RefuseUnselected(call, parameter);
                return true;
            }

            operands.Add(operand);
        }

        string derivative = $"{CSharpText.Type(function.ContainingType)}.{GeneratedNames.Of(function)}";
        result = ArrayCallOf(call, function, derivative, isGiven: false, operands, mayWrite);
        return true;
    }

    /// <summary>Such a call in the place of a number.</summary>
    private bool TryGeneratedNumber(IInvocationOperation call, bool mayWrite, out Expr? result)
    {
        bool isOne = TryGeneratedArrayFunction(call, mayWrite, out IReadOnlyList<Load>? results);
        result = results?.FirstOrDefault();
        return isOne;
    }

    /// <summary>What the function is not differentiated for must not depend on what this method is differentiated for.</summary>
    private void RefuseUnselected(IInvocationOperation call, IParameterSymbol parameter) =>
        RefuseFunction(
            call,
            $"'{call.TargetMethod.Name}' is not differentiated for '{parameter.Name}': name it as well, or mark it [NoGrad] if what it is given is meant to be a constant"
        );

    /// <summary>Whether an argument is a constant, or a parameter that this method is not differentiated for itself.</summary>
    private bool IsConstant(IInvocationOperation call, IParameterSymbol parameter) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal)?.Value is { } value
        && (
            WithoutConversions(value).ConstantValue.HasValue
            || (
                WithoutConversions(value) is IParameterReferenceOperation { Parameter: var own }
                && SymbolEqualityComparer.Default.Equals(own.ContainingSymbol, method)
                && !IsChanged(own)
                && scope.Buffer(own) is { IsDifferentiated: false, Kind: BufferKind.Parameter }
            )
        );

    private IReadOnlyDictionary<string, Role>? GeneratedRoles(IMethodSymbol function, Compilation compilation)
    {
        if (!SymbolEqualityComparer.Default.Equals(function.ContainingAssembly, compilation.Assembly))
        {
            return CalleeSummary.Of(function)?.Roles;
        }

        // A method that calls itself takes for both what it may write; so does Roles.
        bool isRecursive =
            SymbolEqualityComparer.Default.Equals(function.OriginalDefinition, method)
            || _callees.Contains(function.OriginalDefinition, SymbolEqualityComparer.Default);
        var written = new WrittenElements(compilation, _sources);
        return
            isRecursive
            || function.Parameters.All(p =>
                KnownTypes.StorageOf(p.Type) is not { Form: not BufferForm.Scalar } || !written.MayWrite(p)
            )
            ? function.Parameters.ToDictionary(p => p.Name, p => written.MayWrite(p) ? Role.ReadWrite : Role.Input)
            : ParsedRoles
                .Of(function, compilation, Asking, _sources, cancellation)
                ?.ToDictionary(p => p.Key, p => p.Value.Role);
    }

    private ArrayOperand Operand(IParameterSymbol parameter, Role role, bool isActive, BufferForm gradient)
    {
        Storage? storage = KnownTypes.StorageOf(parameter.Type);
        EquatableArray<Part> parts = storage is { } known ? [new Part(known.Element)] : Parts(parameter.Type);
        return new ArrayOperand(
            parameter.Name,
            storage?.Form ?? BufferForm.Scalar,
            parts,
            role == Role.Unused ? Role.Input : role
        )
        {
            IsActive = isActive,
            Rank = storage is { Form: not BufferForm.Scalar } array ? array.Axes : 0,
            GradientForm = gradient,
        };
    }
}
