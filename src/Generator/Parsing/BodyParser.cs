using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>
/// Operation trees → loop IR. Each part of it takes what it knows and refuses everything else where it stands; a refused
/// construct yields null, and the method nothing.
/// </summary>
internal sealed partial class BodyParser(
    IMethodSymbol method,
    Scope scope,
    Ranks ranks,
    Names names,
    Shapes shapes,
    Selection selection,
    Fence fence,
    CancellationToken cancellation
)
{
    // What the local functions change.
    private readonly HashSet<(ISymbol Variable, string? Member)> _writtenInside = [];

    /// <summary>What the method checks first, which is no part of the computation.</summary>
    public GuardClauses? Guards { get; init; }

    public List<Statement> Parse(IBlockOperation body)
    {
        var output = new List<Statement>();
        DeclareResult(body.SemanticModel!.Compilation);
        AddWritten(body);
        CopyAssignedParameters(body, output);
        output.AddRange(
            ReturnRegion(
                Results.Count == 0 ? null : (value, inside) => AssignResult(Results, value, inside),
                inside =>
                {
                    Statements(body.Operations.Where(o => !IsImplicitReturn(o)), inside);
                },
                output
            )
        );
        RequireLooks(output);
        RequireReads(output);
        RequireDeclarations(output);
        return
        [
            .. Results.Where(r => !output.AllStatements().Any(s => r.Equals(s.Write()))).Select(Unreached),
            .. output,
        ];
    }

    /// <summary>No statement that something depends on was lost on the way: an error of ours, and never a wrong value.</summary>
    private void RequireDeclarations(List<Statement> body)
    {
        if (fence.IsTouched)
        {
            return;
        }

        List<Statement> all = body.AllStatements().ToList();
        var declared = new HashSet<Buffer>(all.OfType<Declare>().Select(d => d.Buffer));
        Buffer? lost = all.SelectMany(s => s.Write() is { } write ? s.Reads().Append(write) : s.Reads())
            .Select(a => a.Buffer)
            .FirstOrDefault(b => b.Kind == BufferKind.Local && !declared.Contains(b));
        if (lost is not null)
        {
            throw new System.InvalidOperationException($"'{lost.Name}' is not declared.");
        }
    }

    // A method that returns nothing because it always throws.
    private static Statement Unreached(Access result) => new Assign(result, result.Buffer.Element.Zero());

    private void AddWritten(IBlockOperation body)
    {
        _written.UnionWith(WrittenNames.Of(body));
        foreach (ILocalFunctionOperation function in body.Descendants().OfType<ILocalFunctionOperation>())
        {
            _writtenInside.UnionWith(WrittenNames.Of(function).Where(w => !IsDeclaredIn(function.Symbol, w.Variable)));
        }
    }

    /// <summary>Also in a function inside it.</summary>
    private static bool IsDeclaredIn(IMethodSymbol function, ISymbol variable)
    {
        ISymbol? container = variable.ContainingSymbol;
        while (container is not null && !SymbolEqualityComparer.Default.Equals(container, function))
        {
            container = container.ContainingSymbol;
        }

        return container is not null;
    }

    private bool IsChanged(ISymbol variable) => _written.Contains((variable, null));

    private static bool IsImplicitReturn(IOperation operation) =>
        operation is IReturnOperation { IsImplicit: true, ReturnedValue: null };

    /// <summary>C# passes numbers by value: the body may change its own copy, and the derivative still is the argument's.</summary>
    private void CopyAssignedParameters(IBlockOperation body, List<Statement> output)
    {
        foreach (IParameterSymbol parameter in method.Parameters.Where(IsChanged))
        {
            if (parameter.RefKind is RefKind.None && scope.Buffer(parameter) is { Form: BufferForm.Scalar } buffer)
            {
                Buffer copy = FreshLocal(parameter.Name + "Value", buffer.Element);
                output.Add(new Declare(copy));
                output.Add(new Assign(new Access(copy, []), Copied(new Access(buffer, []))));
                scope.Copy(parameter, copy);
            }
        }

        CopyWrittenStructs(output);
    }

    /// <summary>The value of a scalar, of whatever type.</summary>
    private static Expr Copied(Access scalar) =>
        scalar.Buffer.Element switch
        {
            ScalarType.Bool => Truths.AsValue(new Flag(scalar)),
            ScalarType.Int or ScalarType.Long => new FromIndex(Integer(scalar), scalar.Buffer.Element),
            _ => new Load(scalar),
        };

    private T? Refuse<T>(IOperation operation, DiagnosticDescriptor rule, params string[] arguments)
        where T : class
    {
        fence.Report(rule, Position(operation.Syntax), arguments);
        return null;
    }

    /// <summary>What the compiler, or a finding elsewhere, tells the user about.</summary>
    private T? Broken<T>(IOperation operation)
        where T : class
    {
        fence.Touch(Position(operation.Syntax), Text(operation));
        return null;
    }

    /// <summary>A statement with a body is marked at its keyword, so that the mark does not cover the body.</summary>
    private static TextSpan Position(SyntaxNode syntax) =>
        syntax is StatementSyntax and not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax)
            ? syntax.GetFirstToken().Span
            : syntax.Span;

    private static string Text(IOperation operation) => Text(operation.Syntax);

    private static string Text(SyntaxNode syntax)
    {
        string text = string.Join(
            " ",
            syntax.ToString().Split([' ', '\t', '\r', '\n'], System.StringSplitOptions.RemoveEmptyEntries)
        );
        return text.Length <= 60 ? text : text.Substring(0, 59) + "…";
    }
}
