using System.CommandLine;
using System.IO;

namespace NeuralGen.Samples;

/// <summary>An option that names a file to write: a folder that is not there is told before the work, and not after it.</summary>
internal static class FileOption
{
    public static Option<string?> New(string name, string description, string? value = null) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => value,
            HelpName = "file",
            CustomParser = result =>
            {
                string path = result.Tokens[0].Value;
                string? folder = path.Length == 0 ? null : Path.GetDirectoryName(Path.GetFullPath(path));
                if (folder is null || Directory.Exists(path))
                    result.AddError($"{name}: '{path}' is no file name.");
                else if (!Directory.Exists(folder))
                    result.AddError($"{name}: there is no folder '{folder}'.");
                return path;
            },
        };
}
