using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NeuralGen.Generator.Tests.RealPrograms;

/// <summary>The calls of a method and its derivatives with boxed arguments, as source: spans cannot be passed by reflection.</summary>
internal sealed class Glue
{
    private readonly List<Parameter> _parameters = [];

    private Glue(string text) => Text = text;

    /// <summary>The type <c>Glue</c> with <c>Value</c>, <c>Forward</c> and <c>Gradient</c>.</summary>
    public string Text { get; private set; }

    public IReadOnlyList<Parameter> Parameters => _parameters;

    public static Glue For(string source, string name)
    {
        MethodDeclarationSyntax method = CSharpSyntaxTree
            .ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))
            .GetRoot()
            .DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .Single(m => m.Identifier.Text == name && m.AttributeLists.Count > 0);
        string type = ((TypeDeclarationSyntax)method.Parent!).Identifier.Text;
        var glue = new Glue("");
        glue._parameters.AddRange(method.ParameterList.Parameters.Select(Parameter.Of));
        glue.Text = glue.Write($"{type}.{name}");
        return glue;
    }

    private string Write(string method)
    {
        string values = string.Join(", ", _parameters.Select((p, i) => $"({p.Carrier})values[{i}]"));
        string gradients = string.Concat(_parameters.Select((p, i) => Gradient(p, i)));
        string declared = string.Concat(Scalars().Select(p => $"double grad{p.Index};\n"));
        string kept = string.Concat(Scalars().Select(p => $"gradients[{p.Index}] = grad{p.Index};\n"));
        return $$"""
            public static class Glue
            {
                public static double Value(object[] values) { return {{method}}({{values}}); }

                public static double Forward(object[] values) { return {{method}}Forward({{values}}); }

                public static double Gradient(object[] values, object[] gradients)
                {
                    {{declared}}double result = {{method}}Gradient({{values}}{{gradients}});
                    {{kept}}return result;
                }
            }
            """;
    }

    private IEnumerable<(Parameter Parameter, int Index)> Scalars() =>
        _parameters.Select((p, i) => (p, i)).Where(p => p.p is { IsActive: true, Type: "double" });

    private static string Gradient(Parameter parameter, int i) =>
        parameter switch
        {
            { IsActive: false } or { IsTensor: true } => "",
            { Type: "double" } => $", out grad{i}",
            _ => $", ({parameter.Carrier})gradients[{i}]",
        };
}

/// <summary>A parameter of a real program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as written.</param>
/// <param name="IsActive">Whether there is a gradient for it.</param>
internal sealed record Parameter(string Name, string Type, bool IsActive)
{
    public bool IsTensor => Type.StartsWith("Tensor", StringComparison.Ordinal);

    /// <summary>What its values come in: an array for a span.</summary>
    public string Carrier => Type.Contains("Span", StringComparison.Ordinal) ? "double[]" : Type;

    public static Parameter Of(ParameterSyntax parameter)
    {
        string type = parameter.Type!.ToString();
        bool isConstant = parameter.AttributeLists.ToString().Contains("NoGrad", StringComparison.Ordinal);
        return new Parameter(
            parameter.Identifier.Text,
            type,
            !isConstant && type.Contains("double", StringComparison.Ordinal)
        );
    }
}
