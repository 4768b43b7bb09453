using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NeuralGen;

/// <summary>A set of 28 × 28 pictures in four IDX files, as MNIST was published and Fashion-MNIST after it.</summary>
/// <param name="Title">What messages call it.</param>
/// <param name="Folder">Its folder within the one that the environment variable names.</param>
/// <param name="SystemFolders">Where systems put it.</param>
/// <param name="HowToGet">A sentence, without its end, that says how to get it.</param>
internal sealed record PictureSet(string Title, string Folder, string[] SystemFolders, string HowToGet)
{
    private const string Variable = "NEURALGEN_DATA";
    private const int Side = 28;
    private const int Classes = 10;

    private static readonly (string Images, string Labels)[] Parts =
    [
        ("train-images", "train-labels"),
        ("t10k-images", "t10k-labels"),
    ];

    /// <summary>The folder that has all files: the given one, or the first that is looked into; else null.</summary>
    public string? Find(string? folder) => Find(folder, Environment.GetEnvironmentVariable(Variable));

    internal string? Find(string? folder, string? root) => Candidates(folder, root).FirstOrDefault(IsComplete);

    /// <summary>Reads the part to train with and the part to test with.</summary>
    public (Dataset<float> Training, Dataset<float> Test) Load(string? folder) =>
        Load(folder, Environment.GetEnvironmentVariable(Variable));

    internal (Dataset<float> Training, Dataset<float> Test) Load(string? folder, string? root)
    {
        string found =
            Find(folder, root)
            ?? throw new FileNotFoundException(
                $"{Title} was not found in {string.Join(", ", Candidates(folder, root).Select(path => $"'{path}'"))}. "
                    + $"{HowToGet}, into a folder '{Folder}', and set the environment variable {Variable} to the folder that "
                    + "holds it, or say where they are."
            );
        return (Read(found, Parts[0]), Read(found, Parts[1]));
    }

    private IEnumerable<string> Candidates(string? folder, string? root)
    {
        if (folder is not null)
            return [folder];
        return string.IsNullOrEmpty(root) ? SystemFolders : [Path.Combine(root, Folder), .. SystemFolders];
    }

    private static bool IsComplete(string folder) =>
        Parts.All(part => FileOf(folder, part.Images, 3) is not null && FileOf(folder, part.Labels, 1) is not null);

    // train-images-idx3-ubyte; some unpackers turn the second dash into a dot.
    private static string? FileOf(string folder, string name, int rank) =>
        new[] { "-", "." }
            .SelectMany(dash => new[] { "", ".gz" }.Select(end => $"{name}{dash}idx{rank}-ubyte{end}"))
            .Select(file => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);

    private static Dataset<float> Read(string folder, (string Images, string Labels) part)
    {
        using IdxReader images = IdxReader.Open(FileOf(folder, part.Images, 3)!);
        using IdxReader labels = IdxReader.Open(FileOf(folder, part.Labels, 1)!);
        if (images.Type != StoredType.UInt8 || !(images.Shape is [_, Side, Side]))
            throw new InvalidDataException(
                $"{images.Name} has {images.Type} {Extents.Text(images.Shape)}, and not UInt8 [count, {Side}, {Side}]."
            );
        if (labels.Type != StoredType.UInt8 || !(labels.Shape is [var count] && count == images.Count))
            throw new InvalidDataException(
                $"{labels.Name} has {labels.Type} {Extents.Text(labels.Shape)}, and not UInt8 [{images.Count}], a label for "
                    + $"each picture of {images.Name}."
            );
        int[] classes = labels.ReadToEnd<int>().ToArray();
        for (int i = 0; i < classes.Length; i++)
            if (classes[i] >= Classes)
                throw new InvalidDataException(
                    $"{labels.Name}: label {i} is {classes[i]}, and not 0 to {Classes - 1}."
                );
        float[] pixels = images.ReadToEnd<float>().AsArraySegment().Array!;
        foreach (ref float pixel in pixels.AsSpan())
            pixel /= byte.MaxValue;
        return new Dataset<float>(Tensor<float>.Wrap(pixels, images.Count, Side * Side), classes);
    }
}
