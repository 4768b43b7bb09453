using System;
using System.Collections.Immutable;
using System.Linq;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Building;

/// <summary><c>if</c> around statements and around nests.</summary>
internal sealed partial class ProgramBuilder
{
    private ImmutableArray<Statement> Branch(Scope scope)
    {
        ImmutableArray<Statement> otherwise =
            _random.Percent(40) ? []
            : _random.Percent(20) ? Branch(scope)
            : Nest(scope);
        return [new If(Condition(scope, 2), Nest(scope), otherwise)];
    }

    /// <summary>A statement, or one of several.</summary>
    private ImmutableArray<Statement> PerhapsBranching(Scope scope, Func<Scope, Statement> statement)
    {
        if (!_random.Percent(18))
        {
            return [statement(scope)];
        }

        ImmutableArray<Statement> then = [statement(scope)];
        if (_random.Percent(30))
        {
            Declare local = NewLocal(Expression(scope, 2));
            then = [local, statement(scope.With(local.Name))];
        }

        ImmutableArray<Statement> otherwise =
            _random.Percent(40) ? []
            : _random.Percent(25) ? [new If(Condition(scope, 2), [statement(scope)], [statement(scope)])]
            : [statement(scope)];
        return [new If(Condition(scope, 2), then, otherwise)];
    }
}
