using System;
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
    /// <param name="read">How the returned expression is read: as a number, an integer or a condition.</param>
    /// <param name="result">What is returned; null for void, and where something was refused.</param>
    /// <returns>False where the call is no such method's.</returns>
    private bool TryInline<T>(IInvocationOperation call, bool mayWrite, Func<IOperation, T?> read, out T? result)
        where T : class
    {
        result = null;
        return Callee(call) is { } callee
            && !IsGiven(call)
            && TryInline(CallSite.Of(call, callee), mayWrite, read, out result);
    }

    private bool TryInline<T>(CallSite call, bool mayWrite, Func<IOperation, T?> read, out T? result)
        where T : class
    {
        result = null;
        SemanticModel? model = call.Operation.SemanticModel;
        Specialization? specialization = Specialization.Of(call.Callee, model);
        IMethodSymbol callee = specialization?.Callee ?? call.Callee;
        if (
            (specialization?.Body ?? CalleeBody.Of(callee, model)) is not { } body
            || !IsSimple(callee, typeof(T))
            || Receiver(call) is not var (isKnown, receiver)
        )
        {
            return false;
        }

        if (!isKnown)
        {
            return true;
        }

        IMethodSymbol definition = call.Callee.OriginalDefinition;
        bool isRecursive =
            SymbolEqualityComparer.Default.Equals(definition, method)
            || _callees.Contains(definition, SymbolEqualityComparer.Default);
        if (isRecursive)
        {
            return false;
        }

        _sources.Add(definition.DeclaringSyntaxReferences[0].SyntaxTree);
        AddWritten(body);
        SyntaxNode? outer = _call;
        List<Statement> before = _before;
        (IOperation? whole, int lastStep) = (_whole, _lastStep);
        Frame? frame = _frame;
        var inside = new List<Statement>();
        Stand(inside, before);
        int firstOwn = scope.NextBuffer;
        _call ??= call.Operation.Syntax;
        _before = inside;
        Aggregate? outerThis = _this;
        Aggregate? ownThis =
            call.Begin is { } begin ? begin(inside)
            : receiver is null ? null
            : Bound(call, receiver, inside);
        bool isBound = Bind(call, callee, !IsRecomputed(callee) && IsExpression(body), inside);
        int depth = _callees.Count;
        _callees.AddRange(specialization is null ? [definition] : [definition, callee]);
        _frame = new Frame(TypesOf(call.Callee), InstanceOf(call.Callee, call.Instance));
        _this = call.Callee.MethodKind == MethodKind.LocalFunction ? outerThis : ownThis;
        fence.Redirect(_call);
        if (isBound)
        {
            result = Body(callee, body, inside, read);
        }

        _callees.RemoveRange(depth, _callees.Count - depth);
        _frame = frame;
        _this = outerThis;
        _before = before;
        (_whole, _lastStep) = (whole, lastStep);
        _call = outer;
        fence.Redirect(outer);
        bool writes = inside
            .AllStatements()
            .Any(s =>
                s.Write() is { Buffer: var written }
                && written.Id < firstOwn
                && !(_stepping.Contains(written) && !_referred.Contains(written))
            );
        bool mayNotEnd = inside.AllStatements().Any(s => s is For { While: not null });
        if ((writes && !mayWrite) || (_isConditional && (writes || mayNotEnd || Speculation.MayFail(inside))))
        {
            // As a function that is called it does no more than that.
            if (
                typeof(T) == typeof(Expr)
                && call.Operation is IInvocationOperation invocation
                && callee.Parameters.All(p => p.RefKind == RefKind.None)
                && receiver is null
                && TryGeneratedFunction(invocation, out Expr? called)
            )
            {
                result = (T?)(object?)called;
                return true;
            }

            Refuse<Expr>(
                call.Operation,
                Diagnostics.Rules.UnknownFunction,
                Text(call.Operation),
                _isConditional
                    ? "It does more than compute a number, and a condition decides whether it is called: write 'if', with the call in a statement of its own"
                    : "It does more than compute a number: give its result a name in a statement of its own, 'double v = F(…);', and use that after it"
            );
            result = null;
            return true;
        }

        before.AddRange(inside);
        return true;
    }

    /// <summary>The files of the methods that were put in the place of their calls: what this method means depends on them.</summary>
    public IReadOnlyCollection<SyntaxTree> Sources => _sources;

    /// <summary>The statements of the callee, and what it returns.</summary>
    private T? Body<T>(IMethodSymbol callee, IBlockOperation body, List<Statement> output, Func<IOperation, T?> read)
        where T : class
    {
        List<IOperation> operations = body
            .Operations.Where(o => !IsImplicitReturn(o) && o is not ILocalFunctionOperation)
            .ToList();
        if (
            !IsRecomputed(callee)
            && Returns(body).ToList() is [var only]
            && ReferenceEquals(only, operations[operations.Count - 1])
        )
        {
            // Only at the end: what it returns needs no name.
            operations.RemoveAt(operations.Count - 1);
            output.AddRange(ReturnRegion(null, inside => Statements(operations, inside), output));
            _before = output;
            BeginWhole(only);
            if (typeof(T) == typeof(Expr) && only.ReturnedValue is { } returned && Choice(returned) is { } choice)
            {
                Access chosen = Local(
                    names.Fresh(callee.Name + "Result"),
                    KnownTypes.ScalarOf(callee.ReturnType)!.Value,
                    output
                );
                Assign(chosen, choice, output);
                _before = output;
                return (T)Scalar(chosen);
            }

            return only.ReturnedValue is { } value ? read(value) : null;
        }

        Aggregate? whole = shapes.Of(callee.ReturnType) is { } shape
            ? NewVariable(names.Fresh(callee.Name + "Result"), shape, output)
            : null;
        List<Access> results =
            whole is not null ? whole.Components.Select(c => Place(c)!).ToList()
            : KnownTypes.ScalarOf(callee.ReturnType) is { } type
                ? [Local(names.Fresh(callee.Name + "Result"), type, output)]
            : [];
        List<Statement> inPlace = ReturnRegion(
            results.Count == 0 ? null : (value, inside) => AssignResult(results, value, inside),
            inside => Statements(operations, inside),
            output
        );
        output.AddRange(IsRecomputed(callee) ? [Recomputed(callee, inPlace)] : inPlace);
        return whole is not null ? (T)(object)whole
            : results.Count == 0 ? null
            : (T)Scalar(results[0]);
    }

    /// <summary>A body that the backward pass computes again: what it is given and what it computes are locals outside.</summary>
    private For Recomputed(IMethodSymbol callee, List<Statement> body) =>
        new(scope.FreshLoop(callee.Name), IndexExpr.Zero, IndexExpr.One, 1, body.ToEquatableArray())
        {
            IsSequential = true,
            IsRecomputed = true,
        };

    /// <summary>A scalar as what it is read as.</summary>
    private static object Scalar(Access scalar) =>
        scalar.Buffer.Element switch
        {
            ScalarType.Bool => new Flag(scalar),
            ScalarType.Int or ScalarType.Long => Integer(scalar),
            _ => new Load(scalar),
        };

    /// <summary>The returns of a method, not those of functions inside it.</summary>
    private static IEnumerable<IReturnOperation> Returns(IOperation operation) =>
        operation
            .ChildOperations.Where(o => o is not (ILocalFunctionOperation or IAnonymousFunctionOperation))
            .SelectMany(o => o is IReturnOperation end ? (IsImplicitReturn(end) ? [] : [end]) : Returns(o));

    /// <summary>Whether nothing changes between the arguments and the end of the body.</summary>
    private static bool IsExpression(IBlockOperation body) =>
        body.Operations.Where(o => !IsImplicitReturn(o) && o is not ILocalFunctionOperation).ToList()
            is [IReturnOperation only]
        && !only.Descendants().Any(o => o is IIncrementOrDecrementOperation);
}
