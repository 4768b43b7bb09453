using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>Functions that are called, not read: those with a derivative of their own.</summary>
internal sealed partial class BodyParser
{
    private readonly Dictionary<IMethodSymbol, Callee> _functions = new(SymbolEqualityComparer.Default);

    /// <summary>The functions that the body calls.</summary>
    public IEnumerable<Callee> Called => _functions.Values;

    /// <summary>Whether the user gives the derivative of what is called.</summary>
    private bool IsGiven(IInvocationOperation call) =>
        Callee(call) is { } callee
        && call.SemanticModel is { } model
        && GivenDerivatives.Find(callee, model.Compilation).Count > 0;

    /// <summary>A call whose derivative the user gives.</summary>
    private Expr? GivenFunction(IInvocationOperation call, bool mayWrite)
    {
        IMethodSymbol function = Callee(call)!;
        Compilation compilation = call.SemanticModel!.Compilation;
        IReadOnlyList<IMethodSymbol> all = GivenDerivatives.Find(function, compilation);
        if (!DerivativeSignature.IsGivable(function))
        {
            return RefuseFunction(
                call,
                "A derivative that is given can be called only for a static method of numbers, integers, booleans, arrays, spans and tensors"
            );
        }

        if (all.Where(d => DerivativeSignature.Fits(d, function)).ToList() is not [var derivative])
        {
            return RefuseFunction(
                call,
                $"Of the methods marked as its derivative, one must be '{DerivativeSignature.Declaration(all[0].Name, function)}'"
            );
        }

        if (!IsAccessible(function, compilation) || !IsAccessible(derivative, compilation))
        {
            return RefuseFunction(
                call,
                $"Generated code calls '{function.Name}' and '{derivative.Name}': make both internal"
            );
        }

        return DerivativeSignature.IsFunction(function)
            ? CallOf(
                call,
                function,
                CalledAs(derivative),
                isGiven: true,
                function.Parameters.Select(DerivativeSignature.IsActive)
            )
            : GivenArrayFunction(call, function, derivative, mayWrite)?.FirstOrDefault();
    }

    /// <summary>A call of another <c>[Differentiable]</c> function, or of this one: its own derivative is called.</summary>
    private bool TryGeneratedFunction(IInvocationOperation call, out Expr? result)
    {
        result = null;
        IMethodSymbol function = call.TargetMethod;
        if (
            call.SemanticModel is not { } model
            || function.Attribute("DifferentiableAttribute") is not { } attribute
            || !DerivativeSignature.IsFunction(function)
        )
        {
            return false;
        }

        if (!IsAccessible(function, model.Compilation))
        {
            result = RefuseFunction(call, $"Generated code calls '{function.Name}': make it internal");
            return true;
        }

        var selected = new Selection(attribute);
        string derivative = $"{CSharpText.Type(function.ContainingType)}.{GeneratedNames.Of(function)}";
        IEnumerable<bool> active = function.Parameters.Select(p =>
            KnownTypes.IsFloating(p.Type) && selected.Includes(p)
        );
        IParameterSymbol? unselected = function.Parameters.FirstOrDefault(p =>
            DerivativeSignature.IsActive(p) && !selected.Includes(p) && !IsConstant(call, p)
        );
        if (unselected is not null)
        {
            RefuseUnselected(call, unselected);
            return true;
        }

        result = CallOf(call, function, derivative, isGiven: false, active);
        return true;
    }

    /// <summary>The value of the call, in a local of its own where it is evaluated in any case.</summary>
    private Expr? CallOf(
        IInvocationOperation call,
        IMethodSymbol function,
        string derivative,
        bool isGiven,
        IEnumerable<bool> active
    )
    {
        if (FunctionArguments(call) is not { } arguments)
        {
            return null;
        }

        if (!_functions.TryGetValue(function, out Callee? callee))
        {
            callee = new Callee(
                FunctionName(function),
                CalledAs(function),
                derivative,
                KnownTypes.ScalarOf(function.ReturnType)!.Value
            )
            {
                IsGiven = isGiven,
                Operands = function
                    .Parameters.Zip(
                        active,
                        (p, isActive) => new Operand(p.Name, KnownTypes.ScalarOf(p.Type)!.Value, isActive)
                    )
                    .ToEquatableArray(),
            };
            _functions.Add(function, callee);
        }

        var value = new Call(callee, arguments.ToEquatableArray());
        if (_isConditional)
        {
            return value;
        }

        string name = names.Fresh(char.ToLowerInvariant(function.Name[0]) + function.Name.Substring(1) + "Value");
        Buffer local = scope.Fresh(name, BufferKind.Local, new Storage(BufferForm.Scalar, callee.Result), rank: 0);
        _depths.Add(local, _loops.Count);
        _before.Add(new Declare(local));
        _before.Add(new Assign(new Access(local, []), value));
        return new Load(new Access(local, []));
    }

    private List<Expr>? FunctionArguments(IInvocationOperation call)
    {
        var arguments = new List<(int Ordinal, Expr? Value)>();
        foreach (IArgumentOperation argument in call.Arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            Expr? value =
                KnownTypes.IsFloating(parameter.Type) ? Expression(argument.Value)
                : KnownTypes.IsBoolean(parameter.Type)
                    ? Condition(argument.Value) is { } truth ? Truths.AsValue(truth)
                        : null
                : Index(argument.Value) is { } integer
                    ? new FromIndex(integer, KnownTypes.ScalarOf(parameter.Type)!.Value)
                : null;
            arguments.Add((parameter.Ordinal, value));
        }

        return arguments.Any(a => a.Value is null)
            ? null
            : arguments.OrderBy(a => a.Ordinal).Select(a => a.Value!).ToList();
    }

    /// <summary>A name that no other function has, nor the type in which all of them stand.</summary>
    private string FunctionName(IMethodSymbol function)
    {
        bool isTaken =
            function.Name == Emission.CallHelpers.Type || SyntaxFacts.GetKeywordKind(function.Name) != SyntaxKind.None;
        string plain = isTaken ? function.Name + "Function" : function.Name;
        string name = plain;
        IEnumerable<string> taken = _functions
            .Values.Select(f => f.Name)
            .Concat(_arrayFunctions.SelectMany(f => new[] { f.Name, f.AdjointName }));
        for (int n = 2; taken.Contains(name) || taken.Contains(name + "Adjoint"); n++)
        {
            name = $"{plain}{n}";
        }

        return name;
    }

    private Expr? RefuseFunction(IInvocationOperation call, string instead) => RefuseFunction<Expr>(call, instead);

    private T? RefuseFunction<T>(IInvocationOperation call, string instead)
        where T : class => Refuse<T>(call, Rules.UnknownFunction, Text(call), instead);

    private static bool IsAccessible(IMethodSymbol method, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(method, compilation.Assembly);

    private static string CalledAs(IMethodSymbol method) =>
        $"{CSharpText.Type(method.ContainingType)}.{(SyntaxFacts.GetKeywordKind(method.Name) == SyntaxKind.None ? "" : "@")}{method.Name}";
}
