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
        if (
            KnownTypes.JaggedOf(collection.Type) is not null
            && loop
                is {
                    IsAsynchronous: false,
                    LoopControlVariable: IVariableDeclaratorOperation { Symbol: { IsRef: false } row }
                }
            && KnownTypes.StorageOf(row.Type) is { Form: not BufferForm.Scalar }
        )
        {
            ForeachRow(loop, row, collection, output);
            return;
        }

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

        LookAt(collection, view);
        var variable = ((IVariableDeclaratorOperation)loop.LoopControlVariable).Symbol;
        LoopIndex index = scope.FreshLoop(names.Fresh("k"));
        Access element = view.At([IndexExpr.Of(index)]);
        var shape = new For(index, IndexExpr.Zero, view.Extent(0), 1, []);
        output.AddRange(
            Region(
                loop.ExitLabel,
                region =>
                {
                    _loops.Add(shape);
                    var body = new List<Statement>();
                    Stand(body, region, loop);
                    Variable(variable, element, collection, body);
                    if (KnownTypes.IsInteger(variable.Type) && element.Buffer.Element.IsFloating())
                    {
                        // The cast is not to be seen in the text.
                        SyntaxNode at = _call ?? collection.Syntax;
                        string cast = $"({variable.Type.ToDisplayString()})";
                        _cuts.Add((at, cast, new Apply(Function.Truncate, new Load(element))));
                    }

                    body.AddRange(Region(loop.ContinueLabel, inside => Statement(loop.Body, inside), body));
                    _loops.RemoveAt(_loops.Count - 1);
                    region.Add(shape with { Body = body.ToEquatableArray() });
                },
                output
            )
        );
    }

    /// <summary><c>foreach (double[] row in w)</c>.</summary>
    private void ForeachRow(IForEachLoopOperation loop, ILocalSymbol row, IOperation collection, List<Statement> output)
    {
        if (RowsOf(collection) is not { } rows)
        {
            return;
        }

        LoopIndex index = scope.FreshLoop(names.Fresh("k"));
        scope.Alias(row, rows.At(IndexExpr.Of(index)));
        var shape = new For(index, IndexExpr.Zero, rows.Count, 1, []);
        output.AddRange(
            Region(
                loop.ExitLabel,
                region =>
                {
                    _loops.Add(shape);
                    List<Statement> body = Region(
                        loop.ContinueLabel,
                        inside => Statement(loop.Body, inside),
                        region,
                        loop
                    );
                    _loops.RemoveAt(_loops.Count - 1);
                    region.Add(shape with { Body = body.ToEquatableArray() });
                },
                output
            )
        );
    }

    private void Variable(ILocalSymbol variable, Access element, IOperation collection, List<Statement> body)
    {
        if (KnownTypes.IsEnum(variable.Type))
        {
            RefuseType<Statement>(collection);
        }
        else if (
            KnownTypes.IsInteger(variable.Type)
            && element.Buffer.Kind != BufferKind.Local
            && !element.Buffer.Element.IsFloating()
        )
        {
            scope.Define(variable, Integer(element));
        }
        else if (KnownTypes.ScalarOf(variable.Type) is { } type && type != ScalarType.Bool)
        {
            var storage = new Storage(BufferForm.Scalar, type);
            Buffer value = scope.Declare(variable, variable.Name, BufferKind.Local, storage, rank: 0);
            _depths.Add(value, _loops.Count);
            body.Add(new Declare(value));
            body.Add(
                new Assign(
                    new Access(value, []),
                    !type.IsInteger() ? new Load(element).To(type)
                        : element.Buffer.Element.IsFloating() ? new IR.Convert(new Load(element), type)
                        : new FromIndex(Integer(element), type)
                )
            );
        }
        else
        {
            RefuseType<Statement>(collection);
        }
    }

    private static IOperation WithoutConversions(IOperation operation) =>
        operation is IConversionOperation conversion ? WithoutConversions(conversion.Operand) : operation;
}
