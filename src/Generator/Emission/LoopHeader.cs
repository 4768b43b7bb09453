using System;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>The head of a scalar loop.</summary>
internal static class LoopHeader
{
    public static string Of(For loop, PassNames names, SourceWriter writer)
    {
        if (loop.Step != 1 || loop.Lower.AsConstant() != 0)
        {
            throw new NotSupportedException($"Loops are normalized before they are emitted: {loop.Index}.");
        }

        string trips = Trips(loop, names, writer, names.Scope.Enclosing!);
        string index = names.DeclareLoop(loop.Index);
        return loop.Descending
            ? $"for (nint {index} = {Last(loop, trips, names)}; {index} >= 0; {index}--)"
            : $"for (nint {index} = 0; {index} < {trips}; {index}++)";
    }

    /// <summary>
    /// The head of a loop that a condition ends, and perhaps a bound. Where its count is wanted, the index outlives it.
    /// </summary>
    public static string While(For loop, PassNames names, ScalarPrinter scalar, SourceWriter writer)
    {
        string trips = loop.Upper.IsEndless ? "" : Trips(loop, names, writer, names.Scope.Enclosing!);
        NameScope inside = names.Scope;
        if (loop.Count is not null)
        {
            names.Scope = inside.Enclosing!;
            writer.Line($"nint {names.DeclareLoop(loop.Index)} = 0;");
            names.Scope = inside;
        }

        string start = loop.Count is null ? $"nint {names.DeclareLoop(loop.Index)} = 0" : "";
        string index = names.Loop(loop.Index);
        string bound = trips.Length == 0 ? "" : $"{index} < {trips}";
        string condition = scalar.Print(loop.While!, bound.Length == 0 ? Precedence.Lowest : Precedence.And);
        string both = bound.Length == 0 ? condition : $"{bound} && {condition}";
        return $"for ({start}; {both}; {index}++)";
    }

    /// <summary>The number of trips, calculated once where it takes more than a few additions.</summary>
    public static string Trips(For loop, PassNames names, SourceWriter writer, NameScope scope)
    {
        string text = names.Integer(loop.Upper, Precedence.Additive);
        bool isCheap =
            loop.Upper.AllAtoms().All(a => a is LoopAtom or ExtentAtom or ScalarAtom)
            && loop.Upper.Terms.All(t => t.Atoms.Count <= 1);
        if (isCheap)
        {
            return text;
        }

        string name = scope.Declare(loop.Index.Name + "Count");
        writer.Line($"nint {name} = {text};");
        return name;
    }

    private static string Last(For loop, string trips, PassNames names)
    {
        string last = names.Integer(loop.Upper - IndexExpr.One);
        return last.Length <= trips.Length + 4 ? last : $"{trips} - 1";
    }
}
