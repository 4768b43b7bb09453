using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;
using Xunit.Abstractions;

namespace NeuralGen.Tests.Onnx;

/// <summary>Runs a model in onnxruntime, through Node and its package onnxruntime-node.</summary>
internal static class OnnxRuntime
{
    // Where the folder node_modules lies that has the package.
    private const string Variable = "NEURALGEN_ONNXRUNTIME";

    // Arguments: the package, then a model, a file of floats and a shape for each run. Prints one line of JSON a run.
    private const string Script = """
        const [ort, ...runs] = [require(process.argv[1]), ...process.argv.slice(2)];
        (async () => {
            for (let i = 0; i < runs.length; i += 3) {
                const session = await ort.InferenceSession.create(runs[i]);
                const bytes = require("fs").readFileSync(runs[i + 1]);
                const data = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
                const input = new ort.Tensor("float32", Float32Array.from(data), JSON.parse(runs[i + 2]));
                const { output } = await session.run({ input });
                console.log(JSON.stringify({ dims: output.dims, data: Array.from(output.data) }));
            }
        })().catch(error => { console.error(error); process.exit(1); });
        """;

    /// <summary>Runs each model on its input.</summary>
    /// <returns>The outputs; null, with the reason in the test's output, where something is missing.</returns>
    public static (int[] Shape, float[] Values)[]? Run(
        ITestOutputHelper output,
        TemporaryFolder folder,
        (string Model, Tensor<float> Input)[] runs
    )
    {
        string package = Path.Combine(
            Environment.GetEnvironmentVariable(Variable) ?? "",
            "node_modules",
            "onnxruntime-node"
        );
        if (!Directory.Exists(package))
        {
            output.WriteLine($"skipped: {Variable} does not name a folder with the npm package onnxruntime-node");
            return null;
        }
        string[] arguments = runs.SelectMany(
                (run, i) =>
                {
                    string file = folder[$"input{i}"];
                    File.WriteAllBytes(file, [.. run.Input.ToArray().SelectMany(BitConverter.GetBytes)]);
                    return (string[])[run.Model, file, JsonSerializer.Serialize(run.Input.Shape.ToArray())];
                }
            )
            .ToArray();
        var start = new ProcessStartInfo("node", ["-e", Script, Path.GetFullPath(package), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Select(run =>
                    (
                        run.GetProperty("dims").EnumerateArray().Select(d => d.GetInt32()).ToArray(),
                        run.GetProperty("data").EnumerateArray().Select(d => d.GetSingle()).ToArray()
                    )
                ),
        ];
    }
}
