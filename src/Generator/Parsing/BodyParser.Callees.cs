using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Which method a call runs, and whether its body may take the place of the call.</summary>
internal sealed partial class BodyParser
{
    // The callee that is being read; null in the method itself.
    private Frame? _frame;

    /// <param name="Types">What the type parameters stand for.</param>
    /// <param name="This">The object that <c>this</c> is; null where it is a struct, or nothing.</param>
    private sealed record Frame(Dictionary<ITypeSymbol, ITypeSymbol> Types, Instance? This);

    /// <summary>The type itself, or what a type parameter stands for.</summary>
    private ITypeSymbol? Known(ITypeSymbol? type) =>
        type is ITypeParameterSymbol && _frame?.Types.TryGetValue(type, out ITypeSymbol? known) == true ? known : type;

    /// <summary>The method that runs: of an interface's member, the one of the struct that a type parameter stands for.</summary>
    private IMethodSymbol? Callee(IInvocationOperation call)
    {
        IMethodSymbol target = call.TargetMethod;
        ITypeSymbol? type = Known(target.IsStatic ? call.ConstrainedToType : call.Instance?.Type);
        if (target.ContainingType.TypeKind != TypeKind.Interface)
        {
            return IsOpen(target, call, type) ? null : target;
        }

        return type is INamedTypeSymbol { TypeKind: TypeKind.Struct }
            && (target.IsStatic || Stateless.Of(call.Instance, type) is not null)
            && !target.IsGenericMethod
            && target.ContainingType.TypeArguments.All(a => a is not ITypeParameterSymbol)
            && type.FindImplementationForInterfaceMember(target) is IMethodSymbol implementation
            && implementation.ContainingType.TypeKind == TypeKind.Struct
                ? implementation
            : target.IsStatic && call.ConstrainedToType is null ? target
            : null;
    }

    /// <summary>Whether it is an instance method that is not known, or whose object is not.</summary>
    private bool IsOpen(IMethodSymbol target, IInvocationOperation call, ITypeSymbol? type) =>
        !target.IsStatic
        && target.MethodKind != MethodKind.LocalFunction
        && InstanceOf(target, call.Instance) is null
        && shapes.Of(type) is null
        && (type is not { TypeKind: TypeKind.Struct } || Stateless.Of(call.Instance, type) is null);

    private Dictionary<ITypeSymbol, ITypeSymbol> TypesOf(IMethodSymbol callee)
    {
        var types = new Dictionary<ITypeSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        if (callee.MethodKind == MethodKind.LocalFunction)
        {
            foreach (KeyValuePair<ITypeSymbol, ITypeSymbol> outer in _frame?.Types ?? [])
            {
                types.Add(outer.Key, outer.Value);
            }
        }

        Add(callee.OriginalDefinition.TypeParameters, callee.TypeArguments);
        for (INamedTypeSymbol? type = callee.ContainingType; type is not null; type = type.ContainingType)
        {
            Add(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        }

        return types;

        void Add(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments)
        {
            for (int i = 0; i < parameters.Count; i++)
            {
                if (!SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i]))
                {
                    types[parameters[i]] = Known(arguments[i])!;
                }
            }
        }
    }

    private static bool IsRecomputed(IMethodSymbol callee) => callee.Attribute("CheckpointAttribute") is not null;

    /// <param name="callee">The method that would be read.</param>
    /// <param name="result">What is asked for: a number, an integer or a condition.</param>
    private bool IsSimple(IMethodSymbol callee, Type result) =>
        !callee.IsAsync
        && callee.RefKind == RefKind.None
        && !(IsRecomputed(callee) && callee.IsStatic && callee.Attribute("DifferentiableAttribute") is not null)
        && !callee.GetAttributes().Any(a => a.AttributeClass is { Name: "ConditionalAttribute" })
        && Returns(callee.OriginalDefinition.ReturnType, result)
        && callee.OriginalDefinition.Parameters.All(p =>
            (p.RefKind == RefKind.None || KnownTypes.ScalarOf(p.Type) is not null || shapes.Of(p.Type) is not null)
            && !p.IsNoGrad()
            && IsSimple(p, callee)
        );

    private bool Returns(ITypeSymbol type, Type result) =>
        result == typeof(IndexExpr) ? KnownTypes.IsInteger(type)
        : result == typeof(Condition) ? KnownTypes.IsBoolean(type)
        : result == typeof(Aggregate) ? shapes.Of(type) is not null
        : type.SpecialType == SpecialType.System_Void || KnownTypes.IsFloating(type);

    private bool IsSimple(IParameterSymbol parameter, IMethodSymbol callee) =>
        parameter.Type is ITypeParameterSymbol
            ? Known(callee.Parameters[parameter.Ordinal].Type) is { TypeKind: TypeKind.Struct } type
                && KnownTypes.StorageOf(type) is null
            : KnownTypes.StorageOf(parameter.Type) is not null
                || KnownTypes.JaggedOf(parameter.Type) is not null
                || shapes.Of(parameter.Type) is not null
                || IsObject(parameter.Type)
                || parameter.Type.SpecialType == SpecialType.System_String;
}
