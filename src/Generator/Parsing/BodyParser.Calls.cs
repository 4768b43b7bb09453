using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <param name="call">The call.</param>
    /// <param name="mayWrite">Whether nothing else of the statement is evaluated before the call, so that it may write elements.</param>
    private Expr? Call(IInvocationOperation call, bool mayWrite = false)
    {
        IMethodSymbol target = call.TargetMethod;
        if (target.ContainingType.TypeKind == TypeKind.Error)
        {
            return Broken<Expr>(call);
        }

        if (IsGiven(call))
        {
            return GivenFunction(call, mayWrite);
        }

        if (Functions.Of(target) is { } function)
        {
            return Arguments(call) is { } arguments ? Checked(call, new Apply(function, arguments)) : null;
        }

        bool isMath =
            Functions.IsMath(target.ContainingType) && target.Parameters.All(p => KnownTypes.IsFloating(p.Type));
        if (isMath && target is { Name: "Log", Parameters.Length: 2 })
        {
            return LogToBase(call);
        }

        if (isMath && target is { Name: "Clamp", Parameters.Length: 3 })
        {
            return Clamp(call);
        }

        if (target.ContainingType.IsRuntime("Activation") && target is { Name: "Linear", Parameters.Length: 1 })
        {
            return Expression(call.Arguments[0].Value);
        }

        if (target.ContainingType.IsRuntime("Gradient") && target is { Name: "Stop", Parameters.Length: 1 })
        {
            return Arguments(call) is { } stopped ? new Apply(Function.Stop, stopped) : null;
        }

        if (
            !TryInline(call, mayWrite, Expression, out Expr? result)
            && !TryGeneratedFunction(call, out result)
            && !TryGeneratedNumber(call, mayWrite, out result)
        )
        {
            RefuseCall(call);
        }

        return result;
    }

    /// <summary>A whole right-hand side: a call there may also write elements.</summary>
    private Expr? Value(IOperation operation) =>
        operation is IInvocationOperation call && operation.ConstantValue is { HasValue: false }
            ? Call(call, mayWrite: true)
            : Expression(operation);

    /// <summary>A call that is a statement, for what it writes.</summary>
    private void Effect(IInvocationOperation call)
    {
        if (IsGiven(call) && !DerivativeSignature.IsFunction(Callee(call)!))
        {
            GivenFunction(call, mayWrite: true);
        }
        else if (
            !TryInline(call, mayWrite: true, Expression, out _)
            && !TryInline(call, mayWrite: true, Index, out _)
            && !TryInline(call, mayWrite: true, Condition, out _)
            && !TryGeneratedArrayFunction(call, mayWrite: true, out _)
        )
        {
            RefuseCall(call);
        }
    }

    private Apply Checked(IInvocationOperation call, Apply apply)
    {
        if (Functions.CutsGradient(apply.Function))
        {
            _cuts.Add((_call ?? call.Syntax, call.TargetMethod.Name, apply));
        }

        return apply;
    }

    /// <summary>log x / log b is what Math.Log(x, b) computes, for every base that is no special case of it.</summary>
    private Apply? LogToBase(IInvocationOperation call)
    {
        if (Arguments(call) is not { } arguments || arguments is not [var x, var b])
        {
            return null;
        }

        return b is Constant { Value: > 0 and not 1 and not double.PositiveInfinity }
            ? new Apply(Function.Divide, new Apply(Function.Log, x), new Apply(Function.Log, b))
            : Refuse<Apply>(
                call,
                Rules.UnknownFunction,
                Text(call),
                "With a base that is no constant, write the quotient of two logarithms"
            );
    }

    /// <summary>min(max(x, low), high); Math.Clamp throws where low &gt; high, so both must be known.</summary>
    private Apply? Clamp(IInvocationOperation call)
    {
        if (Arguments(call) is not { } arguments || arguments is not [var x, var low, var high])
        {
            return null;
        }

        return low is Constant { Value: var least } && high is Constant { Value: var most } && least <= most
            ? new Apply(Function.Min, new Apply(Function.Max, x, low), high)
            : Refuse<Apply>(
                call,
                Rules.UnknownFunction,
                Text(call),
                "With bounds that are no constants, write Math.Min(Math.Max(x, low), high)"
            );
    }

    private Expr[]? Arguments(IInvocationOperation call)
    {
        List<Expr?> arguments = call
            .Arguments.OrderBy(a => a.Parameter?.Ordinal ?? 0)
            .Select(a => Expression(a.Value))
            .ToList();
        return arguments.Contains(null) ? null : arguments.Select(a => a!).ToArray();
    }

    private void RefuseCall(IInvocationOperation call)
    {
        IMethodSymbol target = call.TargetMethod;
        if (IsObject(call.Instance?.Type) && IsMemberRefused(call.Instance))
        {
            return;
        }

        if (target.Attribute("DifferentiableAttribute") is not null)
        {
            Refuse<Expr>(call, Rules.DifferentiableCallee, Text(call));
            return;
        }

        if (target.Attribute("CheckpointAttribute") is not null)
        {
            Refuse<Expr>(
                call,
                Rules.Checkpoint,
                target.Name,
                "its body cannot take the place of the call. Mark a static [Differentiable] method of numbers, integers, booleans, structs, arrays, spans and tensors instead, and call it"
            );
            return;
        }

        bool isRecursive =
            SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, method)
            || _callees.Contains(target.OriginalDefinition, SymbolEqualityComparer.Default);
        bool isTensor = KnownTypes.StorageOf(call.Instance?.Type) is { Form: not BufferForm.Scalar };
        Refuse<Expr>(
            call,
            Rules.UnknownFunction,
            Text(call),
            isRecursive
                    ? "Mark what calls itself [Differentiable], and let it be a static, internal method of numbers, integers, booleans, arrays, spans and tensors"
                : IsChosenAtRunTime(target, call.Instance)
                    ? "Only when it runs is it known which method it is. Let it not be virtual, or seal its type"
                : isTensor
                    ? "Of a tensor, array or span, use elements, Dim(axis) with a constant axis, Length, Clear, Fill and CopyTo"
                : Functions.IsMath(target.ContainingType) && !KnownTypes.IsFloating(call.Type)
                    ? "Of integers write it with '+', '-', '*', '/' and '%'"
                : target.ContainingType.IsSystem("Array") ? "Write the loop"
                : Functions.IsMath(target.ContainingType) ? "Write it with the functions of Math or MathF that have one"
                : "Write its expression here, or use the functions of Math, MathF and Activation"
        );
    }
}
