using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary><c>foreach (double v in x)</c> over an array or span: a loop that reads its element first.</summary>
    private void Foreach(IForEachLoopOperation loop, List<Statement> output)
    {
        IOperation collection = WithoutConversions(loop.Collection);
        bool isPlain =
            !loop.IsAsynchronous
            && loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol.IsRef: false }
            && KnownTypes.StorageOf(collection.Type)
                is { Form: BufferForm.Array or BufferForm.Span or BufferForm.ReadOnlySpan };
        if (!isPlain)
        {
            fence.Report(
                Rules.UnsupportedStatement,
                loop.Syntax.GetFirstToken().Span,
                (loop.Syntax as CommonForEachStatementSyntax)?.ForEachKeyword.ValueText ?? "foreach",
                "only the values of an array or span of numbers are run over. Write a 'for' over the positions."
            );
            return;
        }

        if (Elements(collection) is not { } view)
        {
            return;
        }

        var variable = ((IVariableDeclaratorOperation)loop.LoopControlVariable).Symbol;
        LoopIndex index = scope.FreshLoop(names.Fresh("k"));
        Access element = view.At([IndexExpr.Of(index)]);
        var body = new List<Statement>();
        _loops.Add(index);
        if (KnownTypes.IsInteger(variable.Type))
        {
            scope.Define(variable, IndexExpr.Atom(new ElementAtom(element)));
        }
        else if (KnownTypes.ScalarOf(variable.Type) is { } type && type.IsFloating())
        {
            Buffer value = scope.Declare(
                variable,
                variable.Name,
                BufferKind.Local,
                new Storage(BufferForm.Scalar, type),
                rank: 0
            );
            _depths.Add(value, _loops.Count);
            body.Add(new Declare(value));
            body.Add(new Assign(new Access(value, []), new Load(element).To(type)));
        }
        else
        {
            RefuseType<Statement>(collection);
        }

        Statement(loop.Body, body);
        _loops.RemoveAt(_loops.Count - 1);
        output.Add(new For(index, IndexExpr.Zero, view.Extent(0), 1, body.ToEquatableArray()));
    }

    private static IOperation WithoutConversions(IOperation operation) =>
        operation is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : operation;
}
