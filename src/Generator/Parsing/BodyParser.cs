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
    /// <summary>What the method checks first, which is no part of the computation.</summary>
    public GuardClauses? Guards { get; init; }

    public List<Statement> Parse(IBlockOperation body)
    {
        var output = new List<Statement>();
        DeclareResult(body.SemanticModel!.Compilation);
        _written.UnionWith(WrittenNames.Of(body));
        CopyAssignedParameters(body, output);
        List<IOperation> operations = body.Operations.Where(o => !IsImplicitReturn(o)).ToList();
        for (int i = 0; i < operations.Count; i++)
        {
            if (operations[i] is IReturnOperation end && i == operations.Count - 1)
            {
                Return(end, output);
            }
            else
            {
                Statement(operations[i], output);
            }
        }

        return output;
    }

    private static bool IsImplicitReturn(IOperation operation) =>
        operation is IReturnOperation { IsImplicit: true, ReturnedValue: null };

    private void Return(IReturnOperation end, List<Statement> output)
    {
        _before = output;
        if (end.ReturnedValue is { } value)
        {
            AssignResult(value, output);
        }
    }

    /// <summary>C# passes numbers by value: the body may change its own copy, and the derivative still is the argument's.</summary>
    private void CopyAssignedParameters(IBlockOperation body, List<Statement> output)
    {
        IEnumerable<IParameterSymbol> assigned = body.Descendants()
            .Select(o =>
                o switch
                {
                    IAssignmentOperation assignment => assignment.Target,
                    IIncrementOrDecrementOperation step => step.Target,
                    _ => null,
                }
            )
            .OfType<IParameterReferenceOperation>()
            .Select(reference => reference.Parameter)
            .Distinct<IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (IParameterSymbol parameter in assigned)
        {
            if (
                parameter.RefKind is RefKind.None
                && scope.Buffer(parameter) is { Form: BufferForm.Scalar } buffer
                && buffer.Element.IsFloating()
            )
            {
                var storage = new Storage(BufferForm.Scalar, buffer.Element);
                Buffer copy = scope.Fresh(names.Fresh(parameter.Name + "Value"), BufferKind.Local, storage, rank: 0);
                output.Add(new Assign(new Access(copy, []), new Load(new Access(buffer, []))));
                scope.Copy(parameter, copy);
            }
        }

        CopyWrittenStructs(output);
    }

    private T? Refuse<T>(IOperation operation, DiagnosticDescriptor rule, params string[] arguments)
        where T : class
    {
        fence.Report(rule, Position(operation.Syntax), arguments);
        return null;
    }

    private T? Broken<T>()
        where T : class
    {
        fence.Touch();
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
