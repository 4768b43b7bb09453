using System.Collections.Generic;
using System.Linq;
using NeuralGen.Generator.IR;

namespace NeuralGen.Generator.Emission;

/// <summary>A struct's gradient, a local for each number while a pass adds into it.</summary>
internal sealed class StructGradients(Method method, PublicNames names, SourceWriter writer)
{
    private readonly Dictionary<Buffer, string> _locals = [];

    private IEnumerable<Parameter> Parameters => method.Parameters.Where(p => p.Struct is not null && p.HasGradient);

    /// <summary>The local for one number; null where it belongs to no struct.</summary>
    public string? Local(Buffer part)
    {
        if (_locals.TryGetValue(part, out string? known))
        {
            return known;
        }

        if (!Parameters.Any(p => p.Parts.Contains(part)))
        {
            return null;
        }

        string local = names.Scope.Declare(part.Name + "Grad");
        _locals.Add(part, local);
        return local;
    }

    /// <summary>Declares the locals, with what the caller has: added to in a backward pass, zero in the everyday call.</summary>
    public void Take(bool isOut)
    {
        foreach (Parameter parameter in Parameters)
        {
            foreach ((Buffer part, string path) in parameter.Parts.Zip(parameter.Struct!.Paths(), (b, p) => (b, p)))
            {
                if (part.IsDifferentiated)
                {
                    string given = $"{NameScope.Escape(parameter.Name + "Grad")}.{PublicNames.Path(path)}";
                    string value = isOut ? Literals.Number(0, part.Element) : given;
                    writer.Line($"{part.Element.Keyword()} {Local(part)} = {value};");
                }
            }
        }
    }

    /// <summary>Puts the gradients together; members that have none are zero.</summary>
    public void Give()
    {
        foreach (Parameter parameter in Parameters)
        {
            string made = parameter.Struct!.Make(
                parameter.Parts.Select(part => part.IsDifferentiated ? Local(part) : null).ToList()
            );
            writer.Line($"{NameScope.Escape(parameter.Name + "Grad")} = {made};");
        }
    }
}
