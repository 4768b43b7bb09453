using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.Analysis;
using NeuralGen.Generator.IR;
using NeuralGen.Generator.Simplification;

namespace NeuralGen.Generator.Differentiation;

/// <summary>Puts a method's derivative together: forward, augmented, adjoint, and forward and backward as one.</summary>
internal static class Differentiator
{
    public static Derivative Differentiate(Method method)
    {
        (EquatableArray<EntryCheck> checks, EquatableArray<Statement> forward, EquatableArray<ParameterRole> roles) =
            ForwardPass.Of(method);
        var activity = new Activity(method, forward);
        var names = new FreshNames(
            firstId: 1 + Enumerable.Max([0, .. forward.SelectMany(s => s.Buffers()).Select(b => b.Id)])
        );
        var adjoints = new AdjointBuffers(roles, forward, activity, names);
        (EquatableArray<Statement> augmented, EquatableArray<Statement> adjoint) = ReverseMode.Differentiate(
            forward,
            activity,
            adjoints,
            new Presence(checks),
            names
        );
        adjoint = Simplifier.Rewrite(adjoint);
        return new Derivative(method)
        {
            Roles = roles,
            Checks = checks,
            Forward = forward,
            Augmented = augmented,
            Adjoint = adjoint,
            Joint = Simplifier.Rewrite(augmented.Concat(Everyday(adjoint, method)).ToEquatableArray()),
            Residuals = Residuals(Reruns.Settle(adjoint)),
            Recomputed = [.. Segmented(adjoint), .. Bodies(adjoint), .. Recomputed(forward, adjoint)],
        };
    }

    /// <summary>The backward pass of the everyday call: seed 1, and nothing comes in through the gradients of outputs.</summary>
    private static IEnumerable<Statement> Everyday(EquatableArray<Statement> adjoint, Method method)
    {
        // What comes in through an 'out' parameter is nothing, too.
        int Seed(Buffer seed) => seed.Of!.Equals(method.Result) ? 1 : 0;
        var seed = new LoadSubstitution(load =>
            load.Access.Buffer is { Kind: BufferKind.Seed } given ? load.Number(Seed(given)) : null
        );
        return adjoint.SelectMany(s =>
            s switch
            {
                Copy { Source: { Kind: BufferKind.Seed } given } copy => [new Fill(copy.Target, Seed(given))],
                Copy { Source.Kind: BufferKind.Gradient } copy => [new Fill(copy.Target, 0)],
                _ => seed.Statement(s),
            }
        );
    }

    /// <summary>What the forward pass computes and the backward pass reads.</summary>
    private static EquatableArray<Buffer> Residuals(EquatableArray<Statement> adjoint)
    {
        var own = new HashSet<Buffer>(
            adjoint.AllStatements().Select(s => s.Write()).Where(w => w is not null).Select(w => w!.Buffer)
        );
        return adjoint
            .AllStatements()
            .SelectMany(s => s.Reads())
            .Select(a => a.Buffer)
            .Where(b => b.Kind is BufferKind.Local or BufferKind.Saved or BufferKind.Result && !own.Contains(b))
            .Distinct()
            .ToEquatableArray();
    }

    /// <summary>Functions of the forward pass that the backward pass evaluates again: cheap, and nothing has to be kept for them.</summary>
    private static EquatableArray<string> Recomputed(
        EquatableArray<Statement> forward,
        EquatableArray<Statement> adjoint
    )
    {
        var known = new HashSet<string>(Calls(forward));
        return Calls(adjoint).Where(known.Contains).Distinct().ToEquatableArray();
    }

    /// <summary>Loops of which the state is kept now and then.</summary>
    private static IEnumerable<string> Segmented(EquatableArray<Statement> adjoint) =>
        adjoint
            .AllStatements()
            .OfType<For>()
            .Where(l => l is { IsRecomputed: false, Rerun: not null })
            .Select(l => $"the loop over {l.Index}, {Length(l)} iterations at a time");

    /// <summary>Functions of which nothing is kept but what they are given.</summary>
    private static IEnumerable<string> Bodies(EquatableArray<Statement> adjoint) =>
        adjoint
            .AllStatements()
            .OfType<For>()
            .Where(l => l is { IsRecomputed: true, Rerun: not null })
            .Select(l => $"what {l.Index} computes, at each call")
            .Distinct();

    private static IndexExpr Length(For iterations) =>
        iterations.Upper.AsOperation(IntegerOperation.Minimum)?.Left ?? iterations.Upper;

    private static IEnumerable<string> Calls(EquatableArray<Statement> block) =>
        block
            .AllStatements()
            .Select(s => s is Assign assign ? assign.Value : (s as Accumulate)?.Value)
            .OfType<Expr>()
            .SelectMany(e => e.SelfAndInner())
            .OfType<Apply>()
            .Where(a => a.Function > Function.Negate)
            .Select(ExpressionPrinter.Print);
}
