using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.Differentiation;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

/// <summary>What an array is to a function.</summary>
/// <param name="Role">As for the parameters of a method that is differentiated.</param>
/// <param name="IsWhole">Whether every element is certainly written.</param>
internal sealed record ParsedRole(Role Role, bool IsWhole);

/// <summary>What a function's arrays are to it, found as for a method that is differentiated: by reading its body.</summary>
internal static class ParsedRoles
{
    /// <summary>Null where the body is not in the loop language.</summary>
    /// <param name="function">The function.</param>
    /// <param name="compilation">The user's.</param>
    /// <param name="asking">The functions of which this is being found out.</param>
    /// <param name="sources">Takes the files that were read.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IReadOnlyDictionary<string, ParsedRole>? Of(
        IMethodSymbol function,
        Compilation compilation,
        IReadOnlyList<IMethodSymbol> asking,
        ICollection<SyntaxTree> sources,
        CancellationToken cancellation
    )
    {
        if (
            asking.Contains(function, SymbolEqualityComparer.Default)
            || function.DeclaringSyntaxReferences is not [var reference]
            || !compilation.ContainsSyntaxTree(reference.SyntaxTree)
            || reference.GetSyntax(cancellation) is not MethodDeclarationSyntax syntax
        )
        {
            return null;
        }

#pragma warning disable RS1030 // a callee may stand in another file than the analyzed method
        SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        var operation = model.GetOperation(syntax, cancellation) as IMethodBodyOperation;
        if ((operation?.BlockBody ?? operation?.ExpressionBody) is not { } block)
        {
            return null;
        }

        var fence = new Fence(syntax);
        var shapes = new Shapes(function.ContainingAssembly);
        var scope = new Scope();
        var ranks = new Ranks(block);
        Selection selection = function.Attribute("DifferentiableAttribute") is { } attribute
            ? new Selection(attribute)
            : Selection.Everything;
        List<Parameter> parameters = ParameterParser.Parse(
            function,
            syntax,
            compilation,
            scope,
            ranks,
            shapes,
            selection,
            fence
        );
        var body = new BodyParser(function, scope, ranks, new Names(syntax), shapes, selection, fence, cancellation)
        {
            Guards = new GuardClauses(block),
            Asking = [.. asking, function],
        };
        EquatableArray<Statement> statements = body.Parse(block).ToEquatableArray();
        foreach (SyntaxTree tree in body.Sources.Concat(shapes.Sources).Append(syntax.SyntaxTree))
        {
            sources.Add(tree);
        }

        if (fence.IsTouched)
        {
            return null;
        }

        List<Buffer> arrays = parameters.SelectMany(p => p.Buffers).Where(b => b.Rank > 0).ToList();
        var method = new Method(
            new Declaration(function.Name, function.Name),
            parameters.ToEquatableArray(),
            statements
        )
        {
            Fields = body.Fields.ToEquatableArray(),
            IsCheckpointed = function.Attribute("CheckpointAttribute") is not null,
            ArrayCallees = body.CalledWithArrays.ToEquatableArray(),
        };
        EquatableArray<ParameterRole> roles = ForwardPass.Of(method).Roles;
        EquatableArray<ParameterRole> read = ForwardPass
            .Of(method with { Body = statements.Concat(arrays.Select(a => Reading(a, scope))).ToEquatableArray() })
            .Roles;
        return roles
            .Where(r => arrays.Contains(r.Buffer))
            .ToDictionary(
                r => r.Buffer.Name,
                r => new ParsedRole(r.Role, read.First(o => o.Buffer.Equals(r.Buffer)).Role == Role.PureOutput)
            );
    }

    /// <summary>Reads every element: who has written all of them by then is still a pure output.</summary>
    private static Statement Reading(Buffer array, Scope scope)
    {
        List<LoopIndex> indices = Enumerable.Range(0, array.Rank).Select(_ => scope.FreshLoop("k")).ToList();
        Buffer element = scope.Fresh(
            "element",
            BufferKind.Local,
            new Storage(BufferForm.Scalar, array.Element),
            rank: 0
        );
        var access = new Access(array, indices.Select(IndexExpr.Of).ToEquatableArray());
        Expr value = array.Element.IsFloating()
            ? new Load(access)
            : new FromIndex(IndexExpr.Atom(new ElementAtom(access)), array.Element);
        Statement nest = new Assign(new Access(element, []), value);
        for (int axis = array.Rank - 1; axis >= 0; axis--)
        {
            nest = new For(indices[axis], IndexExpr.Zero, array.Extent(axis), 1, [nest]);
        }

        return nest;
    }
}
