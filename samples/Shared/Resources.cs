using System.IO;
using System.Reflection;

namespace NeuralGen.Samples;

/// <summary>The texts that are part of a sample's assembly.</summary>
internal static class Resources
{
    public static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
