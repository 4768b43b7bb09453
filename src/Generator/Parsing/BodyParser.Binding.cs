using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Parsing;

internal sealed partial class BodyParser
{
    /// <summary>
    /// Gives each parameter what it stands for. A number that may not be evaluated before the statement, because the call is
    /// under a condition, takes the parameter's place in the callee's expression.
    /// </summary>
    private bool Bind(CallSite call, IMethodSymbol callee, bool isExpression, List<Statement> output)
    {
        // All arguments come before the first parameter: one of them may call the same method.
        var given = new List<(IParameterSymbol Parameter, object? Value)>();
        foreach ((int ordinal, IOperation value) in call.Arguments)
        {
            IParameterSymbol parameter = callee.OriginalDefinition.Parameters[ordinal];
            given.Add((parameter, Given(value, callee.Parameters[ordinal])));
        }

        foreach ((int ordinal, object result) in call.Results)
        {
            given.Add((callee.OriginalDefinition.Parameters[ordinal], result));
        }

        foreach ((IParameterSymbol parameter, object? value) in given)
        {
            switch (value)
            {
                case IndexExpr integer when Now(integer) is { IsVolatile: false } now && !IsChanged(parameter):
                    scope.Define(parameter, now);
                    break;
                case IndexExpr integer:
                    Copy(parameter, new FromIndex(integer, KnownTypes.ScalarOf(parameter.Type)!.Value), output);
                    break;
                case Alias alias:
                    Refer(parameter, alias);
                    break;
                case Aggregate whole:
                    scope.Define(parameter, isExpression ? Taken(whole) : Copy(parameter, whole, output));
                    break;
                case View view:
                    scope.Alias(parameter, view);
                    break;
                case Jagged rows:
                    scope.Alias(parameter, rows);
                    break;
                case Instance instance:
                    _instances[parameter] = instance;
                    break;
                case Expr number when _isConditional && isExpression:
                    scope.Express(parameter, number);
                    break;
                case Expr number:
                    Copy(parameter, number, output);
                    break;
                case Condition truth when (IsFixed(truth) && !IsChanged(parameter)) || (_isConditional && isExpression):
                    scope.Express(parameter, truth);
                    break;
                case Condition truth:
                    Copy(parameter, Truths.AsValue(truth), output);
                    break;
                case Stateless:
                    break;
                case Said said:
                    _texts[parameter] = said;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private object? Given(IOperation value, IParameterSymbol parameter) =>
        parameter.RefKind != RefKind.None ? GivenReference(value, parameter)
        : KnownTypes.JaggedOf(parameter.Type) is not null ? RowsOf(value)
        : IsObject(parameter.Type)
            ? (IsChanged(parameter.OriginalDefinition) ? null : InstanceOf(value)) ?? RefuseInstance(value)
        : shapes.Of(parameter.Type) is not null ? Struct(value)
        : IsString(parameter.Type) ? KnownString(value) ?? RefuseType<object>(value)
        : Known(parameter.Type) is { } type && KnownTypes.StorageOf(type) is null
            ? Stateless.Of(value, type) ?? RefuseType<object>(value)
        : KnownTypes.IsInteger(parameter.Type) ? Index(value)
        : KnownTypes.IsFloating(parameter.Type) ? Expression(value)
        : KnownTypes.IsBoolean(parameter.Type) ? Condition(value)
        : IsNew(parameter.Type, value) ? NewArgument(value, parameter)
        : Elements(value);

    /// <summary>A local that holds what the parameter is given.</summary>
    private void Copy(IParameterSymbol parameter, Expr value, List<Statement> output)
    {
        var storage = new Storage(BufferForm.Scalar, value.Type);
        Buffer copy = scope.Declare(parameter, parameter.Name, BufferKind.Local, storage, rank: 0);
        _depths.Add(copy, _loops.Count);
        output.Add(new Declare(copy));
        output.Add(new Assign(new Access(copy, []), value));
    }

    /// <summary>Whether the condition means the same wherever it is asked in the callee.</summary>
    private static bool IsFixed(Condition condition) =>
        condition switch
        {
            CompareIndex compare => IsFixed(compare.Left) && IsFixed(compare.Right),
            Flag flag => flag.Access.Buffer.Kind == BufferKind.Parameter,
            Not not => IsFixed(not.Operand),
            And and => IsFixed(and.Left) && IsFixed(and.Right),
            Or or => IsFixed(or.Left) && IsFixed(or.Right),
            _ => false,
        };

    private static bool IsFixed(IndexExpr integer) =>
        integer.AllAtoms().All(a => a is not ElementAtom { Access.Buffer.Kind: not BufferKind.Parameter });

    /// <summary>In place of a struct without fields that only says which methods are meant.</summary>
    private sealed class Stateless
    {
        /// <summary>Null where evaluating the struct may do something.</summary>
        public static Stateless? Of(IOperation? value, ITypeSymbol type) =>
            value
                is IParameterReferenceOperation
                    or ILocalReferenceOperation
                    or IInstanceReferenceOperation
                    or IDefaultValueOperation
            || value
                is IObjectCreationOperation { Initializer: null }
                    or ITypeParameterObjectCreationOperation { Initializer: null }
                && type is INamedTypeSymbol { InstanceConstructors: [{ IsImplicitlyDeclared: true }] }
                ? new Stateless()
                : null;
    }
}
