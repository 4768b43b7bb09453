using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using NeuralGen.Generator.Tests.RandomPrograms.Language;

namespace NeuralGen.Generator.Tests.RandomPrograms.Running;

/// <summary>What a driver does with the arguments that it is given.</summary>
internal enum Action
{
    Scalar,
    Forward,
    ForwardWithResiduals,
    ForwardAndBackward,
    Gradient,
}

/// <summary>
/// Calls a program with flat arrays for buffers, arrays of one element for scalars. Gradients are arrays too; null where
/// none is wanted. The result is what the method returns, or 0.
/// </summary>
internal delegate double DriverCall(Action action, Array[] values, int[][] shapes, Array?[] gradients, double seed);

/// <summary>Writes the driver of a program: spans cannot be passed by reflection.</summary>
internal static class Driver
{
    /// <param name="program">What is called.</param>
    /// <param name="className">The class that it stands in.</param>
    /// <param name="scalar">The type of its numbers.</param>
    /// <param name="isDifferentiated">Whether there is anything but the method itself to call.</param>
    public static string Print(LoopProgram program, string className, string scalar, bool isDifferentiated = true)
    {
        var text = new StringBuilder();
        text.Append("    internal static class ").Append(className).Append("Driver\n    {\n");
        text.Append(
            "        internal static double Run(int action, Array[] v, int[][] s, Array[] g, double seed)\n        {\n"
        );
        ImmutableArray<Parameter> ps = program.Parameters;
        for (int i = 0; i < ps.Length; i++)
        {
            if (ps[i].Form == Form.Tensor)
            {
                string element = Element(ps[i], scalar);
                text.Append($"            var t{i} = Tensor<{element}>.Wrap(({element}[])v[{i}], s[{i}]);\n");
                text.Append(
                    $"            if (g[{i}] != null) t{i}.Grad = Tensor<{element}>.Wrap(({element}[])g[{i}], s[{i}]);\n"
                );
            }
            else if (ps[i].Form == Form.Grid)
            {
                string sizes = string.Join(", ", ps[i].Axes.Select((_, axis) => $"s[{i}][{axis}]"));
                string grid = $"new {Element(ps[i], scalar)}[{sizes}]";
                string flat = $"({Element(ps[i], scalar)}[])";
                text.Append($"            var t{i} = {grid};\n            Copy({flat}v[{i}], t{i});\n");
                text.Append($"            var g{i} = g[{i}] == null ? null : {grid};\n");
                text.Append($"            if (g[{i}] != null) Copy({flat}g[{i}], g{i});\n");
            }
            else if (ps[i].Form == Form.Rows)
            {
                string element = Element(ps[i], scalar);
                text.Append($"            var t{i} = Rows(({element}[])v[{i}], s[{i}]);\n");
                text.Append($"            var g{i} = g[{i}] == null ? null : Rows(({element}[])g[{i}], s[{i}]);\n");
            }
        }

        string values = string.Join(", ", ps.Select((p, i) => Value(p, i, scalar)));
        string call(string method, string arguments) =>
            program.Returns
                ? $"return {className}.{method}({arguments});\n"
                : $"{className}.{method}({arguments}); return 0;\n";
        string seed = program.Returns ? $", ({scalar})seed" : "";
        text.Append("            try\n            {\n            switch (action)\n            {\n");
        text.Append("                case 0: ").Append(call("M", values));
        if (isDifferentiated)
        {
            text.Append("                case 1: ").Append(call("MForward", values));
            text.Append("                case 2: ").Append(call("MForward", $"{values}, new {className}.MResiduals()"));
            text.Append("                case 3:\n                {\n");
            text.Append($"                    var residuals = new {className}.MResiduals();\n");
            text.Append(
                $"                    {(program.Returns ? "double result = " : "")}{className}.MForward({values}, residuals);\n"
            );
            text.Append(
                $"                    {className}.MBackward({values}, residuals{seed}{Gradients(program, scalar, "ref")});\n"
            );
            text.Append($"                    return {(program.Returns ? "result" : "0")};\n                }}\n");
        }

        if (isDifferentiated && program.Returns)
        {
            text.Append("                case 4: ")
                .Append(call("MGradient", values + Gradients(program, scalar, "out")));
        }

        text.Append("                default: throw new ArgumentOutOfRangeException(nameof(action));\n");
        text.Append("            }\n            }\n            finally\n            {\n");
        foreach (int i in Enumerable.Range(0, ps.Length).Where(i => ps[i].Form == Form.Grid))
        {
            string flat = $"({Element(ps[i], scalar)}[])";
            text.Append(
                $"                Copy(t{i}, {flat}v[{i}]);\n                if (g[{i}] != null) Copy(g{i}, {flat}g[{i}]);\n"
            );
        }

        foreach (int i in Enumerable.Range(0, ps.Length).Where(i => ps[i].Form == Form.Rows))
        {
            string element = Element(ps[i], scalar);
            text.Append(
                $"                Flat(t{i}, ({element}[])v[{i}]);\n                if (g[{i}] != null) Flat(g{i}, ({element}[])g[{i}]);\n"
            );
        }

        text.Append("            }\n        }\n");
        if (ps.Any(p => p.Form == Form.Rows))
        {
            text.Append(RowHelpers);
        }

        if (ps.Any(p => p.Form == Form.Grid))
        {
            text.Append(GridHelpers);
        }

        return text.Append("    }\n").ToString();
    }

    private const string GridHelpers = """
                private static void Copy<T>(T[] from, Array to) => from.CopyTo(Elements<T>(to));
                private static void Copy<T>(Array from, T[] to) => Elements<T>(from).CopyTo(to);
                private static Span<T> Elements<T>(Array grid) =>
                    System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
                        ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(
                            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(grid)
                        ),
                        grid.Length
                    );

        """;

    private const string RowHelpers = """
                private static T[][] Rows<T>(T[] flat, int[] shape)
                {
                    var rows = new T[shape[0]][];
                    for (int i = 0; i < rows.Length; i++)
                        rows[i] = flat.AsSpan(i * shape[1], shape[1]).ToArray();
                    return rows;
                }
                private static void Flat<T>(T[][] rows, T[] flat)
                {
                    int at = 0;
                    foreach (T[] row in rows)
                    {
                        row.CopyTo(flat, at);
                        at += row.Length;
                    }
                }

        """;

    private static string Element(Parameter p, string scalar) => p.Wide ? "double" : scalar;

    private static string Value(Parameter p, int i, string scalar) =>
        p.Form switch
        {
            Form.Tensor or Form.Grid or Form.Rows => FormattableString.Invariant($"t{i}"),
            Form.Scalar => FormattableString.Invariant($"(({Element(p, scalar)}[])v[{i}])[0]"),
            Form.Size => FormattableString.Invariant($"((int[])v[{i}])[0]"),
            Form.Flag => FormattableString.Invariant($"((int[])v[{i}])[0] != 0"),
            Form.Word => FormattableString.Invariant($"((int[])v[{i}])[0] != 0 ? \"yes\" : \"no\""),
            Form.IndexArray => FormattableString.Invariant($"(int[])v[{i}]"),
            _ => FormattableString.Invariant($"({Element(p, scalar)}[])v[{i}]"),
        };

    /// <summary>A tensor carries its gradient itself.</summary>
    private static string Gradients(LoopProgram program, string scalar, string modifier) =>
        string.Concat(
            program.Parameters.Select(
                (p, i) =>
                    !p.IsActive || p.Form == Form.Tensor ? ""
                    : p.Form is Form.Grid or Form.Rows ? $", g{i}"
                    : p.Form == Form.Scalar ? $", {modifier} (({Element(p, scalar)}[])g[{i}])[0]"
                    : $", g[{i}] == null ? default : ({Element(p, scalar)}[])g[{i}]"
            )
        );
}
