using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    // The methods whose bodies are being read, innermost last, and the call in this method that led there.
    private readonly List<IMethodSymbol> _callees = [];
    private SyntaxNode? _call;
    private readonly HashSet<SyntaxTree> _sources = [];

    // Where statements go that must run before the one at hand, and whether that one evaluates the expression at hand at all.
    private List<Statement> _before = [];
    private bool _isConditional;

    /// <summary>
    /// Puts the body of a method whose source is at hand in the place of its call: what it computes is then differentiated,
    /// distributed and fused with the rest. Tensors, arrays and spans stand for what they are given, numbers are copied.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="mayWrite">Whether nothing else of the statement is evaluated before the call, so that it may write elements.</param>
    /// <param name="result">The returned number; null for void, and where something was refused.</param>
    /// <returns>False where the call is no such method's.</returns>
    private bool TryInline(IInvocationOperation call, bool mayWrite, out Expr? result)
    {
        result = null;
        IMethodSymbol callee = call.TargetMethod;
        if (CalleeBody.Of(call) is not { } body || !IsSimple(callee))
        {
            return false;
        }

        bool isRecursive =
            SymbolEqualityComparer.Default.Equals(callee, method)
            || _callees.Contains(callee, SymbolEqualityComparer.Default);
        if (isRecursive)
        {
            RefuseCall(call);
            return true;
        }

        _sources.Add(body.Syntax.SyntaxTree);
        SyntaxNode? outer = _call;
        List<Statement> before = _before;
        var inside = new List<Statement>();
        int firstOwn = scope.NextBuffer;
        _call ??= call.Syntax;
        _before = inside;
        bool isBound = Bind(call, IsExpression(body), inside);
        _callees.Add(callee);
        fence.Redirect(_call);
        if (isBound)
        {
            result = Body(body, inside);
        }

        _callees.RemoveAt(_callees.Count - 1);
        _before = before;
        _call = outer;
        fence.Redirect(outer);
        bool writes = inside.AllStatements().Any(s => s.Write() is { } w && w.Buffer.Id < firstOwn);
        bool readsElements = inside.AllStatements().Any(s => s.Reads().Any(a => a.Buffer.Rank > 0));
        if ((writes && !mayWrite) || (_isConditional && (writes || readsElements)))
        {
            Refuse<Expr>(
                call,
                Diagnostics.Rules.UnknownFunction,
                Text(call),
                "It does more than compute a number: call it in a statement of its own, and use the result after it"
            );
            result = null;
            return true;
        }

        before.AddRange(inside);
        return true;
    }

    /// <summary>The files of the methods that were put in the place of their calls: what this method means depends on them.</summary>
    public IReadOnlyCollection<SyntaxTree> Sources => _sources;

    /// <summary>The statements of the callee but the last return, whose value is the result.</summary>
    private Expr? Body(IBlockOperation body, List<Statement> output)
    {
        List<IOperation> operations = body.Operations.Where(o => !IsImplicitReturn(o)).ToList();
        for (int i = 0; i < operations.Count; i++)
        {
            if (i == operations.Count - 1 && operations[i] is IReturnOperation { ReturnedValue: { } value })
            {
                _before = output;
                return Expression(value);
            }

            Statement(operations[i], output);
        }

        return null;
    }

    private static bool IsExpression(IBlockOperation body) =>
        body.Operations.Where(o => !IsImplicitReturn(o)).ToList() is [IReturnOperation];

    /// <summary>
    /// Gives each parameter what it stands for. A number that may not be evaluated before the statement, because the call is
    /// under a condition, takes the parameter's place in the callee's expression.
    /// </summary>
    private bool Bind(IInvocationOperation call, bool isExpression, List<Statement> output)
    {
        // All arguments come before the first parameter: one of them may call the same method.
        var given = new List<(IParameterSymbol Parameter, object? Value)>();
        foreach (IArgumentOperation argument in call.Arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            given.Add(
                (
                    parameter,
                    KnownTypes.IsInteger(parameter.Type) ? Index(argument.Value)
                    : KnownTypes.IsFloating(parameter.Type) ? Expression(argument.Value)
                    : Container(WithoutConversions(argument.Value))
                )
            );
        }

        foreach ((IParameterSymbol parameter, object? value) in given)
        {
            switch (value)
            {
                case IndexExpr integer:
                    scope.Define(parameter, integer);
                    break;
                case Buffer buffer:
                    scope.Alias(parameter, buffer);
                    break;
                case Expr number when _isConditional && isExpression:
                    scope.Express(parameter, number);
                    break;
                case Expr number:
                    var storage = new Storage(BufferForm.Scalar, number.Type);
                    Buffer copy = scope.Declare(parameter, parameter.Name, BufferKind.Local, storage, rank: 0);
                    _depths.Add(copy, _loops.Count);
                    output.Add(new Declare(copy));
                    output.Add(new Assign(new Access(copy, []), number));
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool IsSimple(IMethodSymbol callee) =>
        (callee.IsStatic || callee.MethodKind == MethodKind.LocalFunction)
        && !callee.IsGenericMethod
        && !callee.IsAsync
        && callee.RefKind == RefKind.None
        && callee.Attribute("CheckpointAttribute") is null
        && (callee.ReturnsVoid || KnownTypes.IsFloating(callee.ReturnType))
        && callee.Parameters.All(p =>
            p is { RefKind: RefKind.None, IsParams: false }
            && !p.IsNoGrad()
            && KnownTypes.StorageOf(p.Type) is { } storage
            && (storage.Form != BufferForm.Scalar || storage.Element != ScalarType.Bool)
        );
}
