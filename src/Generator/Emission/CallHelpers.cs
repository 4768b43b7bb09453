using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>One method for each function that the method calls: it runs the function's derivative and returns all gradients.</summary>
internal static class CallHelpers
{
    public const string Type = "Calls";

    private const string Runtime = "global::" + GeneratedFile.RuntimeNamespace;

    public static string Write(Method method)
    {
        EquatableArray<Callee> callees = method.Callees;
        if (callees.IsEmpty && method.ArrayCallees.IsEmpty)
        {
            return "";
        }

        var writer = new SourceWriter();
        writer.Line("/// <summary>What the method calls, and the derivatives of it.</summary>");
        writer.Open($"file static class {Type}");
        for (int i = 0; i < callees.Count; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            Write(callees[i], writer);
        }

        foreach (ArrayCallee callee in method.ArrayCallees)
        {
            if (!ReferenceEquals(callee, method.ArrayCallees[0]) || !callees.IsEmpty)
            {
                writer.Line();
            }

            ArrayCallHelpers.Write(callee, writer);
        }

        writer.Close();
        return writer.ToString();
    }

    /// <summary>The statement that leaves all gradients of a call in a span.</summary>
    public static void Call(CallAdjoint call, string span, ScalarPrinter scalar, SourceWriter writer) =>
        writer.Call($"{Type}.{call.Callee.Name}", [.. call.Operands.Select(o => scalar.Print(o)), span], ";");

    private static void Write(Callee callee, SourceWriter writer)
    {
        var scope = new NameScope();
        string[] values = callee.Operands.Select(o => scope.Declare(o.Name)).ToArray();
        string value = scope.Declare("result");
        string seed = scope.Declare("seed");
        string result = callee.Result.Keyword();
        string element = callee.GradientType.Keyword();
        string[] parameters =
        [
            .. callee.Operands.Select((o, i) => $"{o.Type.Keyword()} {values[i]}"),
            $"{result} {value}",
            $"{result} {seed}",
        ];
        if (callee.Count == 1)
        {
            writer.Call($"internal static {element} {callee.Name}", parameters, "");
            writer.Open();
            string[] gradients = Body(callee, values, value, seed, scope, writer);
            writer.Line($"return {gradients[0]};");
            writer.Close();
            return;
        }

        string all = scope.Declare("gradients");
        string span = $"global::System.Span<{element}> {all}";
        writer.Call($"internal static void {callee.Name}", [.. parameters, span], "");
        writer.Open();
        string[] computed = Body(callee, values, value, seed, scope, writer);
        for (int i = 0; i < computed.Length; i++)
        {
            writer.Line($"{all}[{i}] = {computed[i]};");
        }

        writer.Close();
        writer.Line();
        string position = scope.Declare("position");
        writer.Call($"internal static {element} {callee.Name}", [.. parameters, $"nint {position}"], "");
        writer.Open();
        writer.Line($"{span} = stackalloc {element}[{callee.Count}];");
        writer.Call(callee.Name, [.. values, value, seed, all], ";");
        writer.Line($"return {all}[(int){position}];");
        writer.Close();
    }

    /// <summary>Calls the derivative; the names of the gradients.</summary>
    private static string[] Body(
        Callee callee,
        string[] values,
        string value,
        string seed,
        NameScope scope,
        SourceWriter writer
    )
    {
        var gradients = new List<string>();
        foreach (Operand operand in callee.Operands.Where(o => o.IsActive))
        {
            string name = scope.Declare(NameScope.Plain(operand.Name) + "Grad");
            gradients.Add(name);
            writer.Line($"{operand.Type.Keyword()} {name} = 0;");
        }

        // A zero adjoint is not multiplied by an infinite partial.
        writer.Open($"if ({seed} != 0)");
        string[] references = gradients.Select(g => "ref " + g).ToArray();
        if (callee.IsGiven)
        {
            writer.Call(callee.Derivative, [.. values, value, seed, .. references], ";");
        }
        else
        {
            Generated(callee, values, seed, references, scope, writer);
        }

        writer.Close();
        return [.. gradients];
    }

    private static void Generated(
        Callee callee,
        IEnumerable<string> values,
        string seed,
        string[] references,
        NameScope scope,
        SourceWriter writer
    )
    {
        string residuals = scope.Declare("residuals");
        string cache = $"{Runtime}.ThreadCache<{callee.Derivative}Residuals>";
        writer.Line($"{callee.Derivative}Residuals {residuals} = {cache}.Rent();");
        writer.Call($"{callee.Derivative}Forward", [.. values, residuals], ";");
        writer.Call($"{callee.Derivative}Backward", [.. values, residuals, seed, .. references], ";");
        writer.Line($"{cache}.Return({residuals});");
    }
}
