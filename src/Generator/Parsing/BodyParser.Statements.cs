using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.Diagnostics;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    private void Statement(IOperation operation, List<Statement> output)
    {
        cancellation.ThrowIfCancellationRequested();
        _before = output;
        HashSet<Buffer> present = _present;
        BeginWhole(IsWhole(operation) ? operation : null);
        switch (operation)
        {
            case var guard when Guards?.Contains(guard) == true:
                break;
            case IBlockOperation block:
                Statements(block.Operations, output);
                break;
            case IVariableDeclarationGroupOperation group:
                Declare(group, output);
                break;
            case IExpressionStatementOperation statement:
                Effect(statement.Operation, output);
                break;
            case IForLoopOperation loop:
                Loop(loop, output);
                break;
            case IWhileLoopOperation loop:
                Loop(loop, output);
                break;
            case ISwitchOperation choice:
                Switch(choice, output);
                break;
            case IBranchOperation branch:
                Jump(branch, output);
                break;
            case IForEachLoopOperation loop:
                Foreach(loop, output);
                break;
            case IConditionalOperation branch:
                Branch(branch, output);
                break;
            case ILocalFunctionOperation:
                // Read where it is called.
                break;
            case IEmptyOperation:
                break;
            case IThrowOperation thrown:
                Throw(thrown.Exception, thrown, output);
                break;
            case IReturnOperation { Kind: OperationKind.Return } end:
                Return(end, output);
                break;
            case IInvalidOperation:
                Broken<Statement>(operation);
                break;
            default:
                Refuse<Statement>(operation, Rules.UnsupportedStatement, Keyword(operation), Advice.For(operation));
                break;
        }

        _present = present;
    }

    /// <summary>Statements one after the other. What stands behind a jump never runs, and is not looked at.</summary>
    private void Statements(IEnumerable<IOperation> operations, List<Statement> output)
    {
        HashSet<Buffer> present = _present;
        foreach (IOperation operation in operations)
        {
            Statement(operation, output);
            if (operation is IConditionalOperation)
            {
                _present = [.. _present, .. _behind];
            }

            if (Leaves(operation))
            {
                break;
            }
        }

        _present = present;
    }

    /// <summary>Whether control never comes to the end of the statement.</summary>
    private static bool Leaves(IOperation operation) =>
        operation switch
        {
            IBranchOperation { BranchKind: not BranchKind.GoTo } => true,
            IReturnOperation { Kind: OperationKind.Return } => true,
            IBlockOperation block => block.Operations.Any(Leaves),
            IConditionalOperation { WhenFalse: { } other } branch => Leaves(branch.WhenTrue) && Leaves(other),
            _ => false,
        };

    /// <summary>Whether all that the statement evaluates it evaluates once, from left to right.</summary>
    private bool IsWhole(IOperation operation) =>
        operation switch
        {
            IReturnOperation => true,
            IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation } => false,
            IExpressionStatementOperation { Operation: var effect } => shapes.Of(effect.Type) is null,
            _ => false,
        };

    private void Branch(IConditionalOperation branch, List<Statement> output)
    {
        var then = new List<Statement>();
        var @else = new List<Statement>();
        BeginWhole(branch.Condition);
        Condition? condition = WholeCondition(branch.Condition);
        Stand(then, output);
        Stand(@else, output);
        HashSet<Buffer> present = _present;
        _present = [.. present, .. Known(condition, true)];
        Statement(branch.WhenTrue, then);
        _present = [.. present, .. Known(condition, false)];
        if (branch.WhenFalse is not null)
        {
            Statement(branch.WhenFalse, @else);
        }

        _behind = Ends(branch.WhenTrue) ? [.. Known(condition, false)] : [];

        if (condition is not null)
        {
            output.Add(new If(condition, then.ToEquatableArray()) { Else = @else.ToEquatableArray() });
        }
    }

    private void Declare(IVariableDeclarationGroupOperation group, List<Statement> output)
    {
        foreach (IVariableDeclarationOperation declaration in group.Declarations)
        {
            foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
            {
                if (!declarator.Symbol.IsConst)
                {
                    BeginWhole(declarator);
                    Declare(declarator, (declarator.Initializer ?? declaration.Initializer)?.Value, output);
                }
            }
        }
    }

    private void Declare(IVariableDeclaratorOperation declarator, IOperation? initializer, List<Statement> output)
    {
        ILocalSymbol local = declarator.Symbol;
        if (_shared.Contains(local) && scope.Buffer(local) is { } shared)
        {
            if (initializer is not null)
            {
                Assign(new Access(shared, []), initializer, output);
            }
        }
        else if (local.IsRef)
        {
            DeclareReference(declarator, initializer, output);
        }
        else if (KnownTypes.IsFloating(local.Type))
        {
            Buffer buffer = DeclareScalar(local, KnownTypes.StorageOf(local.Type)!.Value, output);
            if (initializer is not null && Choice(initializer) is { } choice)
            {
                Assign(new Access(buffer, []), choice, output);
            }
            else if (initializer is not null && Value(initializer) is { } value)
            {
                output.Add(new Assign(new Access(buffer, []), value));
            }
        }
        else if (KnownTypes.IsInteger(local.Type) || KnownTypes.IsBoolean(local.Type))
        {
            DeclareDiscrete(local, initializer, output);
        }
        else if (local.Type.TypeKind == TypeKind.Error)
        {
            Broken<Statement>(declarator);
        }
        else if (KnownTypes.JaggedOf(local.Type) is not null)
        {
            DeclareJagged(declarator, initializer, output);
        }
        else if (shapes.Of(local.Type) is not null)
        {
            DeclareStruct(declarator, initializer, output);
        }
        else if (IsObject(local.Type) && !IsChanged(local) && InstanceOf(initializer) is { } instance)
        {
            _instances[local] = instance;
        }
        else if (
            IsString(local.Type)
            && !IsChanged(local)
            && initializer is not null
            && KnownString(initializer) is { } text
        )
        {
            _texts[local] = text;
        }
        else if (!TryDeclareArray(local, initializer, output) && !TryDeclareAlias(local, initializer))
        {
            RefuseLocal(
                declarator,
                $"of type '{local.Type.ToDisplayString()}'",
                Shapes.IsStruct(local.Type) ? $"{shapes.Refusal(local.Type)}. Use locals of their own for its members"
                    : KnownTypes.StorageOf(local.Type) is { Form: not BufferForm.Scalar }
                        ? "use the parameter itself, or pass a buffer as another parameter"
                    : local.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Boolean }
                        ? "take an array of integers, and compare its elements with 0"
                    : KnownTypes.IsAnyInteger(local.Type) ? "declare it as int or long"
                    : "write the expression where the local is used"
            );
        }
    }

    /// <summary>An integer that never changes stands for its value; one that does, and a truth value, is a local of its own.</summary>
    private void DeclareDiscrete(ILocalSymbol local, IOperation? initializer, List<Statement> output)
    {
        bool isFixed = KnownTypes.IsInteger(local.Type) && !IsChanged(local) && initializer is not null;
        if (isFixed && Unwrapped(initializer!) is not IConditionalOperation && !IsCut(initializer!))
        {
            if (WholeIndex(initializer!) is not { } read)
            {
                return;
            }

            IndexExpr value = Now(read);
            if (!value.IsVolatile)
            {
                scope.Define(local, value);
                return;
            }

            Storage integer = KnownTypes.StorageOf(local.Type)!.Value;
            var now = new Access(DeclareScalar(local, integer, output), []);
            output.Add(new Assign(now, new FromIndex(value, integer.Element)));
            return;
        }

        Buffer buffer = DeclareScalar(local, KnownTypes.StorageOf(local.Type)!.Value, output);
        if (initializer is not null)
        {
            Assign(new Access(buffer, []), initializer, output);
        }
    }

    private Buffer DeclareScalar(ILocalSymbol local, Storage storage, List<Statement> output)
    {
        Buffer buffer = scope.Declare(local, local.Name, BufferKind.Local, storage, rank: 0);
        _depths.Add(buffer, _loops.Count);
        output.Add(new Declare(buffer));
        return buffer;
    }

    private void RefuseLocal(IVariableDeclaratorOperation declarator, string what, string instead) =>
        fence.Report(Rules.UnsupportedLocal, Name(declarator), declarator.Symbol.Name, what, instead);

    private static Microsoft.CodeAnalysis.Text.TextSpan Name(IVariableDeclaratorOperation declarator) =>
        declarator.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax syntax
            ? syntax.Identifier.Span
            : declarator.Syntax.Span;

    private static string Keyword(IOperation operation) => operation.Syntax.GetFirstToken().ValueText;
}
