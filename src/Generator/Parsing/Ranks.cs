using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// How many axes each tensor has: as many as it has subscripts. Where they disagree, the first use counts and the parser
/// refuses the others.
/// </summary>
internal sealed class Ranks
{
    private readonly Dictionary<ISymbol, int> _subscripts = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ISymbol> _aliases = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _spans = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _axes = new(SymbolEqualityComparer.Default);

    public Ranks(IOperation? body) => Visit(body, new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    private ISymbol? Named(IOperation? operation) =>
        SymbolOf(operation) is not { } symbol ? null
        : _aliases.TryGetValue(symbol, out ISymbol? known) ? known
        : symbol;

    private void Visit(IOperation? body, HashSet<ISymbol> callees)
    {
        foreach (IOperation operation in body?.Descendants() ?? [])
        {
            if (
                operation is IPropertyReferenceOperation { Property.IsIndexer: true } element
                && Named(element.Instance) is { } tensor
                && !_subscripts.ContainsKey(tensor)
            )
            {
                _subscripts.Add(tensor, Subscripts(element).Count);
            }
            else if (
                operation is IInvocationOperation { TargetMethod.Name: "Dim", Arguments: [var axis] } dim
                && Named(dim.Instance) is { } sized
                && axis.Value.ConstantValue is { HasValue: true, Value: int number }
            )
            {
                _axes[sized] = Math.Max(_axes.TryGetValue(sized, out int known) ? known : 1, number + 1);
            }
            else if (
                operation is IInvocationOperation { TargetMethod: { Name: "AsSpan", Parameters.Length: 0 } } span
                && Named(span.Instance) is { } whole
            )
            {
                _spans.Add(whole);
            }
            else if (
                operation is IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var value }
                && KnownTypes.StorageOf(local.Type) is { Form: BufferForm.Tensor }
                && Named(value) is { } original
            )
            {
                _aliases[local] = original;
            }
            else if (operation is IInvocationOperation call)
            {
                Callee(call, callees);
            }
            else if (
                operation is IPropertyReferenceOperation { Property: { IsIndexer: false, GetMethod: { } getter } }
                && getter.ContainingType.TypeKind == TypeKind.Class
                && CalleeBody.Of(getter, operation.SemanticModel) is { } code
                && callees.Add(getter.OriginalDefinition)
            )
            {
                Visit(code, callees);
            }
        }
    }

    /// <summary>What a callee does with a parameter says what the argument is.</summary>
    private void Callee(IInvocationOperation call, HashSet<ISymbol> callees)
    {
        // A tensor, or an object that may hold one.
        bool meetsTensors =
            call.Instance is not null || call.TargetMethod.Parameters.Any(p => p.Type.TypeKind == TypeKind.Class);
        if (!meetsTensors)
        {
            return;
        }

        if (CalleeBody.Of(call) is not { } body)
        {
            Foreign(call);
            return;
        }

        if (callees.Add(call.TargetMethod.OriginalDefinition))
        {
            Visit(body, callees);
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (Named(argument.Value) is not { } tensor || argument.Parameter?.OriginalDefinition is not { } parameter)
            {
                continue;
            }

            if (_subscripts.TryGetValue(parameter, out int count) && !_subscripts.ContainsKey(tensor))
            {
                _subscripts.Add(tensor, count);
            }

            if (_spans.Contains(parameter))
            {
                _spans.Add(tensor);
            }

            if (_axes.TryGetValue(parameter, out int axes))
            {
                _axes[tensor] = Math.Max(_axes.TryGetValue(tensor, out int known) ? known : 1, axes);
            }
        }
    }

    /// <summary>What another assembly says of its method.</summary>
    private void Foreign(IInvocationOperation call)
    {
        if (CalleeSummary.Of(call.TargetMethod) is not { } summary)
        {
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (Named(argument.Value) is not { } tensor || argument.Parameter is not { } parameter)
            {
                continue;
            }

            if (!summary.Ranks.TryGetValue(parameter.Name, out int rank))
            {
                _spans.Add(tensor);
            }
            else if (!_subscripts.ContainsKey(tensor))
            {
                _subscripts.Add(tensor, rank);
            }
        }
    }

    /// <summary>Whether elements are used; if not, nothing but the axes asked for says what the rank is.</summary>
    public bool HasElements(IOperation tensor) =>
        Named(tensor) is not { } symbol || _subscripts.ContainsKey(symbol) || IsFlat(symbol);

    /// <summary>Whether nothing but the span of all elements is used, whatever the axes.</summary>
    public bool IsFlat(ISymbol tensor) =>
        _spans.Contains(tensor) && !_subscripts.ContainsKey(tensor) && !_axes.ContainsKey(tensor);

    public int Of(ISymbol tensor) =>
        _subscripts.TryGetValue(tensor, out int count) ? count
        : _axes.TryGetValue(tensor, out int axes) ? axes
        : 1;

    /// <summary>The subscripts in the order of the axes, also where the indexer takes them as one <c>params</c> list.</summary>
    public static IReadOnlyList<IOperation> Subscripts(IPropertyReferenceOperation element)
    {
        var result = new List<IOperation>();
        var arguments = new List<IArgumentOperation>(element.Arguments);
        arguments.Sort((a, b) => (a.Parameter?.Ordinal ?? 0).CompareTo(b.Parameter?.Ordinal ?? 0));
        foreach (IArgumentOperation argument in arguments)
        {
            switch (argument)
            {
                case {
                    ArgumentKind: ArgumentKind.ParamArray,
                    Value: IArrayCreationOperation { Initializer.ElementValues: var values },
                }:
                    result.AddRange(values);
                    break;
                case {
                    ArgumentKind: ArgumentKind.ParamCollection,
                    Value: ICollectionExpressionOperation { Elements: var elements },
                }:
                    result.AddRange(elements);
                    break;
                default:
                    result.Add(argument.Value);
                    break;
            }
        }

        return result;
    }

    /// <summary>The parameter, local, field or property that an operation names.</summary>
    public static ISymbol? SymbolOf(IOperation? operation) =>
        operation switch
        {
            IParenthesizedOperation inner => SymbolOf(inner.Operand),
            IParameterReferenceOperation parameter => parameter.Parameter,
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation { Property.IsIndexer: false } property => property.Property,
            _ => null,
        };
}
